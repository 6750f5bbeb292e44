"""Things of partners to test with: links, and files as the press leaves them."""

import hashlib
from itertools import count

from django.core.files.base import ContentFile

from campaigns.plan.models import Campaign, Channel, Partner, Partnership, Placement, PrintedItem, TrackedLink

_numbers = count(1)


def channel(campaign: Campaign, kind: str = "poster") -> Channel:
    return Channel.objects.create(campaign=campaign, kind=kind, name=f"Canal {next(_numbers)}")


def link(campaign: Campaign, **fields) -> TrackedLink:
    """A general one, unless it is for a placement or a partner."""
    placement = fields.get("placement")
    of = placement.channel if placement else fields.pop("channel", None) or channel(campaign)
    return TrackedLink.objects.create(campaign=campaign, channel=of, **fields)


def partner(**fields) -> Partner:
    number = next(_numbers)
    return Partner.objects.create(**{"name": f"Partenaire {number}", "email": f"p{number}@example.org"} | fields)


def partnership(campaign: Campaign, of: Partner | None = None, **fields) -> Partnership:
    return Partnership.objects.create(campaign=campaign, partner=of or partner(), **fields)


def placement(campaign: Campaign, of: Partner | None = None, **fields) -> Placement:
    return Placement.objects.create(
        channel=channel(campaign), **{"name": f"Lieu {next(_numbers)}", "partner": of} | fields
    )


def item(
    of: TrackedLink, form: str = "square", language: str = "fr", data: bytes = b"\x89PNG", **fields
) -> PrintedItem:
    """A file that is current, unless it is told otherwise."""
    number = next(_numbers)
    extension = "pdf" if form.startswith(("poster", "leaflet")) else "png"
    made = PrintedItem(
        campaign=of.campaign,
        link=of,
        format=form,
        language=language,
        size=len(data),
        sha256=hashlib.sha256(data + str(number).encode()).hexdigest(),
        width=1080,
        height=1080,
        unit="px",
        **{"alt": f"Autre texte {number}", "text": f"Texte entier {number}"} | fields,
    )
    made.file.save(f"{form}-{language}-{number}.{extension}", ContentFile(data), save=False)
    made.save()
    return made
