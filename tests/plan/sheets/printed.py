"""Codes and printed things to test with."""

from itertools import count
from typing import Any

from django.core.files.base import ContentFile

from campaigns.plan.models import Campaign, Channel, Partner, Placement, PrintedItem, TrackedLink
from campaigns.plan.sheets.words import LivePages, made_from

_numbers = count(1)


def link(campaign: Campaign, kind: str = "poster", **fields: Any) -> TrackedLink:
    channel = Channel.objects.create(campaign=campaign, kind=kind, name=f"Canal {next(_numbers)}")
    return TrackedLink.objects.create(campaign=campaign, channel=channel, **fields)


def placed(campaign: Campaign, partner: Partner | None = None) -> TrackedLink:
    """The code of a place, which a partner may hold."""
    channel = Channel.objects.create(campaign=campaign, kind="poster", name=f"Canal {next(_numbers)}")
    placement = Placement.objects.create(channel=channel, name=f"Mairie {next(_numbers)}", partner=partner)
    return TrackedLink.objects.create(campaign=campaign, channel=channel, placement=placement)


def partner(name: str = "Une association") -> Partner:
    return Partner.objects.create(name=name, email="contact@example.org")


def item(of: TrackedLink, language: str = "fr", key: str = "poster-a4", **fields: Any) -> PrintedItem:
    """A file made from what is live now."""
    page = LivePages(of.campaign).of(of, language)
    made = PrintedItem(campaign=of.campaign, link=of, format=key, language=language, made_from=made_from(page))
    for name, value in (rest() | fields).items():
        setattr(made, name, value)
    made.file.save("affiche.pdf", ContentFile(b"%PDF une affiche"), save=True)
    return made


def rest() -> dict[str, Any]:
    return {
        "size": 16,
        "sha256": "0" * 64,
        "width": 210,
        "height": 297,
        "unit": "mm",
        "alt": "Une affiche",
        "text": "x",
    }
