"""Results in the admin: their menu item, their addresses, the way to them from the plan."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from campaigns.results import kept, listing  # noqa: F401 (its hook)
from campaigns.results.api import keys
from campaigns.results.exports import views as export_views
from campaigns.results.frame import MAY
from campaigns.results.media import views as media_views
from campaigns.results.protocol import views as protocol_views
from campaigns.results.public import shares, switch
from campaigns.results.side_by_side import views as compare_views
from campaigns.results.surveys import views as survey_views
from campaigns.results.tabs import briefings, channels, live, mails, notes, overview, pages, places, tomorrow
from campaigns.results.tabs import indicators as indicator_views
from campaigns.results.whole_site import exports as site_export_views
from campaigns.results.whole_site import page_days
from campaigns.results.whole_site import views as site_views

ICON = "chart"


class ResultsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(MAY)


@hooks.register("register_admin_menu_item")
def menu_item():
    return ResultsMenuItem(_("Results"), reverse("results_index"), name="results", icon_name=ICON, order=210)


@hooks.register("register_admin_urls")
def urls():
    return [
        *listing.urls,
        *compare_views.urls,
        *site_views.urls,
        *page_days.urls,
        *site_export_views.urls,
        *overview.urls,
        *tomorrow.urls,
        *channels.urls,
        *places.urls,
        *pages.urls,
        *live.urls,
        *protocol_views.urls,
        *survey_views.urls,
        *notes.urls,
        *briefings.urls,
        *indicator_views.urls,
        *media_views.urls,
        *export_views.urls,
        *mails.urls,
        *switch.urls,
        *shares.urls,
        *keys.urls,
    ]


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action("results.publish", _("Make results public"), _("The results were made public"))
    actions.register_action(keys.MADE, _("Make a key"), _("A key to the figures was made"))
    actions.register_action(keys.ENDED, _("End a key"), _("A key to the figures was ended"))
    actions.register_action("results.seal", _("Seal a plan"), _("What is to be known was sealed"))
    actions.register_action("results.share", _("Share results"), _("An address for the results was given out"))
    actions.register_action("results.unshare", _("End a shared address"), _("An address for the results was ended"))
    actions.register_action("results.withdraw", _("Withdraw results"), _("The results were taken off the public site"))


@hooks.register("register_icons")
def icons(icons):
    return [*icons, "results/icons/chart.svg"]
