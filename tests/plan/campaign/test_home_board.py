"""The team's board on the admin's home: what runs now, what is next, what is not ready."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from campaigns.plan.campaign import board as team_board
from campaigns.plan.campaign.board import Cell, Plans
from campaigns.plan.models import (
    GRACE,
    Campaign,
    Launch,
    Override,
    ReadinessResult,
    Wave,
)
from core.editor.calendar import midnight
from editorial.takedown.acts import take_down
from tests import factories, markup

pytestmark = pytest.mark.usefixtures("in_english")

TODAY = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(TODAY, tick=False):
        yield


def to_come(days: int, **fields) -> Campaign:
    return factories.campaign(starts_at=TODAY + days * DAY, launched_at=None, **fields)


def wave(campaign: Campaign, starts: datetime, ends: datetime, **fields) -> Wave:
    dates = {"name": "Affiches", "starts_at": starts, "ends_at": ends}
    return Wave.objects.create(campaign=campaign, **dates | fields)


def checked(campaign: Campaign, language: str, *failures: int) -> None:
    """A result for each number: of so many failures."""
    for number, count in enumerate(failures):
        found = [{"message": "x", "url": ""}] * count
        ReadinessResult.objects.create(
            campaign=campaign, language=language, check_name=f"check{number}", failures=found
        )


def checked_starts() -> dict:
    plans = Plans(timezone.now())
    return team_board.checked(team_board.coming(plans).shown, plans)


# Runs now


def test_campaign_runs_from_its_launch_until_its_end_or_close(home):
    running = factories.campaign(name="En cours", ends_at=TODAY + 10 * DAY)
    factories.campaign(name="Finie", starts_at=TODAY - 9 * DAY, ends_at=TODAY - DAY)
    factories.campaign(name="Fermée", closed_at=TODAY)
    to_come(3)

    assert [row.campaign for row in team_board.running(Plans(timezone.now())).shown] == [running]


def test_days_are_those_of_the_wave_that_is_on(home):
    campaign = factories.campaign(starts_at=TODAY - 30 * DAY)
    on = wave(campaign, TODAY - 4 * DAY, midnight(date(2026, 11, 30)), started_at=TODAY - 4 * DAY)

    (row,) = team_board.running(Plans(timezone.now())).shown

    assert (row.wave, row.day, row.days, row.last_day) == (on, 5, 10, date(2026, 11, 29))


def test_between_waves_days_are_those_of_the_campaign(home):
    factories.campaign(starts_at=TODAY - 30 * DAY)

    (row,) = team_board.running(Plans(timezone.now())).shown

    assert (row.wave, row.day, row.days, row.last_day) == (None, 31, None, None)


@pytest.mark.parametrize("sunday", [date(2026, 10, 25), date(2027, 3, 28)])
def test_a_change_of_clocks_is_one_day(home, sunday):
    start = midnight(sunday - DAY)
    factories.campaign(starts_at=start, launched_at=start, ends_at=midnight(sunday + 3 * DAY))

    with time_machine.travel(midnight(sunday + DAY), tick=False):
        (row,) = team_board.running(Plans(timezone.now())).shown

    assert (row.day, row.days) == (3, 4)


# Coming up


def test_what_starts_within_thirty_days_is_next(home):
    soon, last = to_come(3), to_come(30)
    to_come(31)
    launched = factories.campaign()
    second = wave(launched, TODAY + 5 * DAY, TODAY + 9 * DAY)

    found = team_board.coming(Plans(timezone.now())).shown

    assert [(row.campaign, row.wave, row.days_left) for row in found] == [
        (soon, None, 3),
        (launched, second, 5),
        (last, None, 30),
    ]


def test_where_nothing_starts_soon_what_starts_first_after_is_next(home):
    to_come(90)
    launched = factories.campaign()
    second = wave(launched, TODAY + 40 * DAY, TODAY + 50 * DAY)

    found = team_board.coming(Plans(timezone.now()))

    assert ([(row.campaign, row.wave, row.days_left) for row in found.shown], found.more) == (
        [(launched, second, 40)],
        0,
    )


def test_campaign_with_a_wave_is_next_with_its_wave_alone(home):
    campaign = to_come(3)
    first = wave(campaign, TODAY + 3 * DAY, TODAY + 9 * DAY)
    Launch.objects.create(campaign=campaign, wave=first, action="start", due_at=first.starts_at)

    (row,) = team_board.coming(Plans(timezone.now())).shown

    assert (row.wave, row.is_scheduled) == (first, True)


def under_way(days: int) -> Wave:
    """Planned in so many days, and started by hand now."""
    campaign = to_come(days)
    first = wave(campaign, TODAY + days * DAY, TODAY + 9 * DAY)
    Launch.objects.create(campaign=campaign, wave=first, action="start", due_at=TODAY + GRACE)
    return first


@pytest.mark.parametrize("days", [-2, 3])
def test_start_by_hand_is_next_at_its_second_and_not_late(home, days):
    first = under_way(days)
    sooner = to_come(1)

    plans = Plans(timezone.now())

    found = [(row.campaign, row.wave, row.starts_at, row.is_under_way) for row in team_board.coming(plans).shown]
    assert found == [(first.campaign, first, TODAY + GRACE, True), (sooner, None, TODAY + DAY, False)]
    assert first.campaign not in [row.campaign for row in plans.unready.shown]


def test_boards_say_that_a_start_by_hand_is_under_way_and_when_it_is_public(client, people, home):
    client.force_login(people["publisher"])
    campaign = under_way(3).campaign
    said = "Its start is under way: it becomes public at 11:01:00, Paris time, unless somebody stops it before."

    places = [
        reverse("wagtailadmin_home"),
        reverse("campaigns_readiness"),
        reverse("campaign_readiness", args=[campaign.pk]),
    ]
    pages = [markup.read(client.get(place).content.decode()) for place in places]
    with time_machine.travel(TODAY + 2 * GRACE, tick=False):
        late = [markup.read(client.get(place).content.decode()) for place in places]

    assert [said in page for page in pages] == [True] * 3
    assert ["In 3 days" in page or "starts by itself" in page for page in pages] == [False] * 3
    assert ["It was to become public at 11:01:00" in page for page in late] == [True] * 3


def test_next_says_what_is_ready(client, people, home):
    client.force_login(people["editor"])
    for days, results in enumerate([(), (0, 0), (2, 1)], start=1):
        checked(to_come(days), "fr", *results)

    html = client.get(reverse("wagtailadmin_home")).content.decode()

    found = [text for text in ("not checked yet", "ready", "2 checks fail") if f">{text}</span>" in html]
    assert found == ["not checked yet", "ready", "2 checks fail"]


# Not ready


def test_failing_checks_are_counted_by_language(home):
    campaign = to_come(3, languages=["fr", "en", "ar"])
    checked(campaign, "fr", 0, 0)
    checked(campaign, "en", 2, 1, 0)
    fine = to_come(4)
    checked(fine, "fr", 0)

    (row,) = team_board.unready(Plans(timezone.now())).shown

    assert (row.campaign, row.cells) == (campaign, [Cell(0, 2), Cell(2, 3), Cell()])


def test_language_that_a_campaign_does_not_speak_has_no_cell(home):
    for number, codes in enumerate((["fr", "ar"], ["ro"])):
        checked(to_come(3 + number, languages=codes), codes[0], 1)

    assert [row.cells for row in team_board.unready(Plans(timezone.now())).shown] == [
        [Cell(1, 1), None, Cell()],
        [None, Cell(1, 1), None],
    ]


def test_failure_that_a_publisher_answers_for_does_not_count(home):
    campaign = to_come(3)
    checked(campaign, "fr", 1)
    first = wave(campaign, TODAY + 3 * DAY, TODAY + 9 * DAY)
    assert team_board.unready(Plans(timezone.now()))

    Override.objects.create(wave=first, check_name="check0", language="fr", reason="x")

    assert team_board.unready(Plans(timezone.now())).shown == []


def test_answer_for_one_wave_counts_for_no_other_that_is_to_start(client, people):
    campaign = to_come(3)
    checked(campaign, "fr", 1)
    first = wave(campaign, TODAY + 3 * DAY, TODAY + 5 * DAY)
    second = wave(campaign, TODAY + 9 * DAY, TODAY + 12 * DAY, name="Cars")

    Override.objects.create(wave=second, check_name="check0", language="fr", reason="x")
    answered_for_the_second = bool(team_board.unready(Plans(timezone.now())))
    found = checked_starts()

    assert answered_for_the_second
    assert {row.wave: cell.failing for row, cell in found.items()} == {first: 1, second: 0}


def test_what_a_publisher_answers_for_is_counted_apart(client, people, home):
    campaign = to_come(3)
    checked(campaign, "fr", 1, 1, 0)
    first = wave(campaign, TODAY + 3 * DAY, TODAY + 5 * DAY)
    for name in ("check0", "check1"):
        Override.objects.create(wave=first, check_name=name, language="fr", reason="x")
    client.force_login(people["editor"])

    (cell,) = checked_starts().values()
    said = markup.read(client.get(reverse("wagtailadmin_home")).content.decode())

    assert (cell.failing, cell.answered) == (0, 2)
    assert "2 checks fail, and a publisher answers for them" in said
    assert "fails a check that nobody answers for" in said


def test_start_in_some_hours_says_hours(client, people, home):
    to_come(0, name="Ce soir").__class__.objects.update(starts_at=TODAY + timedelta(hours=3))
    client.force_login(people["editor"])

    said = markup.read(client.get(reverse("wagtailadmin_home")).content.decode())

    assert "Time left: 3\xa0hours." in said


def test_late_starts_come_first(home):
    checked(to_come(3), "fr", 1)
    late = to_come(-2)
    running = factories.campaign()
    wave(running, TODAY - 3 * DAY, TODAY + DAY)
    wave(factories.campaign(closed_at=TODAY), TODAY - 3 * DAY, TODAY + DAY)

    found = team_board.unready(Plans(timezone.now())).shown

    assert [(row.campaign, row.days_late) for row in found][:2] == [(running, 3), (late, 2)]
    assert len(found) == 3


def test_campaign_that_runs_and_fails_a_check_is_named(client, people, home):
    running = factories.campaign(name="En cours")
    checked(running, "fr", 2, 0)
    checked(factories.campaign(name="Sans faute"), "fr", 0)
    checked(factories.campaign(starts_at=TODAY - 9 * DAY, ends_at=TODAY - DAY), "fr", 1)
    checked(factories.campaign(closed_at=TODAY), "fr", 1)
    late = to_come(-2)
    client.force_login(people["editor"])

    rows = team_board.unready(Plans(timezone.now())).shown
    html = markup.read(client.get(reverse("wagtailadmin_home")).content.decode())

    assert [(row.campaign, row.is_running, row.cells) for row in rows] == [
        (late, False, [Cell()]),
        (running, True, [Cell(1, 2)]),
    ]
    section = html.partition('id="board-unready"')[2].partition("</section>")[0]
    row = section.partition("En cours")[2].partition("</tr>")[0]
    assert ('<span class="board-state is-failing">running</span>' in row, "due today" in row) == (True, False)


def test_failure_that_a_publisher_answers_for_while_its_wave_runs_does_not_count(home):
    running = factories.campaign()
    checked(running, "fr", 1)
    on = wave(running, TODAY - DAY, TODAY + DAY, started_at=TODAY - DAY)
    assert [row.campaign for row in team_board.unready(Plans(timezone.now())).shown] == [running]

    Override.objects.create(wave=on, check_name="check0", language="fr", reason="x")
    assert team_board.unready(Plans(timezone.now())).shown == []

    Wave.objects.update(ended_at=TODAY)
    assert [row.campaign for row in team_board.unready(Plans(timezone.now())).shown] == [running]


# On the home


def sections(client, person) -> list[str]:
    client.force_login(person)
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    names = ("running", "coming", "unready")
    return [name for name in names if f'id="board-{name}"' in html]


@pytest.mark.parametrize(
    ("person", "shown"),
    [
        ("editor", ["running", "coming", "unready"]),
        ("publisher", ["running", "coming", "unready"]),
        ("administrator", ["running", "coming", "unready"]),
        ("superuser", ["running", "coming", "unready"]),
        ("translator", []),
        ("lawyer", []),
        ("analyst", []),
    ],
)
def test_each_role_has_the_sections_that_it_may_see(client, people, home, person, shown):
    assert sections(client, people[person]) == shown


def test_who_may_only_look_at_campaigns_sees_them(client, people):
    people["analyst"].user_permissions.add(Permission.objects.get(codename="view_campaign"))

    assert sections(client, people["analyst"]) == ["running", "coming", "unready"]


def test_empty_sections_say_so_and_what_to_do(client, people, home):
    client.force_login(people["editor"])

    html = client.get(reverse("wagtailadmin_home")).content.decode()

    said = [
        "No campaign runs now.",
        "Nothing starts in the next 30 days.",
        "Every campaign in preparation was checked",
    ]
    assert [text for text in said if text in html] == said
    assert reverse("campaign_new") in html


def test_rows_lead_to_the_place_where_they_are_changed(client, people, home):
    client.force_login(people["publisher"])
    running, late = factories.campaign(), to_come(-2)

    html = client.get(reverse("wagtailadmin_home")).content.decode()

    addresses = [reverse("campaign_overview", args=[running.pk]), reverse("campaign_readiness", args=[late.pk])]
    assert [address for address in addresses if f'href="{address}"' in html] == addresses
    assert [client.get(address).status_code for address in addresses] == [200] * len(addresses)


def test_what_there_is_to_do_comes_before_the_board(client, people, home):
    page = factories.standard_page(home, title="La loi")
    page.get_workflow().start(page, people["editor"])
    people["lawyer"].user_permissions.add(Permission.objects.get(codename="view_campaign"))
    client.force_login(people["lawyer"])

    html = client.get(reverse("wagtailadmin_home")).content.decode()

    assert 0 < html.index("La loi") < html.index("board-running")


def test_names_are_written_safely(client, people, home):
    factories.campaign(name="<script>alert(1)</script>")
    client.force_login(people["editor"])

    assert "<script>alert(1)" not in client.get(reverse("wagtailadmin_home")).content.decode()


OLD = "a text or a file was published, withdrawn or deleted: their results may not hold any more"


def test_results_from_before_a_text_was_published_are_marked(client, people, home):
    page = factories.standard_page(home)
    ReadinessResult.objects.create(
        campaign=factories.campaign(), language="fr", check_name="structure", checked_at=timezone.now()
    )
    client.force_login(people["publisher"])
    before = client.get(reverse("wagtailadmin_home")).content.decode()

    with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=False):
        page.lead = "Autre chose."
        factories.go_live(page)
        after = client.get(reverse("wagtailadmin_home")).content.decode()

    assert (OLD in before, OLD in after) == (False, True)


def test_results_are_marked_of_the_campaign_whose_page_changed_and_of_no_other(client, people, home):
    index = factories.campaign_index(home)
    campaigns = [to_come(3, slug="one"), to_come(4, slug="two")]
    pages = [factories.campaign_page(index, one, slug=one.slug) for one in campaigns]
    for one in campaigns:
        checked(one, "fr", 0)

    with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=False):
        pages[0].lead = "Autre chose."
        factories.go_live(pages[0])
        found = checked_starts()

    assert {row.campaign: cell.is_old for row, cell in found.items()} == {campaigns[0]: True, campaigns[1]: False}


def test_campaign_that_was_never_checked_is_not_ready(home):
    checked(to_come(4), "fr", 0)
    new = to_come(3, languages=["fr", "en"])

    assert [(row.campaign, row.cells) for row in team_board.unready(Plans(timezone.now())).shown] == [
        (new, [Cell(), Cell()])
    ]


@pytest.mark.parametrize("act", ["withdrawn", "deleted"])
def test_results_from_before_a_file_or_a_page_went_are_marked(client, people, home, tmp_path, act):
    campaign = to_come(3)
    wave(campaign, TODAY + 3 * DAY, TODAY + 5 * DAY)
    page, image = factories.campaign_page(factories.campaign_index(home), campaign), factories.image(tmp_path)
    ReadinessResult.objects.create(campaign=campaign, language="fr", check_name="structure", checked_at=timezone.now())
    client.force_login(people["publisher"])

    def said() -> list[bool]:
        board = client.get(reverse("wagtailadmin_home")).content.decode()
        table = client.get(reverse("campaign_readiness", args=[campaign.pk])).content.decode()
        return [OLD in board, "ready when last checked" in board, "</svg>passed" in table, "passed then" in table]

    before = said()
    with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=False):
        take_down(image, people["publisher"]) if act == "withdrawn" else page.delete(user=people["publisher"])
        after = said()

    assert before == [False, False, True, False]
    assert after == [True, True, False, True]


def test_board_and_list_stand_in_the_place_of_panels_of_wagtail(admin_client, home):
    panels = admin_client.get(reverse("wagtailadmin_home")).context["panels"]

    assert [panel.name for panel in panels] == ["second_factor_is_off", "today", "team_board"]
