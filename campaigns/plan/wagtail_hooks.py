"""Campaigns in the admin: what is planned is edited in lists, and each campaign has its workspace."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList, PageChooserPanel
from wagtail.admin.ui.menus import MenuItem as ListItem
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from campaigns.plan.beginning import views as beginning_views
from campaigns.plan.calendar import views as calendar_views
from campaigns.plan.calendar.desk import CalendarEntryViewSet
from campaigns.plan.campaign import history, workspace
from campaigns.plan.campaign.filters import CampaignFilterSet
from campaigns.plan.campaign.forms import (
    CampaignCreateView,
    CampaignPartCreateView,
    PartDeleteView,
    PartEditView,
    PlacementCreateView,
    PlacementForm,
)
from campaigns.plan.campaign.home_panels import TeamBoard
from campaigns.plan.campaign.kept import CampaignEditView, KeptPanel, refuse_what_is_kept  # noqa: F401 (its hook)
from campaigns.plan.copying import views as copying_views
from campaigns.plan.copying.permissions import may_begin_again
from campaigns.plan.grid import views as grid_views
from campaigns.plan.launch import browser_checks
from campaigns.plan.launch import views as launch_views
from campaigns.plan.links import views as link_views
from campaigns.plan.models import Campaign, Channel, Placement, Wave
from campaigns.plan.partners import views as partner_mail_views
from campaigns.plan.partners.imports import views as partner_import_views
from campaigns.plan.partners.listing import PartnerViewSet
from campaigns.plan.posts import views as post_views
from campaigns.plan.posts.desk import PostViewSet
from campaigns.plan.relay import partner_views
from campaigns.plan.sheets import samples
from campaigns.plan.sheets import views as press_views
from campaigns.plan.tasks import views as task_views
from campaigns.plan.tasks.forms import MailPanel
from core.country import with_zone
from core.editor.choosers import NamedChooserViewSet
from core.editor.columns import DayColumn, LastDayColumn
from themes.desk import ThemeViewSet


class CampaignListView(SnippetViewSet.index_view_class):
    def get_edit_url(self, instance):
        """A campaign is opened in its workspace, from where it is changed."""
        return reverse("campaign_overview", args=[instance.pk])

    def get_add_url(self):
        """It begins with questions, for who may make all that follows from them."""
        return reverse("campaign_new") if may_begin_again(self.request.user) else super().get_add_url()

    def get_list_more_buttons(self, instance):
        buttons = super().get_list_more_buttons(instance)
        if may_begin_again(self.request.user):
            again = reverse("campaign_again", args=[instance.pk])
            buttons.append(ListItem(_("Begin another from this one"), url=again, icon_name="copy", priority=20))
        return buttons


class CampaignViewSet(SnippetViewSet):
    model = Campaign
    chooser_viewset_class = NamedChooserViewSet
    add_view_class, edit_view_class = CampaignCreateView, CampaignEditView
    index_view_class = CampaignListView
    copy_view_enabled = False  # it would copy the row alone: see `copying`
    icon = "calendar"
    menu_label = _("Campaigns")
    list_display = [
        "name",
        Column("get_audience_display", label=_("Audience")),
        Column("get_frame_display", label=_("Frame")),
        DayColumn("starts_at", label=_("Start")),
        LastDayColumn("ends_at", label=_("End")),
        Column("get_state", label=_("State")),
    ]
    filterset_class = CampaignFilterSet
    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("audience"), FieldPanel("frame"), FieldPanel("voice")]),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")], heading=with_zone(_("Dates (%(zone)s)"))),
        FieldPanel("theme"),
        FieldPanel("languages"),
        FieldPanel("slug"),
        FieldRowPanel([FieldPanel("successor"), PageChooserPanel("help_page")], heading=_("After the close")),
        KeptPanel(template="plan/campaign_kept.html", heading=_("Why it cannot be deleted")),
    ]


class WaveViewSet(SnippetViewSet):
    model = Wave
    chooser_viewset_class = NamedChooserViewSet
    icon = "date"
    add_view_class, edit_view_class, delete_view_class = CampaignPartCreateView, PartEditView, PartDeleteView
    list_display = [
        "name",
        Column("campaign", label=_("Campaign")),
        DayColumn("starts_at", label=_("Start")),
        LastDayColumn("ends_at", label=_("End")),
    ]
    list_filter = ["campaign"]
    panels = [
        FieldPanel("campaign"),
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")], heading=with_zone(_("Dates (%(zone)s)"))),
        FieldPanel("objective"),
        FieldPanel("budget"),
        InlinePanel("targets", heading=_("Targets"), label=_("target"), panels=["indicator", "value"]),
    ]


class ChannelViewSet(SnippetViewSet):
    model = Channel
    chooser_viewset_class = NamedChooserViewSet
    icon = "site"
    add_view_class, edit_view_class, delete_view_class = CampaignPartCreateView, PartEditView, PartDeleteView
    list_display = [
        "name",
        Column("campaign", label=_("Campaign")),
        Column("get_kind_display", label=_("Kind")),
        "cost",
    ]
    list_filter = ["campaign", "kind"]
    panels = [FieldPanel("campaign"), FieldRowPanel([FieldPanel("kind"), FieldPanel("cost")]), FieldPanel("name")]


class PlacementViewSet(SnippetViewSet):
    model = Placement
    icon = "home"
    add_view_class, edit_view_class, delete_view_class = PlacementCreateView, PartEditView, PartDeleteView
    list_display = ["name", Column("channel", label=_("Channel")), Column("partner", label=_("Partner"))]
    list_filter = ["channel", "wave", "partner"]
    edit_handler = ObjectList(
        [FieldPanel("channel"), FieldPanel("name"), FieldPanel("wave"), FieldPanel("partner")],
        base_form_class=PlacementForm,
    )


class PlanGroup(SnippetViewSetGroup):
    items = (
        CampaignViewSet,
        ThemeViewSet,
        WaveViewSet,
        ChannelViewSet,
        PlacementViewSet,
        PartnerViewSet,
        CalendarEntryViewSet,
        PostViewSet,
    )
    menu_label = _("Campaigns")
    menu_icon = "calendar"
    menu_order = 200


register_snippet(PlanGroup)


@hooks.register("register_admin_urls")
def urls():
    return [
        path("campaigns/<int:pk>/", workspace.overview, name="campaign_overview"),
        *beginning_views.urls,
        *grid_views.urls,
        *copying_views.urls,
        *task_views.urls,
        *link_views.urls,
        *post_views.urls,
        *press_views.urls,
        *samples.urls,
        *partner_import_views.urls,
        *partner_mail_views.urls,
        *partner_views.urls,
        *launch_views.urls,
        *browser_checks.urls,
        *calendar_views.urls,
    ]


hooks.register("register_log_actions", history.register)


@hooks.register("register_account_settings_panel")
def mails_that_something_waits(request, user, profile):
    return MailPanel(request, user, profile)


@hooks.register("register_admin_menu_item")
def calendar_menu_item():
    return MenuItem(_("Calendar"), reverse("calendar"), name="calendar", icon_name="calendar-alt", order=205)


class ReadinessMenuItem(MenuItem):
    """For who may launch; others who see plans come here from the board."""

    def is_shown(self, request):
        return request.user.has_perm("plan.launch_campaign")


@hooks.register("register_admin_menu_item")
def readiness_menu_item():
    return ReadinessMenuItem(
        _("Readiness"), reverse("campaigns_readiness"), name="readiness", icon_name="tick-inverse", order=206
    )


@hooks.register("construct_homepage_panels")
def team_board(request, panels):
    panels.append(TeamBoard())
