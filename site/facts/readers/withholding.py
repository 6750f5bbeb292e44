"""Facts that are kept from certain audiences, and why: what a page may not say, and what is left of a text without them."""

from collections.abc import Collection, Iterable
from typing import Any

from bs4 import BeautifulSoup
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex

from core import audiences
from core.publication.sign_off import SignedOff
from facts.models import Fact
from facts.shelf import Shelf, among, audience_of, mentioned
from serving.page_cache.changes.node import state_of_the_site

KEPT = 30  # seconds
PARTS = ("li", "p", "h2", "h3", "h4", "h5", "blockquote")  # what goes as a whole: half a sentence says nothing


def refusals(instance: Any) -> list[str]:
    """One query for words that hold facts, and none for others."""
    return against([instance]) if isinstance(instance, SignedOff) else []


def against(instances: Iterable[Any], audience: str = "") -> list[str]:
    """What these words say that is not to be shown to this audience, or else to their own."""
    mentions = [(instance, mentioned(instance)) for instance in instances]
    ids = set().union(*(found for _instance, found in mentions))
    kept = Fact.objects.filter(pk__in=ids).exclude(withheld_from=[]) if ids else ()
    refused = {
        reason(fact, audience or audience_of(instance)): None
        for fact in kept
        for instance, found in mentions
        if fact.pk in found and (audience or audience_of(instance)) in fact.withheld_from
    }
    return list(refused)


def showing(pages: Collection[int], audience: str) -> set[int]:
    """Those among these pages that show a fact kept from this audience; remembered until something that is shown was changed."""
    key = f"showing:{audience}:{state_of_the_site().hex()}"
    known = cache.get(key)
    if known is None:
        known = _showing(audience)
        cache.set(key, known, KEPT)
    return known & set(pages)


def _showing(audience: str) -> set[int]:
    """One query, and one more where there are such facts."""
    facts = [str(fact.pk) for fact in kept_from(audience)]
    if not facts:
        return set()
    shown = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(Fact),
        to_object_id__in=facts,
    )
    return {int(pk) for pk in shown.values_list("object_id", flat=True)}


def kept_from(audience: str) -> list[Fact]:
    """All facts that this audience is not to be shown."""
    return [fact for fact in Fact.objects.exclude(withheld_from=[]) if audience in fact.withheld_from]


def reason(fact: Fact, audience: str) -> str:
    said = {"fact": fact.name, "audience": audiences.label(audience), "reason": fact.withheld_because}
    return _("The fact “%(fact)s” is not to be shown to this audience (%(audience)s): %(reason)s") % said


def allowed(html: str, shelf: Shelf) -> str:
    """Rich text as stored, without what the audience of the shelf's page is not to be shown."""
    withheld = shelf.withheld(among([("", html)]))
    return without(html, withheld) if withheld else html


def without(html: str, ids: Collection[int]) -> str:
    """Rich text as stored, without the paragraphs and the items of lists that speak of these facts."""
    soup = BeautifulSoup(html, "html.parser")
    for link in soup.find_all("a", linktype="fact"):
        if not link.decomposed and int(link["id"]) in ids:
            (link.find_parent(PARTS) or link).decompose()
    for bare in soup.find_all(["ul", "ol"]):
        if not bare.decomposed and not bare.find("li"):
            bare.decompose()
    return str(soup)
