"""Whole addresses of partners' pages, as they are put in mails and handed out."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from campaigns.plan.models import Partnership, PrintedItem
from core.publication.visibility import public


def languages_served() -> set[str]:
    """The languages with a home page: an address in another one leads nowhere."""
    return set(public(Page.objects.filter(depth=2, alias_of=None)).values_list("locale__language_code", flat=True))


def in_language(language: str, served: set[str]) -> str:
    return language if language in served else settings.LANGUAGE_CODE


def whole(language: str, name: str, *args: object) -> str:
    with translation.override(language):
        return settings.BASE_URL.rstrip("/") + reverse(name, args=args)


def of_partnership(partnership: Partnership, language: str) -> str:
    return whole(language, "relay_partner", partnership.token)


def of_item(item: PrintedItem, language: str) -> str:
    return whole(language, "relay_item", item.pk, item.sha256[:8])
