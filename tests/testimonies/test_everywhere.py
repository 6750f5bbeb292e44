"""A withdrawal, and then the search for anything that is left of it: everywhere."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone
from wagtail.models import Page

from campaigns.plan.models import CalendarFeed, Campaign, CampaignPage, PrintedItem
from campaigns.plan.relay.sheets import Sheet
from core.look import stylesheet
from editorial.models import ReviewedItem
from editorial.review.links import address
from home.finding import find
from home.models import SearchPage
from press.models import ShareCard
from press.sharing.share_cards import renew
from serving.page_cache.changes.node import node
from testimonies.consent.consents import first_moment_without
from testimonies.consent.settling import settle_all
from testimonies.consent.withdrawing import withdraw
from testimonies.models import Consent, Testimony
from tests import factories
from tests.clock import Clock
from tests.plan.relay import partner as relay
from tests.serving.page_cache.conftest import one_connection  # noqa: F401 (fixtures)
from tests.serving.page_cache.visits import Visitor, cached, committed
from tests.testimonies.traces import everything_in_the_database, everything_kept, everything_on_disk, traces, unpacked
from themes import letters
from themes.models import Theme

pytestmark = [
    pytest.mark.usefixtures("reference_index"),
    pytest.mark.django_db,
    pytest.mark.usefixtures("search_index"),
]

# What is answered to anybody and to nobody in particular: no word of a page can be in it.
WITHOUT_WORDS = {
    "campaigns.outreach.directory.corrections.views.index",
    "campaigns.outreach.directory.corrections.views.correct",
    # No block of a kit takes a testimony, and a questionnaire copies the questions of a kit.
    "campaigns.prevention.kits.files.downloads.serve_kit_file",
    "campaigns.prevention.feedback.answers.answering.enter",
    "campaigns.prevention.feedback.answers.answering.answer",
    "campaigns.prevention.feedback.group.group_views.open_questionnaire",
    "campaigns.prevention.feedback.group.group_views.group",
    "campaigns.prevention.feedback.group.group_views.sheet",
    # A tool reads counts and the names of campaigns.
    "campaigns.results.api.endpoints.CampaignSheet",
    "campaigns.results.api.endpoints.CampaignSheets",
    "campaigns.results.api.endpoints.Campaigns",
    "campaigns.results.api.endpoints.Index",
    "campaigns.results.api.endpoints.Nowhere",
    "campaigns.results.api.endpoints.SiteSheet",
    "campaigns.results.api.endpoints.SiteSheets",
    "campaigns.results.api.openapi.Description",
    "core.web.security_txt.security_txt",
    "core.web.views.icon",
    "core.web.views.nowhere",
    "operations.views.healthz",
    "operations.views.readyz",
    "reach.visits.beacon.beacon",
    "reach.analytics.providers.script",
    "reach.visits.opt_out.audience_measurement",
    "home.views.report_problem",
    "core.web.views.styleguide",
    "core.files.documents.serve_document",
    "wagtail.documents.views.serve.serve",
    "wagtail.documents.views.serve.authenticate_with_password",
    "wagtail.views.authenticate_with_password",
    "wagtail.views.serve",
    "django.contrib.auth.views.LoginView",
    "editorial.signing_in.views.elsewhere",
}


@pytest.fixture
def visitor(tmp_path, home) -> Visitor:
    return cached(tmp_path / "cache", at=node(), clock=Clock())


@pytest.fixture
def other(tmp_path, home) -> Visitor:
    """Of another process of the same site."""
    return cached(tmp_path / "cache-2", at=node(), clock=Clock())


@pytest.fixture
def places(home, testimony, person, admin) -> dict[str, list[str]]:
    """Each public view that could show words, with all its addresses on this site."""
    factories.search_page(home)
    for page in Page.objects.live().filter(depth__gt=1):
        renew(page.pk)
    campaign = Campaign.objects.get()
    partnership = relay.partnership(campaign)
    own = relay.link(campaign, partner=partnership.partner)
    relay.item(own)
    review = review_of(testimony)
    pages = [page.url for page in Page.objects.live().filter(depth__gt=1)]
    sheets = [Sheet(item) for item in PrintedItem.objects.all()]
    pack, partner = f"/fr/relay/{campaign.slug}/", f"/fr/relay/p/{partnership.token}/"
    return {
        "core.web.views.root": ["/"],
        "core.web.views.robots": ["/robots.txt"],
        "core.web.views.sitemap": ["/sitemap.xml"],
        "core.look.stylesheet.operator_colours": [stylesheet.address(Theme().day, None)],
        "themes.views.theme": [Theme().address],
        "themes.views.theme_letters": [letters.stylesheet("别发"), letters.file("别发")],
        "core.navigation.routing.serve": pages,
        "core.files.media.serve_media": files_of(testimony),
        "editorial.review.views.review": [review],
        "editorial.review.views.preview": [f"{review}{item.pk}/" for item in ReviewedItem.objects.all()],
        **{
            f"editorial.review.comment_views.{act}": [f"{review}{item.pk}/{way}" for item in ReviewedItem.objects.all()]
            for act, way in (("comment", "comment/"), ("delete", "comment/1/delete/"))
        },
        "campaigns.plan.links.redirects.follow": [f"/s/{own.code}"],
        "campaigns.plan.calendar.feed.feed": [f"/calendar/{CalendarFeed.objects.create(user=admin).token}.ics"],
        "campaigns.plan.relay.embed_views.framed_by_anyone.<locals>.framed": [f"/embed/fr/{campaign.slug}/"],
        "campaigns.plan.api.endpoints.Index": ["/api/v2/"],
        "campaigns.plan.api.openapi.Description": ["/api/v2/openapi.json"],
        "campaigns.plan.api.endpoints.Campaigns": ["/api/v2/campaigns/"],
        "campaigns.plan.api.endpoints.Campaign": [
            f"/api/v2/campaigns/{page.pk}/" for page in CampaignPage.objects.all()
        ],
        "campaigns.plan.api.endpoints.Facts": ["/api/v2/facts/"],
        "campaigns.plan.api.endpoints.Helplines": ["/api/v2/helplines/"],
        "campaigns.plan.api.endpoints.Nowhere": ["/api/v2/testimonies/"],
        "campaigns.plan.relay.views.partner": [partner],
        "campaigns.plan.relay.views.partner_pack": [f"{partner}pack.zip"],
        "campaigns.plan.relay.views.partner_code": [f"{partner}{own.code}.svg"],
        "campaigns.plan.editions.views.edition": [f"{partner}edition/"],
        "campaigns.plan.editions.views.picture": [f"{partner}edition/1/poster-a4.png"],
        "campaigns.plan.editions.views.address": [f"{partner}address/unsigned/"],
        "campaigns.plan.relay.views.item_captions": [f"{sheet.path}captions.vtt" for sheet in sheets],
        "campaigns.plan.relay.views.item": [sheet.path for sheet in sheets],
        "campaigns.plan.relay.views.item_file": [sheet.download for sheet in sheets],
        "campaigns.plan.relay.views.campaign": [pack],
        "campaigns.plan.relay.views.campaign_pack": [f"{pack}pack.zip"],
        "campaigns.results.public.sharing.results": [
            f"/fr/results/shared/{campaign.shared_results.create(reader='Cabinet', last_day=timezone.localdate()).token}/"
        ],
        "campaigns.results.public.views.results": [f"/fr/results/{campaign.slug}/"],
        "campaigns.results.public.views.results_json": [f"/fr/results/{campaign.slug}/results.json"],
        "campaigns.results.public.views.results_csv": [f"/fr/results/{campaign.slug}/results.csv"],
    }


def review_of(testimony: Testimony) -> str:
    """The address of a review of its French words, which somebody without an account reads."""
    link = factories.review_link(testimony.wordings.get(locale__language_code="fr"))
    return urlsplit(address(link)).path


def files_of(testimony: Testimony) -> list[str]:
    cards = ShareCard.objects.exclude(file="").values_list("file", flat=True)
    items = PrintedItem.objects.values_list("file", flat=True)
    return [f"/media/{name}" for name in (*testimony.media.file_names, *cards, *items)]


def answered(visitor: Visitor, places: dict[str, list[str]]) -> dict[str, str]:
    """{view: all that it answers}; each page is kept from now on."""
    return {
        view: "\n".join(unpacked(visitor.get(address).body).lower() for address in addresses)
        for view, addresses in places.items()
    }


def showing(answers: dict[str, str]) -> set[str]:
    return {view for view, text in answers.items() if traces(text)}


def views(patterns=None) -> Iterator[str]:
    """Every public view of the site."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            if not str(pattern.pattern).startswith("admin/"):
                yield from views(pattern.url_patterns)
        else:
            yield pattern.lookup_str


def found() -> list[str]:
    """Where the site's search leads by the words of the testimony."""
    return [page.slug for page in find("quokkarossignol", SearchPage.objects.get().locale) if page.slug == "voix"]


SHOWN = {
    "core.navigation.routing.serve",
    "core.files.media.serve_media",
}  # where the words were, so that their absence means something


def test_search_for_what_is_left_asks_every_public_view(places):
    assert set(places) == set(views()) - WITHOUT_WORDS


def test_withdrawal_leaves_nothing_anywhere(home, admin, testimony, folders, places, visitor, other):
    assert [showing(answered(one, places)) >= SHOWN for one in (visitor, other)] == [True, True]
    assert found() == ["voix"]
    assert [bool(traces(everything_kept(one.site.store))) for one in (visitor, other)] == [True, True]
    assert traces(everything_on_disk(folders)) != []
    tables = {line.partition(":")[0] for line in traces(everything_in_the_database())}
    assert {"wagtailcore_revision", "wagtail_localize_string", "wagtail_localize_stringtranslation"} <= tables

    with committed():
        withdraw(testimony, admin)
    for one in (visitor, other):
        one.get("/fr/")

    assert [traces(everything_kept(one.site.store)) for one in (visitor, other)] == [[], []]
    assert showing(answered(visitor, places)) == set()
    assert showing(answered(other, places)) == set()
    assert found() == []
    assert traces(everything_in_the_database()) == []
    assert traces(everything_on_disk(folders)) == []


def test_withdrawal_leaves_nothing_in_the_admin(client, admin, testimony, places):
    client.force_login(admin)
    addresses = [
        reverse("wagtailsnippets_testimonies_testimony:list"),
        reverse("wagtailsnippets_testimonies_testimonywording:list"),
        reverse("wagtailsnippets_testimonies_testimony:history", args=[testimony.pk]),
        reverse("testimony_consents", args=[testimony.pk]),
        reverse("consents_report"),
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_reports:site_history"),
        reverse("wagtailmedia:index"),
        reverse("translations_board"),
        reverse("calendar"),
    ]
    assert traces(read(client, addresses)) != []

    with committed():
        withdraw(testimony, admin)

    assert traces(read(client, addresses)) == []


def read(client, addresses: list[str]) -> str:
    return "\n".join(client.get(address, follow=True).content.decode().lower() for address in addresses)


def test_end_of_a_consent_shows_nothing_to_anybody_and_keeps_it_unseen(testimony, folders, places, visitor):
    """No worker has run when the first visitor comes, a second after midnight; then one does."""
    Consent.objects.update(valid_until=timezone.localdate())
    for place in [name for name in places if name.startswith("editorial.review.")]:  # the team still works on it
        del places[place]
    assert showing(answered(visitor, places)) == SHOWN

    visitor.site.maker.clock.now += 86400.0
    with time_machine.travel(first_moment_without(timezone.localdate()) + timedelta(seconds=1), tick=False):
        assert showing(answered(visitor, places)) == set()
        with committed():
            assert settle_all() == 1
        assert found() == []

    assert traces(everything_on_disk(folders / "media")) == []
    assert traces(everything_on_disk(folders / "private")) != []
