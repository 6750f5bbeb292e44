"""A file that live pages show was approved with them: it is not replaced behind their back."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from wagtail.models import ReferenceIndex


class ShownLive(models.Model):
    """Refuses, in forms, another file or other words for what something live shows."""

    approved_fields: tuple[str, ...] = ()

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        before = type(self).objects.filter(pk=self.pk).first() if self.pk else None
        changed = [name for name in self.approved_fields if before and getattr(before, name) != getattr(self, name)]
        if changed and (showing := self.shown_by()):
            message = _(
                "It is live on “%(page)s”, approved as it is: add it as a new one, and have the pages that show it signed off."
            )
            raise ValidationError({name: message % {"page": showing[0]} for name in changed})

    def shown_by(self) -> list:
        """The live pages and snippets that refer to it."""
        sources = [source for source, _paths in ReferenceIndex.get_grouped_references_to(self)]
        return [source for source in sources if getattr(source, "live", False)]
