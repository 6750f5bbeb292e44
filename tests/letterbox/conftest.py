"""What the tests of messages share: a key, a role with somebody in it, two forms, and a visitor who fills them in."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
import time_machine
from cryptography.fernet import Fernet
from django.contrib.auth.models import Group
from django.test import RequestFactory
from django.utils import timezone

from letterbox.models import CorrectionPage, FormPage, Message
from letterbox.post.receiving import TYPE
from serving import rates
from tests import factories

SAME = {"sec-fetch-site": "same-origin"}
LABEL = "Votre message"


@pytest.fixture(autouse=True)
def key(settings) -> str:
    made = Fernet.generate_key().decode()
    settings.MESSAGE_KEYS = [made]
    return made


@pytest.fixture(autouse=True)
def nothing_counted():
    rates.forget()


@pytest.fixture
def person(db, django_user_model):
    def made(role: str, name: str = ""):
        name = name or role.replace(" ", "-").lower()
        user = django_user_model.objects.create_user(name, f"{name}@example.org", "a long enough password")
        user.groups.add(Group.objects.get(name=role))
        return user

    return made


@pytest.fixture
def reader(person):
    return person("Rédaction")


FIELDS = [
    factories.block("long_text", label=LABEL, help="", required=True),
    factories.block("short_text", label="Votre organisation", help="", required=False),
    factories.block("one_choice", label="Vous êtes", help="", required=False, options=["Un média", "Une association"]),
    factories.block("several_choices", label="Sujets", help="", required=False, options=["La loi", "Les chiffres"]),
    factories.block("yes_no", label="Peut-on vous citer ?", help="", required=False),
]


def fields_of_a_form(**more) -> dict:
    said = {"readers": Group.objects.get(name="Rédaction"), "read_by": "la rédaction", "fields": FIELDS}
    return said | more


def form_page(parent, **more) -> FormPage:
    return factories.publish(parent, FormPage(**{"title": "Nous écrire", "slug": "ecrire"} | fields_of_a_form(**more)))


@pytest.fixture
def form(home, reader) -> FormPage:
    return form_page(home)


@pytest.fixture
def correction(home, reader) -> CorrectionPage:
    said = {"title": "Une erreur ici ?", "slug": "erreur"} | fields_of_a_form(fields=FIELDS[:1])
    return factories.publish(home, CorrectionPage(**said))


class Writer:
    """A visitor: sees a form, takes a while, sends it as a browser does."""

    def __init__(self, client):
        self.client = client

    def shown(self, page, query: str = ""):
        return self.client.get(page.url + query)

    def token(self, page, query: str = "") -> str:
        with time_machine.travel(timezone.now() - timedelta(seconds=30)):
            return self.shown(page, query).context["form"]["token"].value()

    def send(self, page, text: str = "Bonjour à vous.", headers=SAME, address: str = "192.0.2.1", **fields):
        """What is answered, with the page that the visitor sees then."""
        return self.client.post(**self._request(page, text, headers, address, fields))

    def decided(self, page, address: str, **fields) -> int:
        """The status alone: the page that tells it is not made, which costs thirty times as much as to decide it."""
        request = RequestFactory().post(**self._request(page, "Bonjour à vous.", SAME, address, fields))
        return page.serve(request).status_code

    def _request(self, page, text: str, headers: dict, address: str, fields: dict) -> dict:
        said = {str(page.fields[0].id): text, "website": ""} | fields
        if "token" not in said:
            said["token"] = self.token(page)
        body = urlencode(said, doseq=True)
        return {"path": page.url, "data": body, "content_type": TYPE, "headers": headers, "REMOTE_ADDR": address}


@pytest.fixture
def writer(client) -> Writer:
    return Writer(client)


@pytest.fixture
def sent(writer):
    """Send a message, and read its row."""

    def made(page, *args, **kwargs) -> Message:
        return writer.send(page, *args, **kwargs).context["kept"]

    return made
