"""Things of the newsroom to test with."""

from itertools import count

from home.models import HomePage
from home.newsroom.models import ArticlePage, NewsIndexPage, PressRoomPage
from tests import factories
from tests.factories import block

_numbers = count(1)


def index(home: HomePage, **fields) -> NewsIndexPage:
    return factories.publish(home, NewsIndexPage(**{"title": "Actualités", "slug": "actualites"} | fields))


def room(home: HomePage, **fields) -> PressRoomPage:
    return factories.publish(home, PressRoomPage(**{"title": "Presse", "slug": "presse"} | fields))


def article(under: NewsIndexPage, **fields) -> ArticlePage:
    """A piece of news of today, unless the fields say otherwise."""
    number = next(_numbers)
    defaults = {"title": f"Nouvelle {number}", "slug": f"nouvelle-{number}", "summary": f"En bref {number}."}
    return factories.publish(under, ArticlePage(**defaults | fields))


def release(under: NewsIndexPage, **fields) -> ArticlePage:
    said = block("said", text="Nous le demandons.", name="Prénom Nom", role="porte-parole")
    defaults = {"kind": "release", "body": [block("text", text="<p>Un paragraphe.</p>"), said]}
    return article(under, **defaults | fields)


def contact(**fields) -> dict:
    defaults = {"name": "Service de presse", "role": "", "telephone": "01 99 00 12 34", "email": "", "hours": ""}
    return block("contact", **defaults | fields)
