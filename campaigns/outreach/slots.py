"""What this room shows in templates of others: on every protected page the way out of it; to translators, how easy it is to read."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import get_language
from wagtail.models import Page

from campaigns.outreach import panels
from campaigns.outreach.exits import default_address
from campaigns.outreach.models import ExitAddress, QuickExit, RightsPage
from core import audiences
from core.navigation.frame import Frame
from core.publication.visibility import public


def quick_exit(context: dict[str, Any]) -> str:
    """Two queries: the address, and the page on safer browsing in this language.

    That is written for people in prostitution: the young are not led there, nor who looks at what is no page, as a class does.
    """
    frame, page = Frame.of(context["request"]), context.get("page")
    if not frame.is_discreet:
        return ""
    site, language = frame.site, get_language()
    address = (
        ExitAddress.objects.filter(quick_exit__site=site, language=language).values_list("address", flat=True).first()
    )
    may_lead = page is not None and getattr(page, "audience", "") != audiences.YOUNG
    shown = {
        "address": address or default_address(language),
        "safety_page": safety_page(site, language) if may_lead else None,
        "page": page,
        "request": context["request"],
    }
    return render_to_string("outreach/quick_exit.html", shown)


def safety_page(site: Any, language: str) -> Page | None:
    chosen = QuickExit.objects.filter(site=site).values("safety_page__translation_key")
    return public(Page.objects).filter(translation_key__in=chosen, locale__language_code=language).first()


def reading_level(context: dict[str, Any]) -> str:
    if not isinstance(context["instance"], RightsPage):
        return ""
    return render_to_string("outreach/translated_reading_level.html", panels.translated(context["translation"]))
