"""A word that nobody else would write is sent in a message, and looked for everywhere but in its place."""

import io
import logging

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from home.finding import find
from letterbox import telling
from letterbox.models import Message
from letterbox.post import receiving
from tests.testimonies.traces import everything_in_the_database, everything_on_disk, traces, unpacked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_index", "reference_index", "in_english")]
WORD, ADDRESS = "quokkarossignol", "mirabellecanari@example.org"


@pytest.fixture
def message(form, writer, settings, tmp_path, caplog):
    settings.MEDIA_ROOT = tmp_path / "media"
    private = settings.STORAGES["private"] | {"OPTIONS": {"location": tmp_path / "private"}}
    settings.STORAGES = settings.STORAGES | {"private": private}  # what other tests left there is none of its business
    caplog.set_level(logging.DEBUG)
    short = str(form.fields[1].id)
    return writer.send(form, f"J’ai vu {WORD}.", **{short: WORD}, reply_to=ADDRESS).context["kept"]


def test_canary_is_nowhere_but_under_the_seal(message, client, reader, admin, caplog, tmp_path):
    telling.tell()
    client.force_login(reader)
    opened = client.get(reverse("letterbox_message", args=[message.pk])).content.decode()
    client.post(reverse("letterbox_answer", args=[message.pk]), {"answer": f"À propos de {WORD} : merci."})
    answered = mail.outbox.pop()
    assert traces(opened) != []
    assert WORD in answered.body

    client.force_login(admin)
    addresses = ["wagtailadmin_home", "letterbox", "wagtailadmin_reports:site_history", "admin_search"]
    shown = [
        client.get(reverse(name), {"q": WORD} if name == "admin_search" else {}).content.decode() for name in addresses
    ]

    assert traces(everything_in_the_database()) == []
    assert traces(everything_on_disk(tmp_path)) == []
    assert traces(caplog.text.lower()) == []
    assert traces("".join(f"{one.subject} {one.body} {one.to}" for one in mail.outbox)) == []
    assert find(WORD, message.form.locale) == []
    assert [WORD in html.replace(f'value="{WORD}"', "").replace(f"“{WORD}”", "") for html in shown[:3]] == [False] * 3


def test_canary_is_in_no_report_of_an_error(form, writer, client, caplog, settings):
    """It fails while the message is in clear: neither the log nor a report to who runs the site has a word of it."""
    token = writer.token(form)
    settings.MESSAGE_KEYS = ["no key"]
    settings.ADMINS = ["root@example.org"]
    client.raise_request_exception = False
    caplog.set_level(logging.DEBUG)

    response = writer.send(form, f"J’ai vu {WORD}.", reply_to=ADDRESS, token=token)

    assert response.status_code == 500
    assert "in _seal" in caplog.text
    assert traces(caplog.text.lower()) == []
    assert traces("".join(f"{one.subject} {one.body}" for one in mail.outbox)) == []
    assert traces(response.content.decode().lower()) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="a dump of PostgreSQL is compressed, and holds the same rows")
def test_canary_is_in_no_backup_in_clear(message, tmp_path):
    """By the command of who runs the site, of all that is there; the sealed message is in it."""
    call_command("backup", tmp_path / "backups", stdout=io.StringIO())

    [backup] = (tmp_path / "backups").glob("backup-*.zip")
    held = unpacked(backup.read_bytes()).lower()
    assert "database/db.sqlite3" in held
    assert message.sealed[:60].lower() in held
    assert traces(held) == []


def test_canary_is_gone_once_it_is_forgotten(message, client, reader):
    client.force_login(reader)
    sealed = message.sealed
    assert sealed[:60] in str(Message.objects.values_list("sealed"))

    client.post(reverse("letterbox_forget", args=[message.pk]), {"confirmed": "yes"})

    assert sealed[:60].lower() not in everything_in_the_database()
    assert receiving.is_open(message.form.specific)
