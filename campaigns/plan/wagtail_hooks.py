"""Campaigns in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from campaigns.plan.models import Campaign


class CampaignViewSet(SnippetViewSet):
    model = Campaign
    icon = "calendar"
    menu_label = _("Campaigns")
    menu_order = 200
    add_to_admin_menu = True
    list_display = [
        "name",
        Column("get_audience_display", label=_("Audience")),
        Column("get_frame_display", label=_("Frame")),
        DateColumn("starts_at", label=_("Start")),
        DateColumn("ends_at", label=_("End")),
    ]
    list_filter = ["audience", "frame"]
    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("audience"), FieldPanel("frame"), FieldPanel("voice")]),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")], heading=_("Dates, in Paris time")),
    ]


register_snippet(CampaignViewSet)
