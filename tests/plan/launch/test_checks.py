"""Checks of the plan: waves, targets, codes."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from campaigns.plan import periodic_jobs
from campaigns.plan.launch import checks as readiness
from campaigns.plan.launch import preparation
from campaigns.plan.models import Campaign, Channel, Placement, Target, TrackedLink, Wave
from core.publication.readiness import CHECKS, Subject
from press.sharing import share_cards
from tests import factories
from tests.readiness import failures, messages
from themes.models import Theme

pytestmark = pytest.mark.usefixtures("in_english")

NOW = timezone.now()
DAY = timedelta(days=1)


@pytest.fixture
def campaign(home) -> Campaign:
    made = factories.campaign(starts_at=NOW + DAY, ends_at=NOW + 30 * DAY)
    factories.campaign_page(factories.campaign_index(home), made)
    return made


@pytest.fixture
def wave(campaign) -> Wave:
    made = Wave.objects.create(campaign=campaign, name="Une", starts_at=NOW + DAY, ends_at=NOW + 9 * DAY)
    Target.objects.create(wave=made, indicator="view", value=1000)
    return made


@pytest.fixture
def poster(campaign) -> Channel:
    return Channel.objects.create(campaign=campaign, kind="poster", name="Affiches")


def about(campaign: Campaign) -> Subject:
    return preparation.subjects(campaign)[0]


def edit(wave: Wave) -> str:
    return reverse("wagtailsnippets_plan_wave:edit", args=[wave.pk])


def test_plan_with_a_wave_that_has_targets_passes(campaign, wave):
    assert [failures(name, about(campaign)) for name in ("waves", "targets", "codes")] == [[], [], None]


def test_check_that_has_nothing_to_look_at_has_not_passed(campaign):
    """Neither a wave nor a code."""
    asked = {result.check_name for result in preparation.examine(campaign)}

    assert asked & {"pages", "waves", "targets", "codes"} == {"pages", "waves"}


def test_page_without_card_fails_where_it_is_published_until_it_has_one(campaign):
    page = campaign.pages.get()
    assert [one.url for one in failures("cards", about(campaign))] == [
        reverse("wagtailadmin_pages:edit", args=[page.pk])
    ]

    share_cards.renew(page.pk)

    assert failures("cards", about(campaign)) == []


def test_campaign_without_wave_or_page_fails(campaign, wave):
    empty = factories.campaign()

    found = [*failures("waves", about(empty)), *failures("pages", about(empty))]

    assert [failure.url for failure in found] == [
        reverse("wagtailsnippets_plan_wave:add") + f"?campaign={empty.pk}",
        f"{reverse('campaign_overview', args=[empty.pk])}#pages",
    ]


def test_campaign_fails_until_a_page_of_it_is_approved(campaign):
    assert failures("pages", about(campaign)) == []
    Page.objects.filter(pk__in=[page.pk for page in about(campaign).pages]).update(live=False)

    assert messages("pages", about(campaign)) == ["No page of this campaign is approved: nothing would become public."]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"ends_at": NOW + DAY}, "ends before it starts"),
        ({"starts_at": NOW}, "starts before the campaign"),
        ({"ends_at": NOW + 31 * DAY}, "ends after the campaign"),
    ],
)
def test_wave_whose_dates_are_not_sound_fails_where_it_is_edited(campaign, wave, fields, said):
    Wave.objects.update(**fields)

    (failure,) = failures("waves", about(campaign))

    assert said in failure.message
    assert failure.url == edit(wave)


def test_wave_that_is_past_and_never_started_fails(campaign, wave):
    Campaign.objects.update(starts_at=NOW - 30 * DAY)
    campaign.refresh_from_db()
    past = {"starts_at": NOW - 9 * DAY, "ends_at": NOW - DAY}
    Wave.objects.update(**past)
    Wave.objects.create(campaign=campaign, name="Deux", **past, started_at=NOW - 9 * DAY, ended_at=NOW - DAY)

    (message,) = messages("waves", about(campaign))

    assert "“Une” is past" in message


def test_wave_without_target_fails_until_it_has_ended(campaign, wave):
    Target.objects.all().delete()
    assert [failure.url for failure in failures("targets", about(campaign))] == [edit(wave)]

    Wave.objects.update(ended_at=NOW)
    assert failures("targets", about(campaign)) is None


def link(poster, number: int, **fields) -> TrackedLink:
    placement = Placement.objects.create(channel=poster, name=f"Mairie {number}")
    return TrackedLink.objects.create(campaign=poster.campaign, channel=poster, placement=placement, **fields)


def test_codes_are_drawn_and_read(campaign, poster):
    link(poster, 1)

    assert failures("codes", about(campaign)) == []


def test_code_that_holds_too_much_fails_where_links_are(campaign, poster, settings):
    link(poster, 1)
    settings.BASE_URL = "https://example.org/" + "a" * 4000

    (failure,) = failures("codes", about(campaign))

    assert failure.url == reverse("campaign_links", args=[campaign.pk])


def test_retired_code_is_not_looked_at(campaign, poster, settings):
    link(poster, 1, retired_at=NOW)
    settings.BASE_URL = "https://example.org/" + "a" * 4000

    assert failures("codes", about(campaign)) is None


def test_many_codes_are_read_a_few_at_a_time(campaign, poster, monkeypatch):
    monkeypatch.setattr(readiness, "AT_ONCE", 2)
    for number in range(5):
        link(poster, number)

    found = [messages("codes", about(campaign)) for _question in range(3)]

    assert [len(messages) for messages in found] == [1, 1, 0]
    assert found[0] == ["3 codes have not been read yet: check again."]


def test_codes_are_read_in_the_background_too(campaign, poster, monkeypatch):
    monkeypatch.setattr(readiness, "AT_ONCE", 0)
    for number in range(3):
        link(poster, number)
    assert messages("codes", about(campaign)) == ["3 codes have not been read yet: check again."]

    assert periodic_jobs.read_new_codes() == "3 read"
    assert periodic_jobs.read_new_codes() == "0 read"

    assert failures("codes", about(campaign)) == []


def test_code_of_another_address_is_read_anew(campaign, poster, settings):
    link(poster, 1)
    assert failures("codes", about(campaign)) == []
    settings.BASE_URL = "https://example.org/" + "a" * 4000

    assert len(failures("codes", about(campaign))) == 1


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("check", "queries"), [("waves", 1), ("targets", 2), ("codes", 2)])
def test_check_costs_the_same_with_one_and_three_of_each(
    campaign, poster, django_assert_num_queries, number, check, queries
):
    for position in range(number):
        link(poster, position)
        Wave.objects.create(campaign=campaign, name=str(position), starts_at=NOW, ends_at=NOW + DAY)
    subject = about(campaign)

    with django_assert_num_queries(queries):
        failures(check, subject)


@pytest.mark.parametrize("number", [1, 3])
def test_all_checks_together_cost_the_same_with_one_and_three_pages(home, django_assert_num_queries, number):
    index, campaign = factories.campaign_index(home), factories.campaign()
    for _ in range(number):
        body = [factories.block("fact_card", fact=factories.fact().pk)]
        factories.campaign_page(index, campaign, body=body)
    preparation.examine(campaign)

    with django_assert_num_queries(EXAMINED):
        results = preparation.examine(campaign)

    assert {result.check_name for result in results} == set(CHECKS) - {
        "targets",
        "codes",
        "theme",
        "films",
    }  # there is none of these


EXAMINED = 80


def test_theme_that_is_not_approved_is_named(campaign):
    assert failures("theme", about(campaign)) is None

    campaign.theme = Theme.objects.create(name="Le message", live=False)
    campaign.save()
    assert messages("theme", about(campaign)) == [
        "The theme “Le message” is not approved: until then the pages speak in the voice alone."
    ]

    factories.go_live(campaign.theme)
    assert failures("theme", about(Campaign.objects.get(pk=campaign.pk))) == []
