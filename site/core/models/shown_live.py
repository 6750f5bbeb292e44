"""A file that live pages show was approved with them: it is neither replaced nor deleted behind their back."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils.translation import gettext as _

from core.files import showing


class ShownLive(models.Model):
    """Refuses another file or other words for what something live shows: in forms at the field, else as the row is written."""

    approved_fields: tuple[str, ...] = ()

    class Meta:
        abstract = True

    def save(self, *args, update_fields=None, **kwargs):
        touched = update_fields is None or not set(self.approved_fields).isdisjoint(update_fields)
        if touched and self._changed():
            showing.require_unseen(self)
        if update_fields is not None:
            kwargs["update_fields"] = update_fields
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        showing.require_unseen(self)  # before the transaction, which the signal below would leave broken
        return super().delete(*args, **kwargs)

    def clean(self):
        super().clean()
        changed = self._changed()
        if changed and (live := self.shown_by()):
            message = _(
                "It is live on “%(page)s”, approved as it is: add it as a new one, and have the pages that show it signed off."
            )
            raise ValidationError({name: message % {"page": live[0]} for name in changed})

    def shown_by(self) -> list:
        """The live pages and snippets that refer to it."""
        return showing.shown_by(self)

    def _changed(self) -> list[str]:
        before = type(self)._base_manager.filter(pk=self.pk).first() if self.pk else None
        return [
            name for name in self.approved_fields if before and _is_another(getattr(before, name), getattr(self, name))
        ]


def _is_another(before: Any, now: Any) -> bool:
    """A file that is uploaded is another one, whatever its name."""
    return before != now or not getattr(now, "_committed", True)


@receiver(pre_delete)
def keep_what_is_shown(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Whoever deletes it: a view, a bulk action, a program, the deletion of something else."""
    if isinstance(instance, ShownLive):
        showing.require_unseen(instance)
