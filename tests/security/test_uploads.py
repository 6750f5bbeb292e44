"""A private document is given to whom it is meant for, and to nobody by another way; what is uploaded runs nowhere."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction

from core.models import CampaignDocument
from tests import factories
from tests.reach.conftest import node  # noqa: F401 (a fixture)

WORDS = b"canary: for the partners alone\n"
PAGE = b"<html><script>alert(1)</script></html>"


@pytest.fixture(autouse=True)
def folders(settings, tmp_path, home, node):  # noqa: F811
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def private() -> CampaignDocument:
    collection = Collection.get_first_root_node().add_child(name="Partenaires")
    made = factories.document(collection=collection, file=ContentFile(WORDS, name="accord.txt"))
    factories.shown(made)
    return made


def restrict(document: CampaignDocument, kind: str, **fields) -> CollectionViewRestriction:
    return CollectionViewRestriction.objects.create(collection=document.collection, restriction_type=kind, **fields)


@pytest.mark.parametrize("kind", ["password", "login", "groups"])
@pytest.mark.parametrize("headers", [{}, {"Range": "bytes=0-9"}, {"If-None-Match": "*"}, {"X-Accel-Redirect": "/"}])
def test_private_document_is_given_to_nobody_who_was_not_let_in(client, private, kind, headers):
    restrict(private, kind, password="given out")

    for method in (client.get, client.head):
        response = method(private.url, headers=headers)
        assert WORDS[:9] not in response.getvalue()
        assert response.status_code in (200, 302)  # the question, or the login
        assert "public" not in response.get("Cache-Control", "")


def test_private_document_has_no_second_address(client, private):
    restrict(private, "login")
    name = private.file.name

    for path in (f"/media/{name}", f"/media//{name}", f"/static/{name}", f"/kits/1/1/{private.filename}"):
        assert client.get(path).status_code == 404, path


def test_password_lets_in_and_no_cache_may_keep_what_is_read(private):
    restrict(private, "password", password="given out")
    client = Client(enforce_csrf_checks=True)
    asked = client.get(private.url)
    said = {
        "password": "given out",
        "return_url": private.url,
        "csrfmiddlewaretoken": client.cookies["csrftoken"].value,
    }

    read = client.post(asked.context["action_url"], said, follow=True)

    assert read.getvalue() == WORDS
    assert read["Cache-Control"] == "private, no-cache"
    assert read["Content-Disposition"].startswith("attachment")
    assert WORDS not in Client().get(private.url).getvalue()


@pytest.mark.parametrize(
    "name", ["page.html", "page.svg", "page.xhtml", "page.pdf", "page.txt", "page.js", "page.xml", "page.shtml"]
)
def test_document_runs_nothing_whatever_somebody_brought_in(client, name):
    """As an import could: the form takes none of them."""
    document = factories.document_of_before(name, PAGE)
    factories.shown(document)

    response = client.get(document.url)

    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Security-Policy"] == "default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("name", ["a.html", "a.svg", "a.xhtml", "a.js", "a.htm.png.html", "a.xml", "a.pdf", "a"])
def test_media_that_could_run_is_saved(client, name):
    film = factories.media_of_before(name, PAGE)
    factories.shown(film)

    response = client.get(film.file.url)

    assert response["Content-Disposition"] == "attachment"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "script-src 'self'" in response["Content-Security-Policy"]
