"""Mails say that a message waits, never its words; a mail server that is away loses none."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from letterbox import telling
from letterbox.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def test_each_reader_is_told_once_and_reads_no_word_of_it(form, sent, person):
    person("Rédaction", "second")
    person("Publication")
    message = sent(form, "quokkarossignol", reply_to="moi@example.org")

    assert [telling.tell(), telling.tell()] == [2, 0]

    assert sorted(one.to[0] for one in mail.outbox) == ["rédaction@example.org", "second@example.org"]
    said = "".join(f"{one.subject} {one.body}" for one in mail.outbox)
    assert [word in said for word in ("quokka", "moi@", message.reference)] == [False] * 3
    assert "/admin/messages/" in said


def test_flood_is_one_mail_an_hour(form, sent, reader):
    sent(form)
    telling.tell()
    sent(form)
    sent(form)

    assert telling.tell() == 0
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert telling.tell() == 1
    assert len(mail.outbox) == 2


def test_mail_server_that_is_away_is_tried_again(form, sent, reader, settings):
    sent(form)
    there = settings.MAILERS
    away = {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": {"host": "127.0.0.1", "port": 9}}
    settings.MAILERS = {"default": away}

    with pytest.raises(telling.NotToldError):
        telling.tell()
    assert Message.objects.filter(told_at=None).count() == 1

    settings.MAILERS = there
    assert telling.tell() == 1


def test_form_that_was_sent_while_the_mail_server_was_away_is_kept(form, sent, settings):
    settings.MAILERS = {"default": {"BACKEND": "no.such.Backend"}}

    assert sent(form).pk == Message.objects.get().pk
