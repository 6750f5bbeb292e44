"""Who is away: who may say so, who stands in, what they are told, and that nobody may do more for it."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils.html import strip_tags

from core.editor import calendar, roles
from core.publication.sign_off import SignOffError
from editorial import today
from editorial.handover import acts as handover
from editorial.models import Absence, LegalReview
from editorial.rota import absences
from editorial.sign_off.four_eyes import Step
from tests import factories, markup
from tests.editorial.conftest import act, second

pytestmark = pytest.mark.usefixtures("in_english")

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
TODAY, DAY = date(2026, 11, 24), timedelta(days=1)


@pytest.fixture(autouse=True)
def at_ten():
    with time_machine.travel(NOW, tick=False):
        yield


def away(user, first: int = -1, last: int = 5, stand_in=None, by=None) -> Absence:
    """From yesterday until Sunday."""
    days = TODAY + first * DAY, TODAY + last * DAY
    return Absence.objects.create(
        user=user, first_day=days[0], last_day=days[1], stand_in=stand_in, entered_by=by or user
    )


def form(user, first: str = "2026-11-25", last: str = "2026-11-27", stand_in="") -> dict:
    return {"user": user.pk, "first_day": first, "last_day": last, "stand_in": stand_in}


def refusal(user, **fields) -> str:
    with pytest.raises(SignOffError) as refused:
        away(user, **fields)
    assert not Absence.objects.filter(entered_by__isnull=False, first_day=TODAY + 60 * DAY).exists()
    return refused.value.message


# Who may enter what


def test_who_decides_and_who_manages_accounts_open_the_screen(client, people):
    seen = set()
    for name, person in people.items():
        client.force_login(person)
        if client.get(reverse("absences")).status_code == 200:
            seen.add(name)

    assert seen == {"lawyer", "publisher", "administrator", "superuser"}


def test_each_enters_their_own_and_who_manages_accounts_that_of_others(client, people):
    entered = set()
    for name, person in people.items():
        client.force_login(person)
        client.post(reverse("absences"), form(people["lawyer"]))
        if Absence.objects.all().delete()[0]:
            entered.add(name)

    assert entered == {"lawyer", "administrator", "superuser"}


@pytest.mark.parametrize("name", ["publisher", "editor", "translator", "analyst"])
def test_row_is_refused_whoever_writes_it_for_another(people, name):
    said = refusal(people["lawyer"], by=people[name])

    assert said == "Only Lawyer and who manages accounts may enter this."


@pytest.mark.parametrize("address", ["absence_change", "absence_end"])
def test_absence_of_another_is_out_of_reach(client, people, address):
    kept = away(people["lawyer"])
    for name in ("publisher", "editor", "translator", "analyst"):
        client.force_login(people[name])
        client.post(reverse(address, args=[kept.pk]), form(people["lawyer"]))

    assert list(Absence.objects.values_list("first_day", "last_day")) == [(kept.first_day, kept.last_day)]


def test_who_decides_nothing_has_no_absence(people):
    assert refusal(people["editor"]) == "Editor decides about no texts: nobody has to stand in."


def test_stand_in_has_every_step_already_or_is_refused(people, second_lawyer):
    for name in ("publisher", "editor", "administrator", "superuser", "lawyer"):
        assert "cannot stand in" in refusal(people["lawyer"], stand_in=people[name])
    second_lawyer.is_active = False
    second_lawyer.save()
    assert "cannot stand in" in refusal(people["lawyer"], stand_in=second_lawyer)


def test_stand_in_who_is_away_then_is_refused(people, second_lawyer):
    away(second_lawyer, 5, 9)

    said = refusal(people["lawyer"], stand_in=second_lawyer)

    assert said == "lawyer 2 is away then too, 29 Nov 2026 – 3 Dec 2026: choose somebody else."


def test_absences_of_one_person_do_not_meet(people):
    away(people["lawyer"], 5, 9)

    assert "is away already 29 Nov 2026 – 3 Dec 2026" in refusal(people["lawyer"])


def test_wrong_days_are_told_in_the_form_and_nothing_is_lost(client, people):
    client.force_login(people["lawyer"])

    answer = client.post(reverse("absences"), form(people["lawyer"], "2026-11-27", "2026-11-25"))

    assert answer.status_code == 422
    assert "The last day is before the first." in markup.read(answer.text)
    assert 'value="2026-11-27"' in answer.text
    assert not Absence.objects.exists()


def test_absence_is_entered_changed_and_ended(client, people, second_lawyer):
    client.force_login(people["lawyer"])

    client.post(reverse("absences"), form(people["lawyer"], "2026-11-20"))
    (made,) = Absence.objects.all()
    assert (made.last_day, made.stand_in, made.entered_by) == (date(2026, 11, 27), None, people["lawyer"])

    client.post(
        reverse("absence_change", args=[made.pk]), form(people["lawyer"], "2026-11-20", stand_in=second_lawyer.pk)
    )
    made.refresh_from_db()
    assert made.stand_in == second_lawyer

    client.post(reverse("absence_end", args=[made.pk]))
    made.refresh_from_db()
    assert made.last_day == TODAY - DAY


def test_absence_that_begins_today_or_later_is_removed(client, people):
    client.force_login(people["lawyer"])
    for first in (0, 3):
        client.post(reverse("absence_end", args=[away(people["lawyer"], first).pk]))

    assert not Absence.objects.exists()


def said(client, address: str, **fields) -> list[str]:
    answer = client.post(address, fields, follow=True)
    return [str(message).strip() for message in answer.context["messages"]]


def test_absence_to_come_that_is_removed_brings_nobody_back(client, people):
    client.force_login(people["lawyer"])

    found = [said(client, reverse("absence_end", args=[away(people["lawyer"], first).pk])) for first in (3, -1)]

    assert found == [["The absence of Lawyer is removed."], ["Lawyer is asked again from today."]]


@pytest.mark.parametrize(
    ("name", "offered"), [("lawyer", ["lawyer 2"]), ("publisher", []), ("administrator", ["lawyer", "lawyer 2"])]
)
def test_only_who_may_stand_in_is_offered(client, people, second_lawyer, name, offered):
    client.force_login(people[name])

    field = client.get(reverse("absences")).context["form"].fields["stand_in"]

    assert sorted(one.username for one in field.queryset) == offered
    assert ("stands still meanwhile" in str(field.help_text)) == (not offered)


def test_review_that_will_stand_still_is_told(client, people):
    client.force_login(people["lawyer"])
    address = reverse("absences")

    alone = said(client, address, **form(people["lawyer"]))
    Absence.objects.all().delete()
    second(roles.LAWYER, "lawyer")
    with_another = said(client, address, **form(people["lawyer"]))

    assert [len(alone), len(with_another)] == [2, 1]
    assert "What waits there stands still until Lawyer is back, or until an administrator puts" in alone[1]
    assert str(LegalReview.objects.get().groups.get()) in alone[1]


def test_list_says_nobody_where_no_other_of_the_role_is_asked(client, people):
    client.force_login(people["administrator"])
    away(people["lawyer"])
    shown = reverse("absences")

    def cells() -> list[str]:
        found = re.findall("<td>(.*?)</td>", markup.read(client.get(shown).text), re.DOTALL)
        return [strip_tags(cell).strip() for cell in found]

    alone = cells()
    second(roles.LAWYER, "lawyer")

    assert f"Nobody: {LegalReview.objects.get().name}" in alone
    assert "All others of the role" in cells()


# What follows from it


def hand_in(home, people):
    page = factories.standard_page(home, title="La loi")
    page.lead = "Autre chose."
    page.save_revision(user=people["editor"])
    page.get_workflow().start(page, people["editor"])
    return page


def told() -> set[str]:
    return {address for message in mail.outbox for address in message.to}


@pytest.mark.parametrize(("first", "last", "asked"), [(-1, 0, False), (0, 5, False), (1, 5, True), (-5, -1, True)])
def test_who_is_away_gets_no_mail_on_both_days_included(home, people, second_lawyer, first, last, asked):
    away(people["lawyer"], first, last)

    hand_in(home, people)

    assert ("lawyer@example.org" in told(), "lawyer2@example.org" in told()) == (asked, True)


def test_where_all_are_away_all_are_asked(home, people):
    away(people["lawyer"])

    hand_in(home, people)

    assert "lawyer@example.org" in told()


def test_author_reads_that_nobody_who_decides_is_there_until_one_is(home, people):
    away(people["lawyer"])
    page = hand_in(home, people)
    step = Step(page.current_workflow_task, page, page.get_latest_revision())

    def of_author() -> str:
        return next(iter(today.texts(people["editor"], NOW))).about

    alone = of_author(), step.comes_next()
    second(roles.LAWYER, "lawyer")
    step = Step(page.current_workflow_task, page, page.get_latest_revision())

    assert alone[0].endswith("Nobody who decides is there until 29 Nov 2026.")
    assert alone[1].startswith("Next to decide: Lawyer. Absence until 29 Nov 2026: if it cannot wait, ")
    assert (of_author(), step.comes_next()) == ("In legal review.", "Next to decide: lawyer 2.")


def test_stand_in_reads_for_whom_in_mail_and_today_and_others_do_not(home, people, second_lawyer):
    third = second(roles.LAWYER, "third")
    away(people["lawyer"], stand_in=second_lawyer)
    hand_in(home, people)

    bodies = {message.to[0]: message.body for message in mail.outbox}
    about = {person.username: [task.about for task in today.texts(person, NOW)] for person in (second_lawyer, third)}

    assert "You stand in for Lawyer, who is away until 29 Nov 2026." in bodies["lawyer2@example.org"]
    assert "stand in" not in bodies["third2@example.org"]
    assert about == {
        "lawyer 2": ["For Lawyer, away until 29 Nov 2026. Handed in by Editor."],
        "third 2": ["Handed in by Editor."],
    }


def test_stand_in_who_lost_the_role_stands_in_no_more(people, second_lawyer):
    away(people["lawyer"], stand_in=second_lawyer)
    second_lawyer.groups.clear()

    assert absences.stood_in_by(second_lawyer, list(absences.on(TODAY))) == []


def test_standing_in_lifts_no_guard(home, people, second_lawyer):
    """Four eyes: who wrote does not approve, for whomever they stand in."""
    second_lawyer.groups.add(*people["editor"].groups.all())
    away(people["lawyer"], stand_in=second_lawyer)
    page = factories.standard_page(home)
    page.lead = "Autre chose."
    page.save_revision(user=second_lawyer)
    page.get_workflow().start(page, second_lawyer)

    with pytest.raises(SignOffError):
        act(page, second_lawyer)


def test_who_is_away_may_still_decide_but_is_not_named(home, people, second_lawyer):
    away(people["lawyer"])
    page = hand_in(home, people)
    step = Step(page.current_workflow_task, page, page.get_latest_revision())

    assert step.who_may() == "Who may: lawyer 2."
    act(page, people["lawyer"])
    assert page.current_workflow_task.step == "publication"


def test_absence_stands_in_the_calendar(people, second_lawyer):
    away(people["lawyer"], stand_in=second_lawyer)

    (event,) = calendar.events(people["editor"], TODAY, TODAY + 30 * DAY)

    assert (event.kind, event.title) == (calendar.Kind.OWN, "Lawyer is away: lawyer 2 stands in")
    assert (event.when, event.until) == (TODAY - DAY, TODAY + 5 * DAY)


def test_absences_end_when_somebody_leaves(people, second_lawyer):
    publisher = second(roles.PUBLISHER, "publisher")
    away(people["lawyer"], stand_in=second_lawyer)
    away(second_lawyer, 20, 30)

    handover.hand_over(second_lawyer, publisher, people["administrator"])

    assert list(Absence.objects.values_list("user__username", "stand_in")) == [("lawyer", None)]


def test_absence_is_forgotten_ninety_days_after_its_end(people):
    away(people["lawyer"])
    with time_machine.travel(NOW + 95 * DAY):
        assert absences.forget() == 0
    with time_machine.travel(NOW + 96 * DAY):
        assert absences.forget() == 1


@pytest.mark.parametrize("number", [1, 3])
def test_screen_costs_the_same_whatever_their_number(client, people, django_assert_num_queries, number):
    for at in range(number):
        away(people["lawyer"], 10 * at, 10 * at + 2)
    client.force_login(people["administrator"])
    client.get(reverse("absences"))

    with django_assert_num_queries(18):
        client.get(reverse("absences"))
