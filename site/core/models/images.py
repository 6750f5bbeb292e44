"""Images with their credit, licence and rights; one whose rights ended is withdrawn by itself."""

from django.core.files.storage import storages
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from core.models.licence import Licence


class CampaignImage(AbstractImage):
    """`description` is the default text alternative; a block that shows the image may say another in its context."""

    credit = models.CharField(
        _("credit"), max_length=200, blank=True, help_text=_("As the author wants to be named, beside the picture.")
    )
    licence = models.CharField(_("licence"), max_length=20, choices=Licence, default=Licence.RESERVED)
    rights_until = models.DateField(
        _("rights until"),
        null=True,
        blank=True,
        help_text=_(
            "The last day on which the site may show it. The day after, it is withdrawn from every page by itself. Empty: no limit."
        ),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True, editable=False)

    admin_form_fields = [*Image.admin_form_fields, "credit", "licence", "rights_until"]

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    @property
    def approved_words(self) -> str:
        """What is approved with the page that shows it, beside the file itself."""
        return self.description

    @property
    def may_be_shown(self) -> bool:
        """False from the day after its rights end, whether or not the nightly withdrawal has run."""
        return self.withdrawn_at is None and (self.rights_until is None or self.rights_until >= timezone.localdate())

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        if self.withdrawn_at and (self.rights_until is None or self.rights_until >= timezone.localdate()):
            self.restore()

    def withdraw(self) -> None:
        """Take the file out of the public folder into the private one and remove every rendition."""
        _move(self.file.name, storages["default"], storages["private"])
        for rendition in self.renditions.all():
            rendition.delete()
        self.withdrawn_at = timezone.now()
        self.save(update_fields=["withdrawn_at"])

    def restore(self) -> None:
        """Put a withdrawn file back: its rights were extended."""
        _move(self.file.name, storages["private"], storages["default"])
        self.withdrawn_at = None
        super().save(update_fields=["withdrawn_at"])


class Rendition(AbstractRendition):
    image = models.ForeignKey(CampaignImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta(AbstractRendition.Meta):
        unique_together = [("image", "filter_spec", "focal_point_key")]


def withdraw_out_of_rights() -> int:
    """Withdraw each image whose rights have ended; returns how many."""
    images = CampaignImage.objects.filter(rights_until__lt=timezone.localdate(), withdrawn_at=None)
    count = 0
    for image in images:
        with transaction.atomic():
            image.withdraw()
        count += 1
    return count


def _move(name: str, source, target) -> None:
    """Copy first, then delete: a kill between the two leaves the file in both places, and a second run mends it."""
    if not source.exists(name):
        return
    if target.exists(name):
        target.delete(name)
    with source.open(name) as file:
        target.save(name, file)
    source.delete(name)
