"""Mails that something waits: to whom, when, once, and without a word of what."""

import re
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core import mail

from campaigns.plan.models import CampaignTask, TaskMail
from campaigns.plan.periodic_jobs import mail_what_waits
from campaigns.plan.tasks import acts, mails
from tests.plan.tasks.conftest import at, filled

pytestmark = pytest.mark.usefixtures("in_english")


# Nobody listens there.
AWAY = {
    "default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": {"host": "127.0.0.1", "port": 1}}
}


@contextmanager
def away(settings):
    """The mail server."""
    kept, settings.MAILERS = settings.MAILERS, AWAY
    yield
    settings.MAILERS = kept


def wants(user, every: str) -> None:
    TaskMail.objects.update_or_create(user=user, defaults={"every": every})


def told() -> list[str]:
    return [address for message in mail.outbox for address in message.to]


@contextmanager
def clock(day: int, hour: int):
    """In Paris, in winter."""
    with time_machine.travel(datetime(2026, 12, day, hour - 1, tzinfo=UTC), tick=False):
        yield


# At once


def test_whoever_is_given_a_task_is_told_at_once_and_not_of_what(client, campaign, people, commit):
    wants(people["publisher"], "at_once")
    client.force_login(people["editor"])

    with commit():
        client.post(at("campaign_tasks", campaign), filled(title="Secret", assignee=people["publisher"].pk))

    (message,) = mail.outbox
    assert message.to == ["publisher@example.org"]
    assert re.search(r"\b1\b", message.subject)
    assert "/admin/" in message.body
    assert not re.search("Secret|Gares|Editor", message.subject + message.body)


@pytest.mark.parametrize("every", ["day", "never", None])
def test_whoever_did_not_ask_for_it_is_not_told_at_once(campaign, people, commit, every):
    if every:
        wants(people["publisher"], every)

    with commit():
        acts.add([CampaignTask(campaign=campaign, title="X", assignee=people["publisher"])], people["editor"])

    assert mail.outbox == []


def test_nobody_is_told_of_what_they_did_themselves(campaign, people, commit):
    wants(people["editor"], "at_once")

    with commit():
        acts.add([CampaignTask(campaign=campaign, title="X", assignee=people["editor"])], people["editor"])

    assert mail.outbox == []


def test_several_usual_tasks_make_one_mail(client, campaign, people, commit):
    wants(people["publisher"], "at_once")
    client.force_login(people["editor"])

    with commit():
        chosen = {"add-texts": "on", "add-facts": "on", "everybody": people["publisher"].pk}
        client.post(at("campaign_usual_tasks", campaign), chosen)

    assert told() == ["publisher@example.org"]


def test_whoever_is_named_is_told_at_once_and_again_of_the_next_comment(client, campaign, people, task, commit):
    made = task()
    wants(people["publisher"], "at_once")
    client.force_login(people["editor"])

    for number in (1, 2):
        with commit():
            client.post(at("campaign_task", campaign, made), {"text": "@publisher, le secret ?"})
        assert len(mail.outbox) == number

    assert "secret" not in "".join(message.subject + message.body for message in mail.outbox)


def test_change_tells_the_next_person_alone(client, campaign, people, task, commit):
    made = task(assignee=people["publisher"])
    for name in ("publisher", "administrator"):
        wants(people[name], "at_once")
    client.force_login(people["editor"])

    for assignee in ("publisher", "administrator"):
        with commit():
            client.post(at("campaign_task_change", campaign, made), filled(assignee=people[assignee].pk))

    assert told() == ["administrator@example.org"]


def test_mail_that_is_refused_is_sent_later_once(campaign, people, commit, settings):
    wants(people["publisher"], "at_once")

    with away(settings), commit():
        acts.add([CampaignTask(campaign=campaign, title="X", assignee=people["publisher"])], people["editor"])
        mail_what_waits()
    assert told() == []
    with clock(1, 6):
        assert mail_what_waits() == "0 written, 1 sent, 0 not sent"
        assert mail_what_waits() == "0 written, 0 sent, 0 not sent"

    assert told() == ["publisher@example.org"]


def test_mail_is_given_up_in_the_end(campaign, people, commit, settings):
    wants(people["publisher"], "at_once")

    with away(settings), clock(1, 6):
        with commit():
            acts.add([CampaignTask(campaign=campaign, title="X", assignee=people["publisher"])], people["editor"])
        outcomes = [mail_what_waits() for _try in range(mails.TRIES)]

    assert outcomes[-2:] == ["0 written, 0 sent, 1 not sent", "0 written, 0 sent, 0 not sent"]


# Once a day


def test_day_s_mail_comes_after_seven_once_and_to_whom_something_waits(people, task):
    task(assignee=people["publisher"])
    wants(people["administrator"], "never")
    task(assignee=people["administrator"])

    with clock(1, 6):
        assert mail_what_waits() == "0 written, 0 sent, 0 not sent"
    with clock(1, 7):
        assert mail_what_waits() == "1 written, 1 sent, 0 not sent"
        assert mail_what_waits() == "0 written, 0 sent, 0 not sent"
    with clock(2, 9):
        assert mail_what_waits() == "1 written, 1 sent, 0 not sent"

    assert told() == ["publisher@example.org"] * 2


def test_day_s_mail_says_how_many_and_never_what(people, task):
    for title, due in (("Secret un", None), ("Secret deux", date(2026, 12, 8)), ("Plus tard", date(2026, 12, 9))):
        task(title, assignee=people["publisher"], due=due)
    task("Plus tard", assignee=people["editor"], due=date(2026, 12, 9))

    with clock(1, 8):
        mail_what_waits()

    (message,) = mail.outbox
    assert re.search(r"\b2\b", message.subject)
    assert not re.search("Secret|Gares", message.subject + message.body)


def test_whoever_has_left_is_not_told(people, task):
    task(assignee=people["publisher"])
    people["publisher"].is_active = False
    people["publisher"].save()

    with clock(1, 8):
        assert mail_what_waits() == "0 written, 0 sent, 0 not sent"


# What each chooses


def test_each_chooses_in_the_account(client, people):
    client.force_login(people["publisher"])
    assert "Mails that something waits for you" in client.get("/admin/account/").text
    assert not TaskMail.objects.exists()

    form = {"task_mail-every": "at_once", "name_email-first_name": "P", "name_email-last_name": "P"}
    form |= {
        "name_email-email": "publisher@example.org",
        "locale-preferred_language": "",
        "locale-current_time_zone": "",
    }
    client.post(
        "/admin/account/", form | {"theme-theme": "system", "theme-density": "default", "theme-contrast": "system"}
    )

    assert TaskMail.objects.get().every == "at_once"
