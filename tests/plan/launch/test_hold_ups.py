"""Readiness over all campaigns: what keeps each back, and who holds it up."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from campaigns.plan.campaign.board import Plans
from campaigns.plan.launch import hold_ups
from campaigns.plan.models import CampaignTask, Override, ReadinessResult, Wave
from core.editor import roles
from core.publication.readiness import Failure, Holder
from tests import factories
from tests.readiness import failures, subject

NOW = datetime(2027, 3, 1, 10, tzinfo=UTC)
DAY = timedelta(days=1)
ADDRESS = "/admin/campaigns/readiness/"


@pytest.fixture(autouse=True)
def now(home, in_english):
    with time_machine.travel(NOW):
        yield


def campaign(name: str, days: int, **said):
    said = {"launched_at": None, "starts_at": NOW + days * DAY, "languages": ["fr", "ar"]} | said
    return factories.campaign(name=name, slug=name.lower(), **said)


def wave_of(campaign, days: int = 20) -> Wave:
    start = max(campaign.starts_at, NOW + days * DAY)
    return Wave.objects.create(campaign=campaign, name=f"v{days}", starts_at=start, ends_at=start + 9 * DAY)


def found(campaign, language: str, *failing: Failure, check: str = "translations") -> None:
    ReadinessResult.objects.create(
        campaign=campaign, language=language, check_name=check, failures=[one.as_json() for one in failing]
    )


def rows() -> list[hold_ups.Row]:
    return hold_ups.rows(Plans(timezone.now()))


def test_what_starts_next_comes_first_and_what_only_runs_last():
    running = campaign("Runs", -30, launched_at=NOW - 30 * DAY)
    campaign("Later", 40)
    campaign("Soon", 3)
    campaign("Late", -2)
    again = campaign("Again", -60, launched_at=NOW - 60 * DAY)
    wave_of(again, 10)
    campaign("Closed", -60, launched_at=NOW - 60 * DAY, closed_at=NOW - DAY)
    campaign("Over", -60, launched_at=NOW - 60 * DAY, ends_at=NOW - DAY)

    shown = [(row.campaign.name, row.days_left) for row in rows()]

    assert shown == [("Late", -2), ("Soon", 3), ("Again", 10), ("Later", 40), ("Runs", -30)]
    assert (rows()[-1].starts_at, rows()[-1].first_day) == (None, date(2027, 1, 30))
    assert running.closed_at is None


def test_who_holds_what_up_is_told_with_the_longest_wait_first():
    one = campaign("Soon", 3)
    review = Failure("In review.", "/admin/pages/7/edit/", Holder.LAWYER, NOW - 4 * DAY)
    found(one, "fr", review, Failure("A fact is late.", "/admin/facts/1/"))
    found(one, "ar", Failure("Not there.", "/admin/translate/7/", Holder.TRANSLATOR))
    found(one, "ar", Failure("A fact is late.", "/admin/facts/1/"), check="facts")

    (row,) = rows()

    assert [
        (one.holder, one.since, [(thing.message, [language.code for language in thing.spoken]) for thing in one.things])
        for one in row.hold_ups
    ] == [
        (Holder.LAWYER, NOW - 4 * DAY, [("In review.", ["fr"])]),
        (Holder.EDITOR, None, [("A fact is late.", ["fr", "ar"])]),
        (Holder.TRANSLATOR, None, [("Not there.", ["ar"])]),
    ]


def test_what_a_publisher_answers_for_holds_nothing_up(admin):
    one = campaign("Soon", 3)
    wave = wave_of(one, 3)
    found(one, "fr", Failure("Wrong."))
    found(one, "ar", Failure("Wrong."))
    Override.objects.create(wave=wave, check_name="translations", language="fr", user=admin, reason="x")

    (row,) = rows()

    assert [result.language for result in row.blocking] == ["ar"]
    assert [(check.name, [one.code for one in spoken]) for check, spoken in row.answered_for] == [
        ("translations", ["fr"])
    ]


def test_where_nothing_is_to_start_what_is_answered_for_of_what_runs_holds_nothing_up(admin):
    runs = campaign("Runs", -30, launched_at=NOW - 30 * DAY)
    wave = Wave.objects.create(
        campaign=runs, name="v", starts_at=runs.starts_at, started_at=runs.starts_at, ends_at=NOW + 9 * DAY
    )
    found(runs, "fr", Failure("x", "/x/"))
    found(runs, "ar", Failure("y", "/y/"))
    Override.objects.create(wave=wave, check_name="translations", language="ar", user=admin, reason="Known.")

    [row] = rows()

    assert [[one.language for one in kind] for kind in (row.blocking, row.answered)] == [["fr"], ["ar"]]


def test_what_is_answered_for_is_named_apart_from_what_fails(admin_client, admin):
    one = campaign("Soon", 3)
    found(one, "fr", Failure("Wrong."))
    Override.objects.create(wave=wave_of(one, 3), check_name="translations", language="fr", user=admin, reason="x")

    said = " ".join(admin_client.get(ADDRESS).content.decode().split())

    assert "Nothing holds it up." in said
    told = said.partition("1 check fails, and a publisher answers for it:")[2].partition("</ul>")[0]
    assert ("fr</abbr>" in told, "Every text is there" in told) == (True, True)


@pytest.mark.parametrize(("hours", "left"), [(3, "3\xa0hours"), (23, "23\xa0hours"), (25, "")])
def test_hours_are_told_where_less_than_a_day_is_left(admin_client, hours, left):
    with time_machine.travel(NOW, tick=False):
        campaign("Soon", 0, starts_at=NOW + timedelta(hours=hours))
        (row,) = rows()
        said = " ".join(admin_client.get(ADDRESS).content.decode().split(" "))

    assert row.is_within_a_day == bool(left)
    assert (f"Time left: {left}." in said) == bool(left)


def test_texts_in_review_are_told_before_the_first_check(admin_client, home, people):
    one = campaign("Soon", 3)
    page = factories.campaign_page(factories.campaign_index(home), one, slug="s", title="L’affiche")
    page.unpublish()
    page.save_revision()
    page.get_workflow().start(page, people["editor"])

    (row,) = rows()
    said = admin_client.get(ADDRESS).content.decode()

    (hold_up,) = row.hold_ups
    assert (hold_up.holder, hold_up.since is None) == (Holder.LAWYER, False)
    assert [text in said for text in ("Not checked yet.", "“L’affiche” waits in review")] == [True, True]


def test_page_in_review_is_held_up_by_the_step_it_waits_in(home, people):
    page = factories.campaign_page(factories.campaign_index(home), campaign("Soon", 3), slug="s")
    page.unpublish()
    page.save_revision()
    page.get_workflow().start(page, people["editor"])
    state = page.current_workflow_task_state

    (failure,) = failures("translations", subject(page))

    assert (failure.holder, failure.since) == (Holder.LAWYER, state.started_at)


@pytest.mark.parametrize(
    ("role", "opens", "is_led"),
    [
        (roles.EDITOR, 200, False),
        (roles.PUBLISHER, 200, True),
        (roles.ADMINISTRATOR, 200, True),
        (roles.TRANSLATOR, 302, False),
        (roles.LAWYER, 302, False),
        (roles.ANALYST, 302, False),
    ],
)
def test_desk_is_for_those_who_see_campaigns_and_its_menu_entry_for_who_launches(
    client, django_user_model, role, opens, is_led
):
    one = campaign("Secrète", 3)
    user = django_user_model.objects.create_user("x", "x@example.org", "a long enough password")
    user.groups.add(Group.objects.get(name=role.name))
    client.force_login(user)

    answer = client.get(ADDRESS)

    assert answer.status_code == opens
    assert ("Secrète" in answer.content.decode()) == (opens == 200)
    menu = client.get("/admin/").content.decode()
    assert (f'"url": "{ADDRESS}"' in menu) == is_led
    checked = client.post(reverse("campaign_check", args=[one.pk]), {"from": "all"})
    assert (checked.get("Location") == f"{ADDRESS}#campaign-{one.pk}") == (opens == 200)


def test_desk_without_a_campaign_says_what_to_do(admin_client):
    said = admin_client.get(ADDRESS).content.decode()

    assert "No campaign runs or is to come." in said
    assert reverse("campaign_new") in said


def test_late_tasks_are_told_with_who_has_them(admin_client, admin):
    one = campaign("Soon", 3)
    CampaignTask.objects.create(campaign=one, title="Bon à tirer", due=date(2027, 2, 20), assignee=admin)
    CampaignTask.objects.create(campaign=one, title="Plus tard", due=date(2027, 3, 20), assignee=admin)

    said = " ".join(admin_client.get(ADDRESS).content.decode().split())

    assert "Bon à tirer" in said
    assert "Plus tard" not in said


@pytest.mark.parametrize("number", [1, 3])
def test_desk_costs_the_same_with_one_and_three_campaigns(admin_client, admin, home, number, django_assert_num_queries):
    index = factories.campaign_index(home)
    for position in range(number):
        one = campaign(f"C{position}", 3 + position)
        wave = wave_of(one, 3)
        factories.campaign_page(index, one, slug=f"p{position}")
        found(one, "fr", Failure("Wrong."), Failure("Worse."))
        found(one, "ar", Failure("Wrong.", holder=Holder.TRANSLATOR))
        Override.objects.create(wave=wave, check_name="translations", language="fr", user=admin, reason="x")
        for title in ("a", "b"):
            CampaignTask.objects.create(campaign=one, title=title, due=date(2027, 2, 20), assignee=admin)
    ReadinessResult.objects.update(checked_at=NOW - DAY)
    admin_client.get(ADDRESS)

    with django_assert_num_queries(12):
        admin_client.get(ADDRESS)
