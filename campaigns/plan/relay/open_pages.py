"""The pages that may be shown outside this site: never one that is protected, restricted, to come or withdrawn."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Length, Substr
from wagtail.models import Page, PageViewRestriction

from campaigns.plan.models import CampaignPage
from core.models.pages import zone_of_any
from core.protection.zones import Zone
from core.publication.visibility import public
from core.words import languages


def open_campaign_pages() -> QuerySet:
    """Of campaigns that are launched, running or over; without the pages that went with the close."""
    return open_to_all(public(CampaignPage.objects.all())).filter(zone=Zone.OPEN)


def open_pages() -> QuerySet:
    """Of any type."""
    return open_to_all(public(Page.objects.all())).alias(any_zone=zone_of_any()).filter(any_zone=Zone.OPEN)


def open_to_all(pages: QuerySet) -> QuerySet:
    """Those under no password, login or group, in a language whose home page is live; costs no query of its own."""
    home = Page.objects.filter(depth=2, live=True, locale=OuterRef("locale"))
    return pages.filter(
        Exists(home),
        ~Exists(_restriction("page__path")),
        ~Exists(_restriction("page__aliases__path")),
        live=True,
        alias_of=None,
        locale__language_code__in=languages.codes(),
    )


def _restriction(path: str) -> QuerySet:
    """A restriction of the page itself, or of one above it: its path begins that of the page."""
    return PageViewRestriction.objects.filter(Q(**{path: Substr(OuterRef("path"), 1, Length(path))}))
