"""A site without MESSAGE_KEY, as one that was installed before there were forms: nobody loses what they wrote, and who runs it is told."""

import pytest
from cryptography.fernet import Fernet
from django.urls import reverse

from letterbox.checks import messages
from letterbox.models import Message
from tests import factories
from tests.letterbox.conftest import form_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def keyless(settings) -> None:
    settings.MESSAGE_KEYS = []


def found() -> list[tuple[str, str, str]]:
    return [(one.level, one.said, one.remedy) for one in messages()]


def test_text_that_was_sent_as_the_key_went_is_given_back(form, writer, settings, key):
    token = writer.token(form)
    settings.MESSAGE_KEYS = []

    refused = writer.send(form, "Un long récit.", token=token)

    assert refused.status_code == 503
    assert "Un long récit." in refused.content.decode()
    assert not Message.objects.exists()
    settings.MESSAGE_KEYS = [key]
    assert writer.send(form, "Un long récit.", token=token).status_code == 200


def test_form_that_was_closed_since_gives_nothing_back_in_a_place_of_danger(form, writer):
    token = writer.token(form)
    type(form).objects.filter(pk=form.pk).update(zone="protected")

    assert "Un long récit." not in writer.send(form, "Un long récit.", token=token).content.decode()


def test_page_leads_to_no_form_that_takes_nothing(client, home, correction, keyless):
    page = factories.standard_page(home, slug="page")

    assert "/fr/erreur/?page=" not in client.get(page.url).content.decode()


def test_desk_says_what_is_missing(client, reader, keyless):
    client.force_login(reader)

    assert "MESSAGE_KEY" in client.get(reverse("letterbox")).content.decode()


def test_doctor_asks_for_no_key_where_no_form_is_live(keyless):
    assert found() == [("ok", "0 forms take messages.", "")]


def test_doctor_says_how_a_missing_key_is_made(form, keyless):
    [(level, said, remedy)] = found()

    assert (level, said) == ("problem", "1 forms take no message: MESSAGE_KEY is not set.")
    assert "docs/operations.md" in remedy
    assert "restart" in remedy


def test_doctor_says_that_no_key_opens_what_is_kept(form, sent, settings, key):
    sent(form)
    assert [level for level, _said, _remedy in found()] == ["ok"]

    settings.MESSAGE_KEYS = [Fernet.generate_key().decode()]

    [(level, said, remedy)] = found()
    assert (level, said) == ("problem", "No key in MESSAGE_KEY opens the oldest message.")
    assert "MESSAGE_KEY=new,old" in remedy


def test_doctor_names_the_forms_whose_role_has_nobody(form, home, person, reader):
    form_page(home, title="Presse", slug="presse", readers=person("Publication", "leaver").groups.get())
    assert [level for level, _said, _remedy in found()] == ["ok"]

    reader.is_active = False
    reader.save()

    [(level, said, remedy)] = found()
    assert (level, said) == ("problem", "Nobody reads what is sent by: Nous écrire (fr).")
    assert "role" in remedy
