"""What a visitor may send: bad input is refused with what was typed, robots get nowhere, a message lies sealed until its day."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from letterbox.models import Message
from letterbox.periodic_jobs import forget_messages
from letterbox.post import keeping
from letterbox.post.forms import form_of
from tests import factories
from tests.letterbox.conftest import LABEL, SAME, form_page

pytestmark = pytest.mark.django_db


def refused(response, status: int = 422, text: str = "Bonjour à vous.") -> bool:
    """With the status, nothing kept, and what was typed still there."""
    return response.status_code == status and text in response.content.decode() and not Message.objects.exists()


def test_message_lies_sealed_until_its_day(form, writer):
    response = writer.send(form, reply_to="moi@example.org")

    [message] = Message.objects.all()
    assert response.status_code == 200
    assert message.reference in response.content.decode()
    assert not response.cookies
    assert response["Cache-Control"] == "no-store"
    assert keeping.open_sealed(message) == keeping.Opened([(LABEL, "Bonjour à vous.")], "moi@example.org")
    assert "Bonjour" not in str(Message.objects.values().get())
    assert message.delete_on == timezone.localdate() + timedelta(days=90)
    with time_machine.travel(timezone.now() + timedelta(days=89)):
        forget_messages()
        assert Message.objects.count() == 1
    with time_machine.travel(timezone.now() + timedelta(days=90)):
        assert not Message.objects.kept().exists()
        forget_messages()
    assert not Message.objects.exists()


def test_who_has_sent_finds_back_and_where_to_write_again(form, correction, writer, sent):
    said = writer.send(correction, about=str(form.pk)).content.decode()

    assert said.count(f'href="{form.url}"') >= 2  # the page that it is about, which is here the form for contact, too
    assert f'href="{form.url}"' in writer.send(form).content.decode()


def test_form_takes_no_password(form, admin, client):
    client.force_login(admin)

    client.post(f"/admin/pages/{form.pk}/privacy/", {"restriction_type": "password", "password": "geheim"})

    assert not form.view_restrictions.exists()


def test_each_kind_of_field_is_read_as_it_was_shown(form, sent):
    _long, short, one, several, yes_no = (str(field.id) for field in form.fields)

    message = sent(form, **{short: "Média", one: "1", several: ["0", "1"], yes_no: "no"})

    assert keeping.open_sealed(message).answers == [
        (LABEL, "Bonjour à vous."),
        ("Votre organisation", "Média"),
        ("Vous êtes", "Une association"),
        ("Sujets", "La loi\nLes chiffres"),
        ("Peut-on vous citer ?", "Non"),
    ]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Bonjour\x00\x07 à vous.", "Bonjour à vous."),
        ("Appelez le \u202e911\u202c.", "Appelez le 911."),
        ("نص\u200f عربي 119\u200e", "نص عربي 119"),
        ("\ufeffCollé\u200b d’ailleurs\u2060", "Collé d’ailleurs"),
        ("👩\u200d👧 et O6 12 34 56 78, ①①⑨, Мсье Dupоnt", "👩\u200d👧 et O6 12 34 56 78, ①①⑨, Мсье Dupоnt"),
    ],
)
def test_what_any_keyboard_types_is_taken_without_what_nobody_sees(form, sent, text, kept):
    assert keeping.open_sealed(sent(form, text)).answers == [(LABEL, kept)]


def test_what_is_too_long_is_refused(form, writer):
    response = writer.send(form, "Bonjour à vous." + "a" * 5_000)

    assert response.status_code == 422
    assert 'aria-invalid="true"' in response.content.decode()
    assert "Bonjour" in response.content.decode()
    assert not Message.objects.exists()


def test_longest_message_is_taken_in_any_script(form, sent):
    said = "信" * 5_000

    assert keeping.open_sealed(sent(form, said)).answers == [(LABEL, said)]


def test_body_of_a_megabyte_is_not_read(form, writer):
    response = writer.send(form, "a" * 1_000_000)

    assert response.status_code == 413
    assert 'role="alert"' in response.content.decode()
    assert not Message.objects.exists()


def test_attachment_is_not_taken(form, writer, client):
    said = {str(form.fields[0].id): "Bonjour", "token": writer.token(form)}

    response = client.post(form.url, said | {"file": SimpleUploadedFile("a.pdf", b"%PDF")}, headers=SAME)

    assert response.status_code == 415
    assert not Message.objects.exists()


@pytest.mark.parametrize("text", ["", "   ", "\x00\x07\u200b"])
def test_empty_message_is_refused_at_its_field(form, writer, text):
    assert refused(writer.send(form, text), text='aria-invalid="true"')


def test_form_in_which_nothing_must_be_answered_takes_no_empty_message(home, reader, writer):
    page = form_page(home, fields=[factories.block("long_text", label=LABEL, help="", required=False)])

    assert refused(writer.send(page, "", reply_to="moi@example.org"), text="moi@example.org")
    assert writer.send(page, "Bonjour.").status_code == 200


def test_option_that_is_none_and_address_that_is_none_are_refused(form, writer):
    assert refused(writer.send(form, **{str(form.fields[2].id): "7"}))
    assert refused(writer.send(form, reply_to="moi@"))


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}, {}])
def test_another_site_s_form_is_refused(form, writer, headers):
    response = writer.send(form, headers=headers)

    assert response.status_code == 403
    assert not Message.objects.exists()


@pytest.mark.parametrize("forged", ["", "forged", "eyJhIjoxfQ:1abc:xyz"])
def test_forged_token_is_refused(form, writer, forged):
    assert refused(writer.send(form, token=forged))


def test_token_of_another_form_is_refused(form, home, writer):
    other = form_page(home, slug="autre")

    assert refused(writer.send(form, token=writer.token(other)))


def test_stale_token_is_refused_and_the_next_try_goes_through(form, writer):
    with time_machine.travel(timezone.now() - timedelta(days=2)):
        old = writer.shown(form).context["form"]["token"].value()
    response = writer.send(form, token=old)
    assert refused(response)

    again = response.context["form"]["token"].value()
    with time_machine.travel(timezone.now() + timedelta(seconds=30)):
        assert writer.send(form, token=again).status_code == 200


def test_robot_that_sends_at_once_is_refused_and_a_person_who_sends_again_is_not(form, writer):
    token = writer.shown(form).context["form"]["token"].value()
    assert refused(writer.send(form, token=token))

    with time_machine.travel(timezone.now() + timedelta(seconds=10)):
        assert writer.send(form, token=token).status_code == 200


def test_who_sends_an_empty_form_at_once_is_told_what_is_missing_alone(form, writer):
    refused = writer.send(form, "", token=writer.shown(form).context["form"]["token"].value())

    assert refused.status_code == 422
    assert "as robots do" not in refused.content.decode()


def test_robot_that_fills_in_everything_is_refused(form, writer):
    response = writer.send(form, website="https://example.org")

    assert refused(response)
    assert "https://example.org" not in response.content.decode()


def test_form_that_is_sent_twice_is_kept_once(form, writer):
    token = writer.token(form)

    first, second = (writer.send(form, token=token).context["kept"].reference for _time in range(2))

    assert first == second
    assert Message.objects.count() == 1


def test_who_goes_back_and_writes_more_is_kept_with_those_words(form, writer):
    token = writer.token(form)

    both = ["Bonjour.", "Bonjour. J’oubliais : merci."]

    kept = [writer.send(form, words, token=token).context["kept"] for words in both]

    assert [keeping.open_sealed(one).answers[0][1] for one in kept] == both


def test_thousand_robots_a_minute_let_a_person_through(form, writer):
    """Half of them fall for the trap at the person's own address; the patient ones have the hour's share of another, and no more."""
    token, other = writer.token(form), "198.51.100.9"
    with time_machine.travel(timezone.now() - timedelta(seconds=30)):
        tokens = [form_of(form)()["token"].value() for _robot in range(20)]

    hasty = [writer.decided(form, "192.0.2.1", website="x", token=token) for _robot in range(500)]
    patient = [writer.decided(form, other, token=own) for own in tokens]
    late = [writer.decided(form, other, token=token) for _robot in range(480)]

    assert (set(hasty), set(patient), set(late)) == ({422}, {200}, {429})
    assert writer.send(form, address="192.0.2.1").status_code == 200
    assert Message.objects.count() == 21


def test_address_that_sends_too_much_is_told_so_and_others_are_not(form, writer):
    many = [writer.send(form, address="203.0.113.7").status_code for _robot in range(25)]

    assert many == [200] * 20 + [429] * 5
    assert writer.send(form, address="198.51.100.9").status_code == 200


def test_address_that_sends_too_often_keeps_its_text(form, writer):
    for _time in range(20):
        writer.send(form)

    response = writer.send(form, "Encore un mot.")

    assert response.status_code == 429
    assert "Encore un mot." in response.content.decode()
    assert Message.objects.count() == 20


def test_without_a_key_the_form_says_that_it_is_closed(form, writer, settings):
    token = writer.token(form)
    settings.MESSAGE_KEYS = []

    shown, sent = writer.shown(form), writer.send(form, token=token)

    assert "<form" not in shown.content.decode().partition("<main")[2].partition("</main>")[0]
    assert sent.status_code == 503
    assert not Message.objects.exists()


def test_numbers_for_emergencies_stand_before_the_first_field(form, writer):
    html = writer.shown(form).content.decode()

    head = html.partition("<main")[2].partition("<form")[0]
    assert [f'href="{way}"' in head for way in ("tel:17", "tel:112", "sms:114", "tel:119")] == [True] * 4
    assert "la rédaction" in head
    assert "90 jours" in head or "90 days" in head


def test_page_is_small_and_asks_few_queries(form, client, home):
    client.get(form.url)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        response = client.get(form.url)

    assert len(response.content) <= 25_000
    assert len(asked) <= 20, len(asked)
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies
