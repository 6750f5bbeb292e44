"""Decisions that press: who is reminded, when, once a day, and without a word of what."""

import re
from datetime import date, timedelta

import pytest
from django.core import mail
from wagtail.users.models import UserProfile

from campaigns.plan.models import TaskMail
from campaigns.plan.periodic_jobs import mail_what_waits
from core.editor.calendar import midnight
from editorial.models import Absence
from tests import factories
from tests.plan.tasks.test_mails import away, clock, told, wants

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def handed_in(home, people):
    """A page, handed in on the first of December at eight."""
    with clock(1, 8):
        page = factories.standard_page(home, title="Secret")
        page.lead = "Autre chose."
        page.save_revision(user=people["editor"])
        page.get_workflow().start(page, people["editor"])
    mail.outbox.clear()
    return page


@pytest.fixture
def second_lawyer(people):
    person = type(people["lawyer"]).objects.create_user("lawyer 2", "lawyer2@example.org", "a long enough password")
    person.groups.set(people["lawyer"].groups.all())
    return person


@pytest.fixture(autouse=True)
def reads_english(people):
    UserProfile.objects.create(user=people["lawyer"], preferred_language="en")


def test_decision_is_reminded_after_three_days_once_a_day_to_who_decides(handed_in, people):
    sent = {}
    for day in (3, 5, 6):
        with clock(day, 8):
            mail_what_waits()
            mail_what_waits()
        sent[day] = told()
        mail.outbox.clear()

    assert sent == {3: [], 5: ["lawyer@example.org"], 6: ["lawyer@example.org"]}


def test_decision_is_reminded_two_days_before_its_day(home, people, campaign):
    with clock(1, 8):
        page = factories.campaign_page(factories.campaign_index(home), campaign)
        page.lead = "Autre chose."
        page.save_revision(user=people["editor"])
        page.get_workflow().start(page, people["editor"])
        mail.outbox.clear()
        campaign.starts_at = midnight(date(2026, 12, 10))  # five working days: the third
        campaign.save()
        mail_what_waits()

    (message,) = mail.outbox
    assert message.to == ["lawyer@example.org"]
    assert "To be decided by 3 December 2026." in message.body


def test_reminder_says_how_many_and_where_and_never_what(handed_in, people):
    with clock(5, 8):
        mail_what_waits()

    (message,) = mail.outbox
    assert message.subject == "1 thing waits for you"
    assert "1 text waits for your decision" in message.body
    assert "/admin/desk/" in message.body
    assert not re.search("Secret|Autre|Editor", message.subject + message.body)


@pytest.mark.parametrize(("every", "expected"), [("at_once", 1), ("day", 1), ("never", 0)])
def test_each_is_reminded_as_they_chose(handed_in, people, every, expected):
    wants(people["lawyer"], every)

    with clock(5, 8):
        mail_what_waits()

    assert len(mail.outbox) == expected


def test_who_is_told_at_once_has_no_mail_of_the_day_for_tasks(people, task):
    wants(people["publisher"], "at_once")
    task(assignee=people["publisher"])

    with clock(5, 8):
        assert mail_what_waits() == "0 written, 0 sent, 0 not sent"


@pytest.mark.parametrize("stands_in", [True, False])
def test_who_is_away_is_not_reminded_and_others_are(handed_in, people, second_lawyer, stands_in):
    other = second_lawyer if stands_in else None
    days = date(2026, 12, 5), date(2026, 12, 6)
    lawyer = people["lawyer"]
    Absence.objects.create(user=lawyer, first_day=days[0], last_day=days[1], stand_in=other, entered_by=lawyer)

    with clock(5, 8):
        mail_what_waits()

    assert told() == ["lawyer2@example.org"]


def test_who_is_alone_in_a_role_is_reminded_although_away(handed_in, people):
    day, lawyer = date(2026, 12, 5), people["lawyer"]
    Absence.objects.create(user=lawyer, first_day=day, last_day=day + timedelta(days=1), entered_by=lawyer)

    with clock(5, 8):
        mail_what_waits()

    assert told() == ["lawyer@example.org"]


def test_reminder_that_is_refused_is_sent_later_once(handed_in, people, settings):
    with away(settings), clock(5, 8):
        assert mail_what_waits() == "1 written, 0 sent, 1 not sent"
    with clock(5, 9):
        assert mail_what_waits() == "0 written, 1 sent, 0 not sent"
        assert mail_what_waits() == "0 written, 0 sent, 0 not sent"


def test_reminder_that_was_taken_is_not_sent_twice(handed_in, people):
    """Whoever took it and was killed: another worker finds nothing to send that day."""
    with clock(5, 8):
        mail_what_waits()
        mail.outbox.clear()
        TaskMail.objects.update(waits_since=None)

        assert mail_what_waits() == "0 written, 0 sent, 0 not sent"


def test_lawyer_chooses_mails_in_the_account(client, people):
    client.force_login(people["lawyer"])
    assert "Mails that something waits for you" in client.get("/admin/account/").text
