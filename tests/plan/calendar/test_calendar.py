"""The launch calendar: what happens when, on the right day, shown to whoever may open the place where it is changed."""

import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.urls import reverse
from wagtail.models import Page, Revision, Task, TaskState, Workflow, WorkflowState

from campaigns.plan.calendar.month import Month, agenda, weeks
from campaigns.plan.models import Campaign, Launch, Override, ReadinessResult, Wave
from core.editor import calendar
from core.editor.calendar import Event, Kind, State, midnight
from core.editor.roles import LAWYER
from editorial.access import roles
from tests import factories, markup

pytestmark = pytest.mark.usefixtures("in_english")

TODAY = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
JANUARY, FEBRUARY = date(2026, 1, 1), date(2027, 2, 1)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def campaign(home):
    return factories.campaign(name="Gares", starts_at=midnight(date(2026, 12, 1)), languages=["fr", "en"])


def wave(campaign: Campaign, first: date, last: date, name: str = "Affiches", **fields) -> Wave:
    dates = {"starts_at": midnight(first) + timedelta(hours=9), "ends_at": midnight(last + timedelta(days=1))}
    return Wave.objects.create(campaign=campaign, name=name, **dates | fields)


def seen(user, start: date = JANUARY, end: date = FEBRUARY) -> list[tuple[str, str, str]]:
    return [(event.kind.value, event.title, event.state.value) for event in calendar.events(user, start, end)]


def event(first: date, last: date | None = None, title: str = "x") -> Event:
    return Event(key=title, kind=Kind.FACT, title=title, when=first, until=last)


# Months


@pytest.mark.parametrize(
    "text", ["2026-13", "2026-00", "2026-1", "26-01", "1999-12", "2101-01", "9999-99", "x", "٢٠٢٦-١٢", "2026-12 "]
)
def test_month_that_is_none_is_refused(text):
    with pytest.raises(ValueError, match=re.escape(text)):
        Month.parse(text)


def test_months_follow_each_other_over_the_year():
    assert str(Month.parse("2026-12").plus(1)) == "2027-01"
    assert str(Month.parse("2027-01").plus(-1)) == "2026-12"
    assert str(Month.parse("2026-11").plus(-3)) == "2026-08"


def test_weeks_begin_on_monday_and_mark_today():
    found = weeks(Month(2026, 11), [], date(2026, 11, 24))

    assert [[day and day.date.day for day in week] for week in (found[0], found[-1])] == [
        [None] * 6 + [1],
        [30] + [None] * 6,
    ]
    assert [day.date for week in found for day in week if day and day.is_today] == [date(2026, 11, 24)]


def test_what_lasts_for_days_runs_through_each_week_in_one_lane():
    long = event(date(2026, 10, 20), date(2026, 11, 10), "long")
    other = event(date(2026, 11, 5), date(2026, 11, 6), "other")

    found = weeks(Month(2026, 11), [long, other], date(2026, 11, 24))

    lanes = {
        day.date.day: [slot and (slot.event.title, slot.span) for slot in day.lanes]
        for week in found
        for day in week
        if day
    }
    assert lanes[1] == [("long", 1)]
    assert lanes[2] == [("long", 7)]
    assert lanes[5] == [("long", 0), ("other", 2)]
    assert lanes[9] == [("long", 2)]
    assert lanes[11] == []
    assert [slot.is_first for day in (found[0][6], found[1][0]) for slot in day.lanes] == [True, False]


def test_day_shows_what_it_has_room_for_and_counts_the_rest():
    long = [event(date(2026, 11, 5), date(2026, 11, 12), f"long {n}") for n in range(8)]
    short = [event(date(2026, 11, 5), title=f"short {n}") for n in range(9)]

    found = weeks(Month(2026, 11), [*long, *short], date(2026, 11, 24))

    fifth, sixth, ninth = found[1][3], found[1][4], found[2][0]
    assert [(len(day.lanes), len(day.events), day.more) for day in (fifth, sixth, ninth)] == [
        (6, 6, 5),
        (6, 0, 0),
        (6, 0, 0),
    ]


def test_rest_of_a_day_is_in_the_list(shown, home):
    for number in range(8):
        factories.fact(name=f"Fait {number}", review_by=date(2026, 11, 5))

    html = markup.read(shown(month="2026-11", kind="fact").content.decode())

    assert 'href="?month=2026-11&amp;kind=fact&amp;view=list#day-2026-11-05">2 more' in html


def test_agenda_shows_what_began_before_on_the_first_day():
    found = agenda(Month(2026, 11), [event(date(2026, 10, 20), date(2026, 11, 10)), event(date(2026, 11, 5))])

    assert [(day.day, len(events)) for day, events in found] == [(1, 1), (5, 1)]


# Days


def test_day_of_a_moment_is_that_of_paris():
    late = Event(key="x", kind=Kind.END, title="x", when=datetime(2026, 11, 30, 23, 30, tzinfo=UTC))

    assert late.first_day == date(2026, 12, 1)


def test_what_ends_at_midnight_does_not_touch_the_next_day(campaign):
    made = wave(campaign, date(2026, 12, 1), date(2026, 12, 6))

    (found,) = [event for event in calendar.events(superuser(), JANUARY, FEBRUARY) if event.kind == Kind.WAVE]

    assert made.ends_at == midnight(date(2026, 12, 7))
    assert (found.first_day, found.last_day) == (date(2026, 12, 1), date(2026, 12, 6))


@pytest.mark.parametrize(
    ("moment", "day", "clock"),
    [
        (datetime(2026, 10, 24, 22, 0, tzinfo=UTC), date(2026, 10, 25), "00:00"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), date(2026, 10, 25), "02:30"),  # the hour that comes twice
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), date(2026, 10, 25), "02:30"),
        (datetime(2026, 10, 25, 22, 59, tzinfo=UTC), date(2026, 10, 25), "23:59"),
        (datetime(2026, 10, 25, 23, 0, tzinfo=UTC), date(2026, 10, 26), "00:00"),
        (datetime(2027, 3, 27, 23, 0, tzinfo=UTC), date(2027, 3, 28), "00:00"),  # the hour that is missing
        (datetime(2027, 3, 28, 1, 0, tzinfo=UTC), date(2027, 3, 28), "03:00"),
        (datetime(2027, 3, 28, 22, 0, tzinfo=UTC), date(2027, 3, 29), "00:00"),
    ],
)
def test_clock_changes_move_nothing_to_another_day(moment, day, clock):
    found = Event(key="x", kind=Kind.START, title="x", when=moment)

    assert (found.first_day, f"{found.clock:%H:%M}") == (day, clock)


@pytest.mark.parametrize("sunday", [date(2026, 10, 25), date(2027, 3, 28)])
def test_wave_over_a_change_of_clocks_covers_its_days(campaign, sunday):
    made = wave(campaign, sunday - timedelta(days=1), sunday + timedelta(days=1))

    (found,) = calendar.events(superuser(), sunday, sunday + timedelta(days=1))

    assert found.key == f"wave-{made.pk}"
    assert (found.first_day, found.last_day) == (sunday - timedelta(days=1), sunday + timedelta(days=1))
    assert found.key not in {one.key for one in calendar.events(superuser(), sunday + timedelta(days=2), FEBRUARY)}


def superuser():
    from core.models import User

    return User.objects.filter(is_superuser=True).first() or User.objects.create_superuser("root", "r@example.org", "x")


# What is in it


def test_plan_is_in_the_calendar(campaign):
    wave(campaign, date(2026, 12, 1), date(2026, 12, 6))
    short = factories.campaign(
        name="Sans vague", starts_at=midnight(date(2026, 11, 2)), ends_at=midnight(date(2026, 12, 24))
    )

    assert short.launched_at
    assert seen(superuser()) == [
        ("start", "Sans vague", "done"),
        ("wave", "Gares – Affiches", "planned"),
        ("end", "Sans vague", "planned"),
    ]


@pytest.mark.parametrize(
    ("first", "fields", "state"),
    [
        (date(2026, 12, 1), {}, "planned"),
        (date(2026, 11, 23), {}, "overdue"),
        (date(2026, 11, 23), {"started_at": TODAY}, "running"),
        (date(2026, 11, 1), {"started_at": TODAY, "ended_at": TODAY}, "done"),
    ],
)
def test_wave_says_how_it_stands(campaign, first, fields, state):
    wave(campaign, first, date(2026, 12, 6), **fields)

    assert seen(superuser()) == [("wave", "Gares – Affiches", state)]


def test_end_of_a_campaign_that_never_began_is_not_done(db):
    factories.campaign(starts_at=midnight(date(2020, 1, 5)), ends_at=midnight(date(2020, 2, 5)), launched_at=None)

    found = calendar.events(superuser(), date(2020, 1, 1), date(2020, 3, 1))

    assert [(one.kind.value, one.state.value) for one in found] == [("start", "overdue"), ("end", "planned")]


def test_wave_of_a_closed_campaign_is_cancelled(campaign):
    wave(campaign, date(2026, 12, 1), date(2026, 12, 6))
    Campaign.objects.update(closed_at=TODAY)

    assert seen(superuser()) == [("end", "Gares", "done"), ("wave", "Gares – Affiches", "cancelled")]


def test_launches_to_come_and_failed_ones_are_shown(campaign):
    made = wave(campaign, date(2026, 12, 1), date(2026, 12, 6))
    for state, hours in (("scheduled", 1), ("failed", 2), ("done", 3), ("cancelled", 4)):
        Launch.objects.create(
            campaign=campaign, wave=made, action="start", due_at=made.starts_at + timedelta(hours=hours), state=state
        )

    assert seen(superuser()) == [
        ("wave", "Gares – Affiches", "scheduled"),
        ("launch", "Launch of Gares – Affiches", "scheduled"),
        ("launch", "Launch of Gares – Affiches", "failed"),
    ]


def test_start_that_a_failing_check_keeps_back_says_so_until_somebody_answers_for_it(campaign):
    first = wave(campaign, date(2026, 12, 1), date(2026, 12, 3))
    for action, of in (("start", first), ("close", None)):
        Launch.objects.create(campaign=campaign, wave=of, action=action, due_at=first.starts_at)
    ReadinessResult.objects.create(campaign=campaign, language="fr", check_name="links", failures=[{"message": "x"}])
    states = {event.title: event.state for event in calendar.events(superuser(), JANUARY, FEBRUARY)}
    Override.objects.create(wave=first, check_name="links", language="fr", reason="x")

    assert states["Gares – Affiches"] == states["Launch of Gares – Affiches"] == State.HELD
    assert states["Close of Gares"] == State.SCHEDULED
    assert {event.state for event in calendar.events(superuser(), JANUARY, FEBRUARY)} == {State.SCHEDULED}


def test_scheduled_close_stands_for_the_end(campaign):
    Campaign.objects.update(ends_at=midnight(date(2026, 12, 24)), launched_at=TODAY)
    campaign.refresh_from_db()
    Launch.objects.create(campaign=campaign, action="close", due_at=campaign.ends_at)

    assert seen(superuser()) == [("start", "Gares", "done"), ("launch", "Close of Gares", "scheduled")]


def test_approved_draft_is_shown_when_it_goes_live(home):
    page = factories.standard_page(home, title="La loi")
    page.title, page.go_live_at = "La loi nouvelle", TODAY + timedelta(days=3)
    revision = page.save_revision()
    factories.approve(revision)
    revision.publish()

    assert Revision.objects.exclude(approved_go_live_at=None).count() == 1
    assert seen(superuser()) == [("publication", "La loi nouvelle", "scheduled")]


def test_page_that_goes_live_before_its_campaign_is_launched_is_public_with_it(home, campaign):
    page = factories.campaign_page(factories.campaign_index(home), campaign, title="En gare")
    page.title = "En gare, demain"

    def said(start: timedelta) -> str:
        Campaign.objects.update(starts_at=TODAY + start)
        return next(state for kind, _title, state in seen(superuser()) if kind == "publication")

    page.go_live_at = TODAY + timedelta(days=3)
    revision = page.save_revision()
    factories.approve(revision)
    revision.publish()

    assert said(timedelta(days=5)) == "with_campaign"
    assert said(timedelta(days=2)) == "scheduled"


def test_draft_with_a_date_and_no_approval_says_so(home):
    page = factories.standard_page(home, title="La loi")
    page.unpublish()
    Page.objects.filter(pk=page.pk).update(go_live_at=TODAY + timedelta(days=3))

    assert seen(superuser()) == [("publication", "La loi", "unapproved")]


def test_expiries_of_pages_and_snippets_are_shown(home):
    page, fact = factories.standard_page(home, title="La loi"), factories.fact()
    Page.objects.filter(pk=page.pk).update(expire_at=TODAY + timedelta(days=3))
    type(fact).objects.update(expire_at=TODAY + timedelta(days=4))

    assert seen(superuser()) == [("expiry", "La loi", "planned"), ("expiry", fact.name, "planned")]


def test_review_is_due_five_working_days_before_its_campaign(home, campaign, people):
    page = factories.campaign_page(factories.campaign_index(home), campaign, title="En gare")
    page.get_workflow().start(page, people["editor"])

    (found,) = calendar.events(people["lawyer"], JANUARY, FEBRUARY)

    assert (found.kind, found.title, found.state) == (Kind.REVIEW, "En gare – Relecture juridique", State.WAITING)
    assert (found.first_day, found.bundle) == (date(2026, 11, 24), f"campaign-{campaign.pk}")


def test_review_without_a_date_stands_on_the_day_it_was_handed_in(home, people):
    page = factories.standard_page(home, title="La loi")
    page.get_workflow().start(page, people["editor"])

    (found,) = calendar.events(people["lawyer"], JANUARY, FEBRUARY)

    assert (found.is_all_day, found.first_day) == (True, date(2026, 11, 24))


def test_review_link_is_shown_until_it_is_used(people):
    from editorial.models import ReviewLink

    link = ReviewLink.objects.create(reviewer="Me Durand", email="d@example.org", expires_at=TODAY + timedelta(days=5))
    assert seen(people["lawyer"]) == [("review", "The review link of Me Durand expires", "waiting")]

    link.decided_at = TODAY
    link.save()
    assert seen(people["lawyer"]) == []


def test_facts_helplines_and_rights_are_shown(home, tmp_path):
    factories.fact(name="Amende", review_by=date(2026, 11, 3), in_force_until=date(2026, 12, 31))
    factories.helpline(name="Ligne", review_by=date(2026, 12, 15))
    factories.image(tmp_path, title="Une gare", rights_until=date(2026, 12, 20))

    assert seen(superuser()) == [
        ("fact", "Amende", "overdue"),
        ("fact", "Ligne", "planned"),
        ("rights", "Une gare", "planned"),
        ("fact", "Amende: last day in force", "planned"),
    ]


# Who sees what


@pytest.fixture
def world(home, campaign, people, english_home, translate, tmp_path):
    """One of each kind; a page that expires in each of two languages."""
    wave(campaign, date(2026, 12, 1), date(2026, 12, 6))
    page = factories.standard_page(home, title="La loi")
    translate(page, english_home.locale)
    Page.objects.filter(translation_key=page.translation_key).update(expire_at=TODAY + timedelta(days=3))
    draft = factories.standard_page(home, title="Un brouillon")
    draft.get_workflow().start(draft, people["editor"])
    factories.fact(name="Amende", review_by=date(2026, 12, 3))
    factories.image(tmp_path, rights_until=date(2026, 12, 20))
    people["english translator"] = type(people["editor"]).objects.create_user("english", "e@example.org", "x")
    people["english translator"].groups.add(roles.translators(english_home.locale))
    return people


EVERYTHING = [("expiry", 2), ("fact", 1), ("review", 1), ("rights", 1), ("wave", 1)]


KINDS = {
    "superuser": EVERYTHING,
    "administrator": EVERYTHING,
    "publisher": [("expiry", 2), ("fact", 1), ("review", 1), ("wave", 1)],
    "editor": [("expiry", 1), ("fact", 1), ("review", 1), ("rights", 1), ("wave", 1)],
    "english translator": [("expiry", 1)],
    "translator": [],
    "lawyer": [("review", 1)],
    "analyst": [],
}


def test_each_role_sees_what_it_may_open(world, client):
    found = {name: calendar.events(world[name], JANUARY, FEBRUARY) for name in KINDS}

    assert {name: sorted(Counter(one.kind.value for one in events).items()) for name, events in found.items()} == KINDS
    for name, events in found.items():
        client.force_login(world[name])
        assert [client.get(one.url).status_code for one in events] == [200] * len(events)


def test_who_may_only_look_at_campaigns_is_led_to_the_workspace(campaign, people, client):
    wave(campaign, date(2026, 12, 1), date(2026, 12, 6))
    people["analyst"].user_permissions.add(Permission.objects.get(codename="view_campaign"))
    client.force_login(people["analyst"])

    (found,) = calendar.events(people["analyst"], JANUARY, FEBRUARY)

    assert found.url == reverse("campaign_overview", args=[campaign.pk])
    assert client.get(found.url).status_code == 200


# The page


@pytest.fixture
def shown(admin_client):
    def get(**query):
        return admin_client.get(reverse("calendar"), query)

    return get


def test_month_shows_the_title_on_its_day(shown, campaign):
    wave(campaign, date(2026, 12, 1), date(2026, 12, 6))

    html = shown(month="2026-12").content.decode()

    assert "Gares – Affiches" in html
    assert 'data-span="6"' in html
    assert "Gares – Affiches" not in shown(month="2027-01").content.decode()


def test_without_a_month_it_is_the_present_one(shown):
    answer = shown()

    assert str(answer.context["month"]) == "2026-11"
    assert 'aria-current="date"' in answer.content.decode()


@pytest.mark.parametrize("asked", ["2026-13", "demain", "<script>", "9" * 500])
def test_malformed_month_is_the_present_one_with_a_message(shown, asked):
    answer = shown(month=asked)

    assert (answer.status_code, str(answer.context["month"])) == (200, "2026-11")
    assert [str(message)[:1] for message in answer.context["messages"]] == ["“"]
    assert "<script>”" not in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({}, ["Amende", "En fr et en – A", "En roumain – A"]),
        ({"language": "ro"}, ["Amende", "En roumain – A"]),
        ({"kind": "fact"}, ["Amende"]),
        ({"campaign": "first"}, ["En fr et en – A"]),
        ({"kind": "nonsense"}, ["Amende", "En fr et en – A", "En roumain – A"]),
    ],
)
@pytest.mark.parametrize("view", ["month", "list"])
def test_events_are_filtered(shown, home, view, query, titles):
    first = factories.campaign(name="En fr et en", starts_at=midnight(date(2026, 11, 1)), languages=["fr", "en"])
    second = factories.campaign(name="En roumain", starts_at=midnight(date(2026, 11, 1)), languages=["ro"])
    factories.fact(name="Amende", review_by=date(2026, 11, 3))
    for one in (first, second):
        wave(one, date(2026, 11, 5), date(2026, 11, 6), name="A")
    query = {name: value if value != "first" else f"campaign-{first.pk}" for name, value in query.items()}

    html = shown(view=view, **query).content.decode()

    assert [
        title for title in ("Amende", "En fr et en – A", "En roumain – A") if f"<bdi>{title}</bdi>" in html
    ] == titles


def test_titles_are_written_safely(shown, home):
    factories.fact(name="<script>alert(1)</script>", review_by=date(2026, 11, 3))

    html = shown().content.decode()

    assert "&lt;script&gt;alert(1)" in html
    assert "<script>alert(1)" not in html


def test_calendar_needs_the_admin(client, people, django_user_model):
    client.force_login(django_user_model.objects.create_user("visitor", "v@example.org", "x"))

    assert client.get(reverse("calendar")).status_code == 302
    assert client.post(reverse("calendar_feed_renew")).status_code == 302


def test_who_sees_no_campaign_has_no_filter_of_campaigns(client, people, campaign):
    client.force_login(people["lawyer"])

    answer = client.get(reverse("calendar"))

    assert list(answer.context["form"].fields) == ["language", "kind"]
    assert "Gares" not in answer.content.decode()


# What it costs

QUERIES = 25


def many(number: int) -> None:
    """Campaigns, each with a wave, a launch, a draft that goes live and one in review; all in December."""
    starts = midnight(date(2026, 12, 1))
    ends = starts + timedelta(days=9)
    plan = {"audience": "buyers", "frame": "law", "starts_at": starts}
    campaigns = [Campaign(name=f"Campagne {n}", slug=f"campagne-{n}", **plan) for n in range(number)]
    Campaign.objects.bulk_create(campaigns)
    waves = [Wave(campaign=one, name="Vague", starts_at=starts, ends_at=ends) for one in campaigns]
    Wave.objects.bulk_create(waves)
    Launch.objects.bulk_create(Launch(campaign=one.campaign, wave=one, action="start", due_at=starts) for one in waves)
    Revision.objects.bulk_create(draft(n, approved_go_live_at=starts) for n in range(number))
    in_review(Revision.objects.bulk_create(draft(n, content={"go_live_at": starts.isoformat()}) for n in range(number)))


def draft(number: int, **fields) -> Revision:
    home = Page.objects.get(depth=2)
    kinds = {"content_type": home.get_base_content_type(), "base_content_type": home.get_base_content_type()}
    defaults = {"object_id": str(home.pk), "object_str": f"Texte {number}", "content": {}, "created_at": TODAY}
    return Revision(**kinds, **defaults | fields)


def in_review(drafts: list[Revision]) -> None:
    task = Task.objects.get(name=LAWYER.name)
    states = [
        WorkflowState(
            content_type=one.content_type,
            base_content_type=one.base_content_type,
            object_id=str(10_000 + one.pk),
            workflow=Workflow.objects.first(),
        )
        for one in drafts
    ]
    WorkflowState.objects.bulk_create(states)
    TaskState.objects.bulk_create(
        TaskState(workflow_state=state, revision=one, task=task, content_type=task.content_type)
        for state, one in zip(states, drafts, strict=True)
    )


@pytest.mark.parametrize("number", [3, 60])
@pytest.mark.parametrize("view", ["month", "list"])
def test_calendar_costs_the_same_with_few_and_many_campaigns(
    client, people, home, django_assert_num_queries, number, view
):
    many(number)
    client.force_login(people["superuser"])
    address = reverse("calendar") + f"?month=2026-12&view={view}"
    client.get(address)

    with django_assert_num_queries(QUERIES):
        answer = client.get(address)

    assert answer.context["count"] == 4 * number
