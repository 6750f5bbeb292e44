"""What this room gives to others: see `core.registry`."""

from django.utils.translation import gettext_lazy as _
from wagtail.contrib.redirects.models import Redirect

from campaigns.plan import periodic_jobs
from campaigns.plan.beginning import drafts
from campaigns.plan.calendar import entries, events
from campaigns.plan.campaign import belonging, bundles, counting, known_waves, search, shared_cards
from campaigns.plan.campaign import today as plans
from campaigns.plan.launch import checks, scheduled
from campaigns.plan.links import redirects
from campaigns.plan.links.destinations import check_address
from campaigns.plan.models import (
    CalendarFeed,
    Campaign,
    CampaignPage,
    CampaignTask,
    Channel,
    Launch,
    Partner,
    Placement,
    Post,
    TrackedLink,
    Wave,
)
from campaigns.plan.models.pages import hidden_pages
from campaigns.plan.posts import faults, listing
from campaigns.plan.posts import waiting as posts
from campaigns.plan.relay import circulating, reached, recall_mails
from campaigns.plan.sheets import public, runs, samples, watching
from campaigns.plan.tasks import days, waiting
from core import registry
from core.editor import calendar, handover, today
from core.editor.roles import ADMINISTRATOR, EDITOR, GRANTS, PUBLISHER, grant, on_each
from core.editor.search.sources import SEARCHED
from core.files import media
from core.measures import served, waves
from core.navigation.slots import PLACES
from core.publication import bundles as bundled
from core.publication import cached, circulation, page_rules, readiness, visibility, withdrawal
from core.upkeep import doctor, engines, periodic
from core.words import guarded_text


def hold_redirects_to_known_hosts() -> None:
    """What Wagtail redirects leads where short addresses may lead; the list of validators that are run, not the one that migrations compare."""
    Redirect._meta.get_field("redirect_link").validators.append(check_address)


GIVES = [
    registry.LISTENING(scheduled, belonging, days, redirects, recall_mails, shared_cards, watching),
    PLACES["theme_preview"](samples.samples),
    PLACES["takedown"](reached.where_taken_down, listing.where_taken_down),
    registry.AT_START(hold_redirects_to_known_hosts),
    visibility.HIDDEN(hidden_pages),
    served.DESCRIBED((CampaignPage, counting.of_campaign_page)),
    waves.WAVES(known_waves.campaigns_and_waves),
    calendar.EVENTS(events.waves, events.campaigns, events.launches, waiting.events, entries.own, posts.events),
    today.TODAY(plans.starts, plans.made, waiting.given, waiting.mentions, posts.today),
    SEARCHED(search.plan, waiting.search, posts.search),
    today.NEXT(plans.next_of_planner, plans.next_of_publisher, plans.next_of_everybody),
    handover.HELD(
        handover.by_field(
            _("Starts and closes that they scheduled"),
            Launch.objects.filter(state=Launch.State.SCHEDULED).all,
            "requested_by",
            "plan.launch_campaign",
        ),
        handover.by_field(_("Tasks"), CampaignTask.objects.filter(done_at=None).all, "assignee"),
        handover.by_field(
            _("Posts for networks"), Post.objects.filter(posted_at=None).all, "assignee", "plan.change_campaign"
        ),
        handover.ended(_("Calendar address of their own"), CalendarFeed.objects.all, "user"),
    ),
    bundled.BUNDLES(bundles.campaigns),
    drafts.DRAFTS(drafts.PAGE),
    withdrawal.PARTS({Campaign: belonging.pages}),
    circulation.COPIES(circulating.copies),
    circulation.RECALLS(circulating.recall),
    circulation.MAILS(circulating.mails),
    withdrawal.PURGES(public.forget, shared_cards.follow_withdrawal),
    media.GUARDS({"press": public.is_public}),
    page_rules.RULES(faults.refusals),
    readiness.CHECKS.of(checks),
    # Names and addresses of a campaign are in public, too: on partners' pages, in results and behind codes.
    guarded_text.GUARDED(Campaign, Wave, Channel, Placement, Partner, TrackedLink),
    engines.ENGINES(runs.ENGINE),
    periodic.JOBS.of(periodic_jobs),
    doctor.CHECKS.later("campaigns.plan.doctor_checks"),
    cached.SHORT(redirects.BEGINNING),
    # What of a campaign is the team's alone.
    cached.UNSEEN(
        "plan_calendarentry",
        "plan_calendarfeed",
        "plan_campaigntask",
        "plan_edition",
        "plan_launch",
        "plan_linkimport",
        "plan_override",
        "plan_partner",
        "plan_partnerimport",
        "plan_partnermail",
        "plan_partnership",
        "plan_post",
        "plan_pressrun",
        "plan_printeditem",
        "plan_readinessresult",
        "plan_recallmail",
        "plan_recallmail_items",
        "plan_target",
        "plan_taskcomment",
        "plan_taskcomment_mentioned",
        "plan_taskmail",
    ),
    GRANTS(
        *on_each(
            ["plan.calendarentry"],
            {role: ["add", "change", "view", "delete"] for role in (EDITOR, PUBLISHER, ADMINISTRATOR)},
        ),
        grant("plan.launch_campaign", to=[PUBLISHER, ADMINISTRATOR]),
        *on_each(
            ["plan.campaigntask"],
            {
                EDITOR: ["add", "change", "delete"],
                PUBLISHER: ["add", "change"],
                ADMINISTRATOR: ["add", "change", "delete"],
            },
        ),
        *on_each(
            [
                f"plan.{name}"
                for name in ("campaign", "wave", "channel", "placement", "trackedlink", "partner", "partnership")
            ],
            {
                EDITOR: ["add", "change", "view"],
                PUBLISHER: ["change", "view"],
                ADMINISTRATOR: ["add", "change", "view", "delete"],
            },
        ),
    ),
]
