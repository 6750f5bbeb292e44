"""Blocks of pictures, video and sound."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock
from wagtailmedia.blocks import VideoChooserBlock


class FigureBlock(blocks.StructBlock):
    image = ImageBlock(label=_("picture"))
    caption = blocks.CharBlock(label=_("caption"), required=False, max_length=250)

    class Meta:
        icon = "image"
        label = _("Figure")
        template = "components/figure.html"
        description = _(
            "A picture with its text alternative, caption and credit. Disappears by itself when the rights end."
        )

    def get_preview_value(self):
        from core.models import CampaignImage

        return self.normalize({"image": CampaignImage.objects.first(), "caption": "Une légende"})


class VideoBlock(blocks.StructBlock):
    video = VideoChooserBlock(label=_("video"))
    title = blocks.CharBlock(label=_("title"), max_length=120)

    class Meta:
        icon = "media"
        label = _("Video")
        template = "components/video.html"
        description = _(
            "A video of this site with captions and transcript. Nothing of it is loaded before it is played."
        )

    def get_preview_value(self):
        from core.models import CampaignMedia

        return self.normalize({"video": CampaignMedia.objects.filter(type="video").first(), "title": "Une vidéo"})
