"""What campaigns put on the list of today: late starts, checks, stale sheets, editions; and what the whole home costs."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log

from campaigns.plan.campaign import today
from campaigns.plan.models import (
    Campaign,
    Channel,
    Edition,
    Partner,
    Partnership,
    PrintedItem,
    ReadinessResult,
    TrackedLink,
    Wave,
)
from core.editor.today import Kind
from facts.models import Fact
from tests import factories
from tests.editorial.conftest import act

pytestmark = pytest.mark.usefixtures("in_english")

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def at_ten():
    with time_machine.travel(NOW, tick=False):
        yield


def fresh(user):
    """As the next request knows the person."""
    return type(user).objects.get(pk=user.pk)


def starts(user) -> list:
    return list(today.starts(fresh(user), timezone.now()))


def to_come(days: int, **fields) -> Campaign:
    return factories.campaign(starts_at=NOW + days * DAY, launched_at=None, **fields)


def checked(campaign: Campaign, language: str, failures: int) -> None:
    ReadinessResult.objects.create(
        campaign=campaign, language=language, check_name="check", failures=[{"message": "x", "url": ""}] * failures
    )


# Starts and checks


def test_wave_that_should_have_started_is_for_who_may_start_it(home, people):
    campaign = factories.campaign(name="Gares")
    wave = Wave.objects.create(campaign=campaign, name="Affiches", starts_at=NOW - 3 * DAY, ends_at=NOW + DAY)
    checked(campaign, "fr", 0)

    (task,) = starts(people["publisher"])

    assert (task.kind, task.title, task.due) == (Kind.START, "Gares – Affiches", date(2026, 11, 21))
    assert task.url == f"{reverse('campaign_readiness', args=[campaign.pk])}?wave={wave.pk}"
    assert task.about == "It should have started: start it, or give it another date."
    assert starts(people["editor"]) == []


def test_checks_that_fail_are_for_who_may_mend_them(home, people):
    campaign = to_come(3, name="Gares", languages=["fr", "ar"])
    checked(campaign, "fr", 0)
    checked(campaign, "ar", 2)

    (task,) = starts(people["editor"])

    assert (task.kind, task.title, task.due) == (Kind.CHECKS, "Gares", date(2026, 11, 27))
    assert (task.about, task.languages) == ("1 check fails.", ("ar",))
    assert [starts(people[name]) for name in ("lawyer", "translator", "analyst")] == [[]] * 3


def test_campaign_that_runs_and_fails_a_check_presses_today(home, people):
    checked(factories.campaign(name="Gares"), "fr", 1)

    (task,) = starts(people["editor"])

    assert (task.due, task.about) == (date(2026, 11, 24), "1 check fails.")


def test_campaign_that_was_never_checked_is_to_be_checked(home, people):
    to_come(3)

    assert [task.about for task in starts(people["editor"])] == ["Its checks were never asked."]


def test_late_start_that_fails_checks_says_both(home, people):
    checked(to_come(-2), "fr", 1)

    assert [task.about for task in starts(people["publisher"])] == [
        "It should have started: start it, or give it another date. 1 check fails."
    ]
    assert [(task.kind, task.about) for task in starts(people["editor"])] == [(Kind.CHECKS, "1 check fails.")]


# Sheets and editions


@pytest.fixture
def link(home):
    campaign = factories.campaign(name="Gares")
    channel = Channel.objects.create(campaign=campaign, kind="poster", name="Affiches")
    return TrackedLink.objects.create(campaign=campaign, channel=channel)


def sheet(link, **fields) -> PrintedItem:
    plain = {"file": "x.pdf", "size": 1, "sha256": "0" * 64, "width": 1, "height": 1, "unit": "mm"}
    return PrintedItem.objects.create(
        campaign=link.campaign, link=link, format="a3", language="fr", alt="x", text="x", **plain | fields
    )


def test_sheets_are_counted_until_they_are_replaced(link, people):
    sheet(link)
    sheet(link, stale_since=NOW)
    sheet(link, stale_since=NOW, replaced_at=NOW)
    sheet(link, stale_since=NOW - 5 * DAY, recalled_at=NOW - 2 * DAY)

    (task,) = today.made(fresh(people["editor"]), NOW)

    assert (task.title, task.url) == ("Gares", reverse("campaign_print", args=[link.campaign.pk]))
    assert task.about == "1 sheet says what was true before. 1 sheet was recalled and has no successor."
    assert task.since == NOW - 2 * DAY
    assert [list(today.made(fresh(people[name]), NOW)) for name in ("lawyer", "analyst")] == [[], []]


def edition(campaign: Campaign, name: str = "Mairie B", **fields) -> Edition:
    partnership = Partnership.objects.create(campaign=campaign, partner=Partner.objects.create(name=name))
    return Edition.objects.create(partnership=partnership, sha256="0" * 64, width=1, height=1, emblem="none", **fields)


def test_edition_that_waits_is_for_who_decides(home, people):
    campaign = factories.campaign(name="Gares")
    waiting = edition(campaign, asked_at=NOW - DAY)
    edition(campaign, "Mairie A", state=Edition.State.APPROVED)

    (task,) = today.made(fresh(people["publisher"]), NOW)

    assert (task.title, task.since) == ("Mairie B", NOW - DAY)
    assert task.url == reverse("campaign_edition", args=[campaign.pk, waiting.pk])
    assert list(today.made(fresh(people["editor"]), NOW)) == []


# The whole home


def test_lists_lead_to_places_that_open(client, people, home, link):
    sheet(link, stale_since=NOW)
    edition(link.campaign)
    to_come(-2)
    factories.fact(review_by=date(2026, 11, 1))
    page = factories.standard_page(home)
    page.get_workflow().start(page, people["editor"])
    client.force_login(people["lawyer"])
    read = addresses(client)
    assert [client.get(address).status_code for address in read] == [200]

    client.force_login(people["publisher"])
    found = addresses(client)

    assert len(found) == 4
    assert [client.get(address).status_code for address in found] == [200] * 4


def addresses(client) -> list[str]:
    """Where the tasks of the list are done."""
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    lists = [part.partition("</ul>")[0] for part in html.split('<ul class="today-tasks">')[1:]]
    links = [part.partition('"')[0] for one in lists for part in one.split('<a href="')[1:]]
    return [link.replace("&amp;", "&") for link in links]


@pytest.mark.parametrize(
    ("person", "said"),
    [
        ("editor", ["Plan a campaign", "See what campaigns did", "See in the calendar"]),
        ("publisher", ["See what keeps each campaign back", "See what campaigns did", "See in the calendar"]),
        ("lawyer", ["See in the calendar"]),
        ("analyst", ["See what campaigns did", "See in the calendar"]),
        ("translator", ["See in the calendar"]),
    ],
)
def test_where_nothing_waits_each_role_reads_what_it_may_do(client, people, home, person, said):
    client.force_login(people[person])

    html = client.get(reverse("wagtailadmin_home")).content.decode()
    section = html.partition('class="today-nothing"')[2].partition("</section>")[0]

    every = [
        "Plan a campaign",
        "See what keeps each campaign back",
        "See what campaigns did",
        "See in the calendar",
        "translations board",
    ]
    assert [text for text in every if text in section] == said
    assert [client.get(part.partition('"')[0]).status_code for part in section.split('href="')[1:]] == [200] * len(said)


def many(number: int, people, home) -> None:
    """Of each thing that waits, and of campaigns that run, that come and that are late, each changed since it was checked."""
    plan = {"audience": "buyers", "frame": "law", "languages": ["fr", "en"]}
    kinds = {"running": (-9, NOW - 9 * DAY), "coming": (9, None), "late": (-9, None)}
    campaigns = [
        Campaign(name=f"{name} {n}", slug=f"{name}-{n}", starts_at=NOW + days * DAY, launched_at=launched, **plan)
        for name, (days, launched) in kinds.items()
        for n in range(number)
    ]
    Campaign.objects.bulk_create(campaigns)
    Wave.objects.bulk_create(
        Wave(campaign=one, name="Vague", starts_at=one.starts_at, started_at=one.launched_at, ends_at=NOW + 20 * DAY)
        for one in campaigns
    )
    ReadinessResult.objects.bulk_create(
        ReadinessResult(
            campaign=one,
            language=code,
            check_name=f"check{n}",
            failures=[{"message": "x"}] * (n % 2),
            checked_at=NOW - DAY,
        )
        for one in campaigns
        for code in plan["languages"]
        for n in range(12)
    )
    Fact.objects.bulk_create(Fact(name=f"Fait {n}", review_by=date(2026, 11, 1)) for n in range(number))
    log(instance=Fact.objects.first(), action="wagtail.publish")  # since the checks
    for n, campaign in enumerate(campaigns[:number]):
        channel = Channel.objects.create(campaign=campaign, kind="poster", name="Affiches")
        sheet(TrackedLink.objects.create(campaign=campaign, channel=channel), stale_since=NOW)
        edition(campaign, f"Mairie {n}")
        for by in ("editor", "publisher"):
            page = factories.standard_page(home)
            page.get_workflow().start(page, people[by])
            if by == "editor":
                act(page, people["lawyer"])


QUERIES = {"lawyer": 16, "publisher": 25, "editor": 25, "administrator": 22, "translator": 13, "analyst": 13}


@pytest.mark.parametrize("number", [3, 15])
def test_home_costs_the_same_with_3_and_15_of_each(client, people, home, django_assert_num_queries, number):
    many(number, people, home)
    for person, queries in QUERIES.items():
        client.force_login(people[person])
        client.get(reverse("wagtailadmin_home"))

        with django_assert_num_queries(queries, info=person):
            client.get(reverse("wagtailadmin_home"))
