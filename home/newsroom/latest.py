"""The newest news, for the home page."""

from dataclasses import dataclass

from django.http import HttpRequest
from wagtail.models import Page

from core.navigation.frame import Frame
from core.protection.zones import Zone
from core.text import tokens
from home.newsroom import embargo
from home.newsroom.models import ArticlePage, NewsIndexPage

MOST = 3


@dataclass(frozen=True)
class Latest:
    """The list of news of a language and the newest texts in it."""

    index: Page
    articles: list[ArticlePage]


def latest(request: HttpRequest) -> Latest | None:
    """None where there is no news; three queries where there is a list of news, none where there is none."""
    index = next((page for page in Frame.of(request).menu if page.specific_class is NewsIndexPage), None)
    if index is None:
        return None
    embargo.until_next(request)
    articles = tokens.gather(ArticlePage.objects.child_of(index).filter(zone=Zone.OPEN).told()[:MOST])
    return Latest(index, articles) if articles else None
