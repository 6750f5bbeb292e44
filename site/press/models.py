"""The card of each live page, as it was last made."""

from typing import Any

from django.db import models
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.frontend_cache import forget_file
from made.files import drop

FOLDER = "share-cards"


def file_name(card: "ShareCard", name: str) -> str:
    """A name that nobody guesses: a campaign's card is made before its date. A new card has a new address, which no network knows yet."""
    return f"{FOLDER}/{get_random_string(22)}.{name.rpartition('.')[2]}"


class ShareCard(models.Model):
    """`digest` is of what it shows; `problem` says why there is no file."""

    page = models.OneToOneField(Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="share_card")
    file = models.FileField(_("file"), upload_to=file_name, blank=True)
    width = models.PositiveSmallIntegerField(_("width"), default=0)
    height = models.PositiveSmallIntegerField(_("height"), default=0)
    alt = models.CharField(_("text alternative"), max_length=600, blank=True)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField(_("made at"), auto_now=True)
    problem = models.TextField(_("problem"), blank=True)

    # Not content that refers to the page: it would be listed among what uses it.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("share card")
        verbose_name_plural = _("share cards")

    def __str__(self):
        return self.page.title

    def delete_file(self) -> None:
        """Once it is committed that nothing shows it."""
        if self.file:
            drop(self.file)
            forget_file(self.file.name, self.file.storage)


@receiver(post_delete, sender=ShareCard)
def delete_file_of(sender: Any, instance: ShareCard, **kwargs: Any) -> None:
    instance.delete_file()
