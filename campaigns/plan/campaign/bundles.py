"""A campaign as what is translated together: its pages, and the words of the facts and testimonies that they show."""

from collections import defaultdict
from functools import partial
from operator import itemgetter
from uuid import UUID

from django.db.models import Case, F, OuterRef, Subquery, UUIDField, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from campaigns.plan.campaign import belonging
from campaigns.plan.models import Campaign, Wave
from core.publication.bundles import Bundle
from facts.models import FactWording
from facts.shelf import mentioned
from testimonies.models import TestimonyWording
from testimonies.shown.voices import mentioned as voices_of


def campaigns() -> list[Bundle]:
    """The latest first; one query."""
    to_launch = Case(When(launched_at=None, closed_at=None, then="starts_at"))
    to_come = Wave.objects.filter(campaign=OuterRef("pk"), started_at=None, ended_at=None, ends_at__gt=timezone.now())
    next_wave = Subquery(to_come.order_by("starts_at").values("starts_at")[:1])
    needed = Case(When(closed_at=None, then=Coalesce(to_launch, next_wave)))
    columns = {"named": F("name"), "starts": F("starts_at"), "due": to_launch, "needed": needed}
    found = Campaign.objects.order_by().annotate(**columns, key=Value(None, output_field=UUIDField()))
    rows = found.values_list("pk", *columns, "key").union(*belonging.keys_of_pages(empty=len(columns))).order_by()
    told, keys = [], defaultdict(set)
    for pk, name, starts, due, needed, key in rows:
        keys[pk].add(key)
        told += [(starts, pk, name, due, needed)] if starts else []
    return [
        Bundle(key_of(pk), name, frozenset(keys[pk] - {None}), partial(words, pk), due, needed)
        for _starts, pk, name, due, needed in sorted(told, key=itemgetter(0), reverse=True)
    ]


def key_of(campaign: int) -> str:
    return f"campaign-{campaign}"


def words(campaign: int) -> list[UUID]:
    """The words of each fact and of each testimony that a page of the campaign shows."""
    pages = belonging.pages(campaign)
    facts = {fact for page in pages for fact in mentioned(page)}
    voices = {voice for page in pages for voice in voices_of(page)}
    keys = list(FactWording.objects.filter(fact__in=facts).values_list("translation_key", flat=True))
    if voices:
        said = TestimonyWording.objects.filter(testimony__in=voices)
        keys += said.values_list("translation_key", flat=True)
    return keys
