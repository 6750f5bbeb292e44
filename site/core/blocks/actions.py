"""Blocks that lead somewhere."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock

from core.blocks.tokens import TellingBlock, TokenCharBlock
from core.editor.choosers import PageBlock
from core.measures.indicators import Indicator
from core.navigation import links
from core.navigation.frame import Frame


class LeadsToPage(TellingBlock):
    """A block with a page, or else an address; `url` in its template is empty where the page is not public."""

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        request = context.get("request")
        if value["page"] is None:
            address = value.get("address") or ""
            context["url"] = "" if links.is_closed(links.Link("address", address), request) else address
        else:
            context["url"] = Frame.of(request).link(value["page"]) if request else value["page"].url
        return context


class CallToActionBlock(LeadsToPage):
    text = TokenCharBlock(
        label=_("text of the link"), max_length=80, help_text=_("Says what one finds there; makes sense alone.")
    )
    page = PageBlock(label=_("page"), required=False)
    address = blocks.CharBlock(
        label=_("or address"),
        required=False,
        max_length=300,
        help_text=_("https://… or tel:… where it is no page of this site."),
    )
    detail = TokenCharBlock(label=_("detail"), required=False, max_length=200)
    counted_as = blocks.ChoiceBlock(
        label=_("counted as"),
        required=False,
        choices=[
            (Indicator.CTA_CHAT.value, Indicator.CTA_CHAT.label),
            (Indicator.STAGE_INFO.value, Indicator.STAGE_INFO.label),
        ],
        help_text=_(
            "Only for a chat, or for information on the stage. Calls and text messages are counted by themselves."
        ),
    )

    class Meta:
        icon = "link"
        label = _("Call to action")
        template = "components/call_to_action.html"
        description = _("One clear next step.")
        preview_value = {
            "text": "En parler, sans donner son nom",
            "page": None,
            "address": "#",
            "detail": "Gratuit et confidentiel.",
        }

    def clean(self, value):
        value = super().clean(value)
        errors = {}
        if bool(value["page"]) == bool(value["address"]):
            errors["address"] = ValidationError(_("Choose a page or write an address: one of the two."))
        elif value["address"] and not value["address"].startswith(("https://", "tel:", "mailto:", "sms:", "#")):
            errors["address"] = ValidationError(_("The address must begin with https://, tel:, sms: or mailto:."))
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return value


class Downloads(blocks.StructValue):
    @property
    def shown(self) -> list:
        """The documents that exist and are not withdrawn."""
        return [document for document in self["documents"] if document and document.may_be_shown]


class DownloadsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("heading"), max_length=120)
    documents = blocks.ListBlock(DocumentChooserBlock(), label=_("documents"), min_num=1)

    class Meta:
        icon = "download"
        label = _("Downloads")
        template = "components/downloads.html"
        value_class = Downloads
        description = _("Files with their format, size, language and licence.")

    def get_preview_value(self):
        from core.models import CampaignDocument

        sample = CampaignDocument(pk=0, title="Guide de l’éducateur", language="fr", file_size=412_000)
        sample.file.name = "documents/guide.pdf"
        return self.normalize({"heading": "À télécharger", "documents": [sample]})


class ShareBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("heading"), max_length=120)

    refused_where_protected = _("Nobody shares a protected page in public: remove this block.")

    class Meta:
        icon = "arrow-up-big"
        label = _("Share")
        template = "components/share.html"
        description = _(
            "Plain links to share the page by mail, SMS and WhatsApp; loads nothing from anyone. Refused on protected pages."
        )
        preview_value = {"heading": "Partager cette page"}
