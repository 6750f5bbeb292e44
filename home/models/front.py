"""The home page: who are you, what runs now, who helps."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from campaigns.plan.models import CampaignPage
from campaigns.plan.models.pages import started_last
from core import audiences
from core.blocks import BLOCKS
from core.blocks.actions import LeadsToPage
from core.editor.choosers import PageBlock
from core.models import BasePage
from core.navigation.frame import Frame
from core.text import tokens
from core.text.fields import StreamField, TokenCharField, TokenTextField
from facts.blocks import FACT_BLOCKS
from testimonies.blocks import TESTIMONY_BLOCKS


class DoorBlock(LeadsToPage):
    audience = blocks.ChoiceBlock(label=_("audience"), choices=audiences.every_choice)
    title = blocks.CharBlock(label=_("title"), max_length=60)
    text = blocks.CharBlock(label=_("text"), max_length=160)
    page = PageBlock(label=_("page"))

    class Meta:
        icon = "user"
        label = _("Door")
        template = "components/door.html"
        description = _("One audience and the page made for it.")

    def get_preview_value(self):
        page = Page.objects.filter(depth=2).first()
        return self.normalize(
            {
                "audience": audiences.BUYERS,
                "title": "Vous achetez, ou y pensez",
                "text": "La loi, les peines, une aide.",
                "page": page,
            }
        )


class HomePage(BasePage):
    statement = TokenCharField(_("statement"), max_length=160)
    lead = TokenTextField(_("lead"), max_length=400, blank=True)
    doors_heading = models.CharField(_("heading of the doors"), max_length=80, blank=True)
    doors = StreamField([("door", DoorBlock())], verbose_name=_("doors"), blank=True, max_num=6)
    body = StreamField(BLOCKS + FACT_BLOCKS + TESTIMONY_BLOCKS, verbose_name=_("body"), blank=True)

    audience = audiences.PUBLIC
    parent_page_types = ["wagtailcore.Page"]
    search_fields = [*BasePage.search_fields, index.SearchField("statement"), index.SearchField("lead")]
    body_panels = [
        FieldPanel("statement"),
        FieldPanel("lead"),
        FieldPanel("doors_heading"),
        FieldPanel("doors"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request, *args, **kwargs):
        from home.events.next import upcoming
        from home.newsroom.latest import latest

        context = super().get_context(request, *args, **kwargs)
        running = CampaignPage.objects.running().in_locale_of(self).select_related("campaign__theme__object_picture")
        newest = min(tokens.gather(running.defer_streamfields().order_by()), key=_leads, default=None)
        is_barred = newest and Frame.of(request).barred({newest.pk})
        campaign_page = None if is_barred else newest
        return context | {"campaign_page": campaign_page, "latest": latest(request), "planned": upcoming(request)}


def _leads(page: CampaignPage) -> tuple[bool, tuple]:
    """The campaign that started last leads; one for people who are sheltered only where there is no other: it has its own door."""
    return page.campaign.audience in audiences.SHELTERED, started_last(page)
