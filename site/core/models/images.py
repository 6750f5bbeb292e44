"""Images with their credit, licence and rights; one whose rights ended is withdrawn by itself."""

from typing import Any

from django.conf import settings
from django.core.files import File
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from PIL import Image as PillowImage
from wagtail.images.models import AbstractImage, AbstractRendition, Image, SourceImageIOError
from wagtail.utils.file import hash_filelike

from core.models.licence import Licence, licences
from core.models.shown_live import ShownLive
from core.models.uploaded import Accepted, Uploaded
from core.models.withdrawal import Withdrawable, finish_withdrawals
from core.renditions.making import make_basic
from core.renditions.waiting import require_somebody_waits
from core.uploads import traces
from core.uploads.kinds.redrawn import REDRAWN
from serving.page_cache.changes.node import state_of_the_site


class CampaignImage(Uploaded, ShownLive, Withdrawable, AbstractImage):
    """`description` is the default text alternative; a block that shows the image may say another in its context."""

    credit = models.CharField(
        _("credit"), max_length=200, blank=True, help_text=_("As the author wants to be named, beside the picture.")
    )
    licence = models.CharField(_("licence"), max_length=20, choices=licences, default=Licence.RESERVED)
    rights_until = models.DateField(
        _("rights until"),
        null=True,
        blank=True,
        help_text=_(
            "The last day on which the site may show it. The day after, it is withdrawn from every page by itself. Empty: no limit."
        ),
    )
    rendition_problem = models.CharField(max_length=500, blank=True, editable=False)  # why visitors cannot be shown it
    approved_fields = ("file", "description")
    admin_form_fields = [*Image.admin_form_fields, "credit", "licence", "rights_until"]

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def is_stored_locally(self) -> bool:
        """Where it is, and its file is not, Wagtail advises to delete it: that of a withdrawn one lies in the private folder."""
        return self.withdrawn_at is None and super().is_stored_locally()

    @property
    def accepted(self) -> dict[str, Accepted]:
        """What is kept: a form draws what is not (`core.uploads.kinds.redrawn`) anew before."""
        kept = [ending for ending in settings.WAGTAILIMAGES_EXTENSIONS if ending not in REDRAWN]
        return {"file": (kept, settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)}

    @property
    def approved_words(self) -> str:
        """What is approved with the page that shows it, beside the file itself."""
        return self.description

    @property
    def must_be_withdrawn(self) -> bool:
        """True from the day after its rights end, whether or not the hourly withdrawal has run."""
        out_of_rights = self.rights_until is not None and self.rights_until < timezone.localdate()
        return super().must_be_withdrawn or out_of_rights

    def save(self, *args, **kwargs):
        self.remove_traces()
        is_new = bool(self.file) and not self.file._committed
        if is_new:
            self._set_image_file_metadata()
        super().save(*args, **kwargs)
        if is_new:
            make_basic(self)

    def measured(self, file: File) -> dict[str, Any]:
        with PillowImage.open(file) as picture:
            width, height = picture.size
        file.seek(0)
        found = {"file_size": file.size, "file_hash": hash_filelike(file), "width": width, "height": height}
        file.seek(0)
        return found

    def create_rendition(self, wanted):
        require_somebody_waits(wanted.spec)
        return super().create_rendition(wanted)

    def create_renditions(self, *wanted):
        for one in wanted:
            require_somebody_waits(one.spec)
        return super().create_renditions(*wanted)

    def generate_rendition_file(self, filter, **kwargs):
        """What cannot be decoded is an image without a picture, in the admin too; decoders raise whatever they stumble over."""
        try:
            return traces.cleaned(super().generate_rendition_file(filter, **kwargs))
        except SourceImageIOError:
            raise
        except Exception as error:
            raise SourceImageIOError(f"{type(error).__name__}: {error}") from error

    def restore(self) -> None:
        super().restore()
        make_basic(self)

    def hide_files(self) -> None:
        """With every rendition, whose files go at once: a kill could come before the end of the transaction."""
        super().hide_files()
        for rendition in self.renditions.all():
            rendition.file.storage.delete(rendition.file.name)
            rendition.delete()


class Rendition(AbstractRendition):
    image = models.ForeignKey(CampaignImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta(AbstractRendition.Meta):
        unique_together = [("image", "filter_spec", "focal_point_key")]
        indexes = [models.Index(fields=["file"], name="rendition_by_file")]

    @staticmethod
    def construct_cache_key(image, filter_cache_key, filter_spec):
        """What one process has deleted is remembered by none."""
        key = AbstractRendition.construct_cache_key(image, filter_cache_key, filter_spec)
        return f"{key}-{state_of_the_site().hex()}"


def withdraw_out_of_rights() -> int:
    """Withdraw each image whose rights have ended; returns how many. Finishes what was cut short of any withdrawal."""
    finish_withdrawals()
    images = CampaignImage.objects.filter(rights_until__lt=timezone.localdate(), withdrawn_at=None)
    count = 0
    for image in images:
        with transaction.atomic():
            image.withdraw()
        count += 1
    return count
