"""The desk: read by the role that the form names and by nobody else, answered, exported, forgotten."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Site

from core.editor import today
from core.models import Operator
from letterbox.models import Message, State
from letterbox.post import keeping
from tests import markup
from tests.letterbox.conftest import form_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
HERE = reverse("letterbox")


@pytest.fixture
def message(form, sent) -> Message:
    return sent(form, "Bonjour quokkarossignol.", reply_to="moi@example.org")


def at(message: Message, act: str) -> str:
    return reverse(f"letterbox_{act}", args=[message.pk])


def read(client, address: str) -> str:
    return client.get(address).content.decode()


def test_reader_finds_opens_and_answers(client, reader, message):
    client.force_login(reader)
    assert message.reference in read(client, HERE)
    assert "quokkarossignol" not in read(client, HERE)
    opened = read(client, at(message, "message"))
    assert "quokkarossignol" in opened
    assert "moi@example.org" in opened

    at_home = Site.objects.get(is_default_site=True)
    Operator.objects.update_or_create(site=at_home, defaults={"contact_email": "equipe@example.org"})

    client.post(at(message, "answer"), {"answer": "Merci de votre mot."})

    [answer] = mail.outbox
    assert (answer.to, answer.body) == (["moi@example.org"], "Merci de votre mot.")
    assert answer.reply_to == ["equipe@example.org"]
    message.refresh_from_db()
    assert (message.state, message.handler) == (State.ANSWERED, reader)
    assert [one["text"] for one in keeping.given_answers(message)] == ["Merci de votre mot."]
    assert "Merci" not in message.sealed_answers
    assert "Merci de votre mot." in read(client, at(message, "message"))


@pytest.mark.parametrize("role", ["Publication", "Administration", "Statistiques", "root"])
def test_nobody_else_reads_it_and_nobody_does_anything_with_it(client, person, admin, message, role):
    client.force_login(admin if role == "root" else person(role))

    shown = client.get(HERE)
    answers = [client.get(at(message, "message"))]
    answers += [
        client.post(at(message, act), {"answer": "x", "state": "closed"}) for act in ("state", "answer", "forget")
    ]
    exported = client.get(reverse("letterbox_export"))

    assert message.reference not in shown.content.decode()
    assert {answer.status_code for answer in answers} <= {302, 403, 404}
    assert "quokkarossignol" not in exported.content.decode()
    assert Message.objects.filter(state=State.NEW).count() == 1
    assert mail.outbox == []


def test_who_comes_by_another_role_later_reads_what_its_form_named(client, person, message, form):
    """A form that names others from now on gives them none of what was sent before."""
    form.readers = Group.objects.get(name="Publication")
    form.__class__.objects.filter(pk=form.pk).update(readers=form.readers)
    client.force_login(person("Publication"))

    assert client.get(at(message, "message")).status_code == 404


def test_message_whose_day_has_come_is_not_shown_although_no_job_ran(client, reader, message):
    with time_machine.travel(timezone.now() + timedelta(days=91)):
        client.force_login(reader)
        assert client.get(at(message, "message")).status_code == 404


def test_state_says_who_has_it(client, reader, message):
    client.force_login(reader)

    client.post(at(message, "state"), {"state": "taken"})
    assert Message.objects.get().handler == reader
    assert message.reference in read(client, f"{HERE}?mine=on")
    client.post(at(message, "state"), {"state": "nonsense"})

    assert Message.objects.get().state == State.TAKEN
    assert message.reference not in read(client, f"{HERE}?state=new")
    assert message.reference not in read(client, f"{HERE}?kind=press")


@pytest.mark.parametrize("typed", [str.lower, lambda code: code.replace("-", ""), lambda code: f" {code} "])
def test_reference_is_found_however_it_is_typed(client, reader, message, form, sent, typed):
    other = sent(form)
    client.force_login(reader)

    html = client.get(HERE, {"reference": typed(message.reference)}).content.decode()

    assert message.reference in html
    assert other.reference not in html


def test_message_is_forgotten_at_once(client, reader, message):
    client.force_login(reader)

    asked = client.post(at(message, "forget"))
    assert (message.reference in asked.text, Message.objects.exists()) == (True, True)

    response = client.post(at(message, "forget"), {"confirmed": "yes"})

    assert response.url == HERE
    assert not Message.objects.exists()


def test_what_is_done_with_messages_is_noted_and_none_of_their_words(client, reader, admin, form, sent, message):
    sent(form)
    client.force_login(reader)
    client.get(reverse("letterbox_export"))
    client.post(at(message, "forget"), {"confirmed": "yes"})
    client.force_login(admin)

    html = markup.read(client.get(reverse("wagtailadmin_reports:site_history")).text)

    assert ("2 messages were exported" in html, "A message from the public was deleted for good" in html) == (
        True,
        True,
    )
    assert (message.reference in html, "quokkarossignol" in html) == (True, False)


@pytest.mark.parametrize(("typed", "status"), [("Bonjour,\r\n merci. ", 422), ("Bonjour, merci. Voici.", 302)])
def test_proposed_beginning_alone_is_no_answer(client, reader, home, sent, typed, status):
    page = form_page(home, slug="deux", answer_template="Bonjour,\nmerci.")
    message = sent(page, reply_to="moi@example.org")
    client.force_login(reader)
    assert "Bonjour,\nmerci." in client.get(at(message, "message")).text

    assert client.post(at(message, "answer"), {"answer": typed}).status_code == status
    assert len(mail.outbox) == (status == 302)
    if mail.outbox:
        assert "Bonjour,\nmerci." not in client.get(at(message, "message")).text


def test_export_is_for_its_readers_and_runs_no_formula(client, reader, form, sent, message):
    sent(form, "=1+1 quokkarossignol")
    client.force_login(reader)

    response = client.get(reverse("letterbox_export"), {"kind": "contact"})

    text = response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert text.count("quokkarossignol") == 2
    assert "moi@example.org" in text
    assert ",=1" not in text
    assert "Message" in client.get(reverse("letterbox_export"), {"kind": "press"}).content.decode().splitlines()[0]


def test_mail_server_that_is_away_keeps_the_answer(client, reader, message, settings):
    away = {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": {"host": "127.0.0.1", "port": 9}}
    settings.MAILERS = {"default": away}
    client.force_login(reader)

    response = client.post(at(message, "answer"), {"answer": "Merci de votre mot."})

    assert response.status_code == 503
    assert "Merci de votre mot." in response.content.decode()
    assert Message.objects.get().state == State.NEW


def test_who_left_no_address_gets_no_answer(client, reader, form, sent):
    message = sent(form)
    client.force_login(reader)

    response = client.post(at(message, "answer"), {"answer": "Merci."})

    assert response.status_code == 503
    assert mail.outbox == []


def test_lost_key_is_said_and_breaks_nothing(client, reader, message, settings):
    settings.MESSAGE_KEYS = ["A" * 43 + "="]
    client.force_login(reader)

    assert "MESSAGE_KEY" in read(client, at(message, "message"))
    assert client.get(reverse("letterbox_export")).status_code == 302
    assert client.post(at(message, "answer"), {"answer": "Merci."}).status_code == 503


def test_beside_each_message_stands_what_to_do_in_danger(client, reader, message):
    client.force_login(reader)

    html = read(client, at(message, "message"))

    assert [
        number in html.partition("letterbox-alert")[2].partition("</section>")[0]
        for number in ("17", "112", "114", "119", "CRIP")
    ] == [True] * 5


def test_words_of_a_message_stand_before_all_else(client, reader, message):
    client.force_login(reader)

    html = read(client, at(message, "message")).partition('class="nice-padding letterbox"')[2]

    places = [html.index(mark) for mark in ("quokkarossignol", "letterbox-alert", "letterbox-facts")]
    assert places == sorted(places)
    assert f'href="{HERE}"' in html


def test_today_tells_its_readers_alone(person, reader, message, form, sent):
    sent(form)

    def tasks(user):
        with override("en"):  # the form that was sent is French
            return [row.task.title for row in today.rows(user, timezone.now()) if row.task.kind == today.Kind.MESSAGE]

    assert tasks(reader) == ["2 messages: Nous écrire"]
    assert tasks(person("Publication")) == []


def test_list_and_message_cost_the_same_for_one_and_for_many(client, reader, form, sent, message):
    client.force_login(reader)
    client.post(at(message, "state"), {"state": "taken"})
    client.get(HERE)

    with CaptureQueriesContext(connection) as one:
        client.get(HERE)
    for _more in range(3):
        other = sent(form)
        client.post(at(other, "state"), {"state": "taken"})
    with CaptureQueriesContext(connection) as many:
        client.get(HERE)
    with CaptureQueriesContext(connection) as detail:
        client.get(at(message, "message"))

    assert len(one) == len(many) <= 25
    assert len(detail) <= 25


def test_empty_desk_says_what_it_is(client, reader):
    client.force_login(reader)

    assert "No message waits for you." in read(client, HERE)
    assert "No such message." in read(client, f"{HERE}?state=closed")
