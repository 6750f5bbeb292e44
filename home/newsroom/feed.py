"""News and releases as Atom (RFC 4287), one feed a language."""

import hashlib
from typing import Any
from urllib.parse import urljoin

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from wagtail.models import Page

from core.navigation.frame import Frame
from core.protection.zones import Zone
from core.text import tokens

MOST = 50


def feed(request: HttpRequest, page: Any) -> HttpResponse:
    """Readers that say what they have get 304 where it is the same; nothing keeps it, so that an embargo ends at its minute."""
    frame = Frame.of(request)
    frame.page = page
    written = Atom1Feed(
        title=page.title,
        link=page.full_url,
        description=str(page.intro),
        language=page.locale.language_code,
        author_name=frame.operator.name or None,
        feed_url=urljoin(page.full_url, "atom/"),
    )
    for article in tokens.gather(page.articles.told().filter(zone=Zone.OPEN)[:MOST]):
        written.add_item(**item(article, request))
    text = written.writeString("utf-8")
    tag = f'"{hashlib.sha256(text.encode()).hexdigest()}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    response = HttpResponse(text, content_type=written.content_type, headers=headers)
    return get_conditional_response(request, etag=tag, response=response)


def item(article: Page, request: HttpRequest) -> dict[str, Any]:
    address = article.get_full_url(request)
    return {
        "title": article.title,
        "link": address,
        "unique_id": address,
        "description": str(article.summary),
        "pubdate": article.is_open_from,
        "updateddate": article.is_changed_at,
        "categories": [article.get_kind_display()],
    }
