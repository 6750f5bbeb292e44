"""Audiences that the team defines: hotels, town halls, clubs."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import ProtectedError
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from core import audiences
from core.words import plain_text
from readerships import uses

LONGEST_LABEL = 60


class TeamAudience(models.Model):
    """For whom plain pages are, beside those that are declared in code. It has no shelter to give and none to lose.

    Its name stands in counts, which outlive it: it never changes. What was used once is retired, and never deleted.
    """

    name = models.CharField(
        gettext_lazy("technical name"),
        max_length=20,
        unique=True,
        help_text=gettext_lazy(
            "1 to 20 letters from a to z, such as hotels. Figures are kept under this name: it never changes."
        ),
    )
    labels = models.JSONField(default=dict, editable=False)  # {code of a language: what the team reads}
    voice = models.CharField(
        gettext_lazy("voice"),
        max_length=20,
        default=audiences.PROFESSIONALS.name,
        help_text=gettext_lazy("Its pages have the colours and the tone of this audience."),
    )
    is_retired = models.BooleanField(
        pgettext_lazy("audience", "retired"),
        default=False,
        help_text=gettext_lazy("No longer offered. Pages that are for it, and figures, keep it with its label."),
    )

    class Meta:
        verbose_name = gettext_lazy("audience of the team")
        verbose_name_plural = gettext_lazy("audiences of the team")
        ordering = ["is_retired", "name"]

    def __str__(self):
        return self.label_in(get_language()) or self.name

    def save(self, *args, **kwargs):
        """Raises ValidationError: what a form refuses, no program writes."""
        self.full_clean()
        super().save(*args, **kwargs)

    def label_in(self, language: str | None) -> str:
        """In this language, or else in the site's first one."""
        return self.labels.get(language or "") or self.labels.get(settings.LANGUAGE_CODE, "")

    def clean(self):
        super().clean()
        wrong = {"name": self._wrong_name(), "voice": self._wrong_voice(), "labels": self._wrong_labels()}
        if found := {field: said for field, said in wrong.items() if said}:
            raise ValidationError(found)

    def _wrong_name(self) -> str:
        before = type(self).objects.filter(pk=self.pk).values_list("name", flat=True).first() if self.pk else None
        if before not in (None, self.name):
            return _("The name stays “%(name)s”: figures are kept under it. Define another audience.") % {
                "name": before
            }
        if not audiences.NAME.fullmatch(self.name):
            return _("Take 1 to 20 letters from a to z, without spaces, accents or capitals.")
        if before is None and self.name in audiences.AUDIENCES:
            return _("The site has an audience of this name already.")
        return ""

    def _wrong_voice(self) -> str:
        if self.voice in audiences.lent():
            return ""
        return _(
            "Choose one of the voices that are offered: the others tell readers that a page is protected, or whom it is for."
        )

    def _wrong_labels(self) -> str:
        if not self.labels.get(settings.LANGUAGE_CODE):
            return _("A label in the site’s first language is needed.")
        if any(len(label) > LONGEST_LABEL for label in self.labels.values()):
            return _("A label has at most %(most)d characters.") % {"most": LONGEST_LABEL}
        others = type(self).objects.exclude(pk=self.pk).values_list("labels", flat=True)
        taken = {(code, _spoken(label)) for labels in others for code, label in labels.items()}
        if twice := [label for code, label in self.labels.items() if (code, _spoken(label)) in taken]:
            return _("Another audience is called “%(label)s”. Take it, or tell the two apart.") % {"label": twice[0]}
        found = (said for label in self.labels.values() if (said := plain_text.refusal(label)))
        return next(found, "")


def _spoken(label: str) -> str:
    """Labels that differ in this alone are one to who chooses."""
    return " ".join(label.casefold().split())


@receiver(pre_delete, sender=TeamAudience)
def keep_what_was_used(instance: TeamAudience, **kwargs) -> None:
    if found := uses.of(instance.name):
        said = _("“%(audience)s” is in use (%(uses)s): retire it instead.")
        raise ProtectedError(said % {"audience": instance, "uses": ", ".join(found)}, {instance})
