"""The form of an image, which looks at the picture before Wagtail does."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from core import uploads
from core.files.forms import LeavesStoredFiles, ask_for_licence
from core.renditions.making import make_basic
from core.uploads.kinds.redrawn import redrawn

KEPT_AS = _("A HEIC of a telephone is kept as JPEG, an SVG without text as PNG.")
SAID = _(
    "What is to be seen, for whoever does not see it. Where a block shows the picture, it may say it otherwise, or take it as decoration."
)


class PictureField(WagtailImageField):
    """Wagtail's own decodes before it counts pixels, and a picture that is cut short ends in a server error."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.help_text = f"{self.help_text} {KEPT_AS}"

    def to_python(self, data):
        if data not in self.empty_values:
            data = redrawn(data)
            uploads.check(data, settings.WAGTAILIMAGES_EXTENSIONS, settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
        return super().to_python(data)


class ImageForm(LeavesStoredFiles, BaseImageForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ask_for_licence(self)
        if (field := self.fields.get("description")) and not self.instance.pk:
            field.required = True
            field.label, field.help_text = _("Text alternative"), SAID
        if field := self.fields.get("file"):
            kept = {name: getattr(field, name) for name in ("label", "required", "widget", "max_length")}
            self.fields["file"] = PictureField(**kept)
        if "file" in self.fields and self.instance.pk and self.instance.rendition_problem:
            self.fields["file"].help_text = self.instance.rendition_problem

    def save(self, commit=True):
        """Wagtail deletes all renditions of the file before."""
        image = super().save(commit=commit)
        if commit and "file" in self.changed_data:
            make_basic(image)
        return image
