"""Nothing is fetched because of what somebody pasted: no server of this site asks another for a player or a preview."""

import socket

import pytest
from wagtail.embeds.embeds import get_embed
from wagtail.embeds.exceptions import EmbedException
from wagtail.embeds.finders import get_finders

from tests import factories
from tests.factories import block

PLAYERS = [
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
    "https://vimeo.com/1",
    "http://169.254.169.254/latest/meta-data/",
    "http://127.0.0.1:6379/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:25/",
]


@pytest.fixture
def asked(monkeypatch) -> list:
    """Every address that a socket was to be opened to, or a name that was to be resolved."""
    found = []

    def refuse(*arguments, **named):
        found.append(arguments)
        raise OSError("this test is not connected")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    return found


@pytest.mark.parametrize("url", PLAYERS)
def test_no_embed_is_looked_for(db, asked, url):
    with pytest.raises(EmbedException):
        get_embed(url)

    assert get_finders() == []
    assert asked == []


@pytest.mark.parametrize("url", PLAYERS)
def test_editor_who_pastes_an_address_has_nothing_fetched(admin_client, home, asked, url, settings):
    if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        pytest.skip("the database itself is reached by a socket")
    response = admin_client.post("/admin/embeds/chooser/upload/", {"embed-chooser-url": url})

    assert response.status_code in (200, 404)
    assert asked == []


def test_embed_that_came_into_a_text_is_shown_to_nobody(client, home, asked, settings):
    """As an import or an older version could have brought it."""
    if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        pytest.skip("the database itself is reached by a socket")
    text = "".join(f'<embed embedtype="media" url="{url}"/>' for url in PLAYERS)
    factories.standard_page(home, slug="page", body=[block("text", text=f"<p>Avant.</p>{text}<p>Après.</p>")])

    html = client.get("/fr/page/").content.decode()

    assert "Avant." in html
    assert [url for url in PLAYERS if url in html] == []
    assert asked == []
