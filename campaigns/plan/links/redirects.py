"""Short addresses: from a code to the best page for its visitor, in two queries, or in none where it is known already.

The page cache keeps these answers, and gives them where nothing has changed: what is said here decides.
"""

import time
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from django.core.cache import cache
from django.db.models import Case, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.encoding import iri_to_uri
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished

from campaigns.plan.links import gone
from campaigns.plan.links.destinations import may_lead, merged, segments
from campaigns.plan.models import Campaign, CampaignPage, PageOutcome, TrackedLink, Wave
from campaigns.plan.models.links import READABLE
from campaigns.plan.models.waves import running_wave
from core.models.pages import zone_of_any
from core.protection.zones import DISCREET, Zone, protect
from core.publication.visibility import next_opening, openings, public
from core.words import languages
from serving import served
from serving.page_cache.changes.node import state_of_the_site
from serving.page_cache.changes.writes import withdrawn
from serving.page_cache.offering import offer_absence, offer_leading, shown_until

BEGINNING = "s"
KEPT = 30  # seconds
BEHIND = ".,;:!?)]»”\"'"  # marks of the sentence in which somebody wrote the address
GENERATION = "links-generation"


@dataclass(frozen=True)
class Destination:
    """What a code leads to: {language: (path, zone)}, or an address in a zone, or neither where its `state` says why.

    `hit` is what is told to who counts, where it leads to anything. It is good until `until`, in seconds since 1970; from `ends` on it may not be
    said at all: something else is public by then.
    """

    state: str
    pages: dict[str, tuple[str, str]]
    address: str = ""
    zone: str = Zone.OPEN
    hit: served.Served | None = None
    until: float = 0.0
    ends: datetime | None = None


@require_safe
def follow(request: HttpRequest, code: str, lang: str = "") -> HttpResponse:
    """Answer a short address; nothing about the visitor decides but the language of the sheet, or else those that the browser asks for."""
    language = languages.site_code(lang.rstrip(BEHIND)) or languages.preferred(request)
    found = destination(code.lower().rstrip(BEHIND))
    with translation.override(language):
        response = _answer(request, found, language)
    response.headers["Content-Language"] = language
    return response


def _answer(request: HttpRequest, found: Destination, language: str) -> HttpResponse:
    if found.ends:
        shown_until(request, found.ends)
    if found.state:
        offer_absence(request, frozenset({DISCREET}))
        return getattr(gone, found.state)(request)
    if found.address:
        return _leave(request, found, found.address, found.zone)
    return _leave(request, found, *_best(found.pages, language))


def _mark(request: HttpRequest, found: Destination, zone: str) -> None:
    """Into a protected zone it is not told which link, poster or partner led there."""
    if found.hit is not None:
        protected = zone == Zone.PROTECTED
        hit = replace(found.hit, protected=True, link=0, channel=0) if protected else found.hit
        served.mark(request, replace(hit, locale=translation.get_language()))


def _leave(request: HttpRequest, found: Destination, address: str, zone: str) -> HttpResponse:
    _mark(request, found, zone)
    location = partial(_location, address, zone)
    offer_leading(request, location, found.until - time.time())
    response = protect(HttpResponseRedirect(location(request.META["QUERY_STRING"])), zone)
    response.headers["X-Robots-Tag"] = "noindex"
    patch_vary_headers(response, ["Accept-Language"])
    return response


def _location(address: str, zone: str, query: str) -> str:
    """Into a protected zone nothing travels along that tells from where somebody came."""
    return iri_to_uri(address.partition("?")[0] if zone == Zone.PROTECTED else merged(address, query))


def _best(pages: dict[str, tuple[str, str]], language: str) -> tuple[str, str]:
    return pages.get(language) or next(pages[code] for code in languages.codes() if code in pages)


def destination(code: str) -> Destination:
    """Where a code leads now; remembered for a short while, and forgotten as soon as something that is shown was changed."""
    if not READABLE.fullmatch(code):
        return Destination("unknown", {})
    key = f"link:{cache.get(GENERATION, 0)}:{state_of_the_site().hex()}:{code}"
    known = cache.get(key)
    if known is None:
        links = TrackedLink.objects.select_related("campaign", "page", "campaign__help_page")
        wave = Subquery(running_wave(OuterRef("campaign"))[:1])
        link = links.annotate(running_wave=wave, **openings()).filter(code=code).first()
        if link is None:
            return Destination("unknown", {})
        now, ends = time.time(), next_opening(link)
        until = min(now + KEPT, ends.timestamp() if ends else now + KEPT)
        known = replace(_look_up(link), hit=_hit(link), until=until, ends=ends)
        if not known.state:
            cache.set(key, known, until - now)
    return known


def _hit(link: TrackedLink) -> served.Served:
    return served.Served(
        kind="link_hit",
        surface=link.campaign.audience,
        campaign=link.campaign_id,
        wave=link.running_wave or 0,
        channel=link.channel_id,
        link=link.pk,
    )


def _look_up(link: TrackedLink) -> Destination:
    campaign = link.campaign
    if link.retired_at:
        return Destination("retired", {})
    if not campaign.has_started:
        return Destination("to_come", {})
    if link.address and not campaign.closed_at and may_lead(link.address):
        zone = _zone(link.address)
        if zone is not None:
            return Destination("", {}, link.address, zone)
    pages = _pages(link)
    return Destination("", pages) if pages else Destination("retired", {})


def _zone(address: str) -> str | None:
    """Protected where the page at the address is, or one above it; what is elsewhere is open. None where one of them is not public yet."""
    language, *slugs = (part.lower() for part in segments(address) or [""])
    ways = {"/".join(slugs[:end]) for end in range(len(slugs) + 1)}
    there = Page.objects.filter(Q(slug__in=slugs) | Q(depth=2), locale__language_code=language, depth__gte=2)
    waits = Q(live=True) & ~Q(pk__in=public(there).values("pk"))
    pages = there.annotate(zone=zone_of_any(), waits=waits).filter(Q(zone=Zone.PROTECTED) | Q(waits=True))
    found = [row for row in pages.values("url_path", "waits") if row["url_path"].strip("/").partition("/")[2] in ways]
    if any(row["waits"] for row in found):
        return None
    return Zone.PROTECTED if found else Zone.OPEN


def _pages(link: TrackedLink) -> dict[str, tuple[str, str]]:
    """The first of these that is public in any language: what the link names, or after the close the successor and the help."""
    campaign = link.campaign
    own = Q(pk__in=CampaignPage.objects.filter(campaign=campaign).values("pk"))
    chosen = Q(translation_key=link.page.translation_key) if link.page else own
    after = Q(pk__in=CampaignPage.objects.filter(campaign=campaign.successor_id).values("pk"))
    help_page = Q(translation_key=campaign.help_page.translation_key) if campaign.help_page else Q(pk__in=[])
    homes_of_all = Q(translation_key__in=Site.objects.values("root_page__translation_key"))
    ranks = [after, help_page, homes_of_all] if campaign.closed_at else [chosen, own, help_page, homes_of_all]
    # Each is looked up by itself: asked together, the database would look at every page of the site.
    candidates = [Page.objects.filter(wanted).values("pk") for wanted in ranks]
    rank = Case(*(When(wanted, then=Value(order)) for order, wanted in enumerate(ranks)), output_field=IntegerField())
    rows = (
        public(Page.objects.filter(alias_of=None, pk__in=candidates[0].union(*candidates[1:])))
        .annotate(rank=rank, zone=zone_of_any())
        .exclude(rank=None)
        .order_by("rank", "path")
        .values_list("rank", "depth", "url_path", "locale__language_code", "zone")
    )
    rows = list(rows)
    homes = {language: url_path for _rank, depth, url_path, language, _zone in rows if depth == 2}
    rows = [row for row in rows if row[3] in homes]
    found: dict[str, tuple[str, str]] = {}
    for order, _depth, url_path, language, zone in rows:
        if order == rows[0][0]:
            found.setdefault(language, (f"/{language}/{url_path.removeprefix(homes[language])}", zone))
    return found


@receiver([page_published, page_unpublished, page_slug_changed])
@receiver([post_save, post_delete], sender=Campaign)
@receiver([post_save, post_delete], sender=Wave)
@receiver([post_save, post_delete], sender=TrackedLink)
@receiver([post_save, post_delete], sender=PageOutcome)
def forget(**kwargs) -> None:
    """Every destination that is remembered."""
    cache.set(GENERATION, cache.get(GENERATION, 0) + 1, None)


@receiver(post_save, sender=TrackedLink)
def withdraw(instance: TrackedLink, **kwargs) -> None:
    """Nobody is led on by a link that was retired, not even where the database is away."""
    if instance.retired_at is not None:
        withdrawn()


urls = [
    path(f"{BEGINNING}/<str:code>", follow, name="tracked_link"),
    path(f"{BEGINNING}/<str:code>/", follow),
    path(f"{BEGINNING}/<str:code>/<str:lang>", follow, name="tracked_link_in"),
    path(f"{BEGINNING}/<str:code>/<str:lang>/", follow),
]
