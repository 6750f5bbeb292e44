"""The block that says who runs the site."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class OperatorBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("heading"), max_length=120)

    class Meta:
        icon = "site"
        label = _("Operator")
        template = "components/operator.html"
        description = _("Who runs and hosts the site and how to reach them, from the site's settings.")
        preview_value = {"heading": "Éditeur et hébergeur"}
