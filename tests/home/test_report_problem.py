"""The form for accessibility problems: no cookie, no foreign site, nothing lost, nothing kept."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone
from wagtail.models import Site

from core.models import Operator

URL = "/fr/report-accessibility-problem/"
SAME = {"sec-fetch-site": "same-origin"}


@pytest.fixture(autouse=True)
def operator(home):
    return Operator.objects.create(site=Site.objects.get(), contact_email="contact@example.org")


def token(client) -> str:
    return client.get(URL).context["form"]["token"].value()


def send(client, headers=SAME, **fields):
    return client.post(URL, {"message": "Je ne peux pas lire la page.", "reply_to": ""} | fields, headers=headers)


def test_message_is_mailed_and_no_cookie_is_set(client):
    response = send(client, token=token(client), reply_to="moi@example.org")

    assert response.status_code == 200
    assert not response.cookies
    [message] = mail.outbox
    assert message.to == ["contact@example.org"]
    assert "Je ne peux pas lire la page." in message.body
    assert "moi@example.org" in message.body


def test_accessibility_address_comes_before_the_contact_address(client, operator):
    operator.accessibility_email = "a11y@example.org"
    operator.save()

    send(client, token=token(client))

    assert mail.outbox[0].to == ["a11y@example.org"]


@pytest.mark.parametrize(
    "headers",
    [{"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}, {"referer": "https://evil.example/x"}, {}],
)
def test_another_site_s_form_is_refused(client, headers):
    response = send(client, headers=headers, token=token(client))

    assert response.status_code == 403
    assert mail.outbox == []


@pytest.mark.parametrize("headers", [{"origin": "http://testserver"}, {"referer": f"http://testserver{URL}"}])
def test_browser_without_fetch_metadata_is_believed_by_its_origin(client, headers):
    assert send(client, headers=headers, token=token(client)).status_code == 200


@pytest.mark.parametrize("forged", ["", "forged", "eyJhIjoxfQ:1abc:xyz"])
def test_forged_token_is_refused_and_the_text_is_kept(client, forged):
    response = send(client, token=forged)

    assert response.status_code == 422
    assert "Je ne peux pas lire la page." in response.content.decode()
    assert mail.outbox == []


def test_stale_token_is_refused_and_the_next_try_goes_through(client):
    old = token(client)

    with time_machine.travel(timezone.now() + timedelta(days=2)):
        refused = send(client, token=old)
        accepted = send(client, token=refused.context["form"]["token"].value())

    assert (refused.status_code, accepted.status_code) == (422, 200)
    assert len(mail.outbox) == 1


def test_empty_message_is_refused_at_its_field(client):
    response = send(client, token=token(client), message=" ")

    html = response.content.decode()
    assert response.status_code == 422
    assert 'aria-invalid="true"' in html
    assert 'role="alert"' in html


def test_mail_server_that_is_down_loses_nothing(client, settings):
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": 9},
        }
    }

    response = send(client, token=token(client))

    html = response.content.decode()
    assert response.context["failed"]
    assert "Je ne peux pas lire la page." in html


def test_no_address_no_form(client, operator):
    operator.contact_email = ""
    operator.save()

    assert client.get(URL).status_code == 404
