"""Local editions of the demonstration: one that is in use in Paris, one that waits; logos are drawn for partners that do not exist."""

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from campaigns.plan.editions import acts, verification
from campaigns.plan.models import Campaign, Edition, Partnership
from core.uploads.kinds import logos
from demo.accounts import account

# A roof over a door, and a bridge: shapes alone, since letters would need a typeface.
ROOF = '<path d="M20 180V88L110 28l90 60v92h-60v-62H80v62z"/><path d="M230 70h330v22H230zM230 118h250v22H230zM230 158h290v22H230z"/>'
BRIDGE = '<path d="M10 150h580v22H10zM60 150a90 90 0 0 1 180 0h-26a64 64 0 0 0-128 0zM240 150a90 90 0 0 1 180 0h-26a64 64 0 0 0-128 0zM420 150a60 60 0 0 1 120 0h-24a36 36 0 0 0-72 0z"/>'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 200"><g fill="{colour}">{shape}</g></svg>'
# (shape, colour, département, whether it is approved), for the partners in the order of their names.
EDITIONS = [(ROOF, "#0b4f6c", "75", True), (BRIDGE, "#5b2a6e", "69", False)]


def missing() -> bool:
    return not Edition.objects.exists()


def build(campaign: Campaign) -> None:
    """As the partners would ask, and the publisher approve; nobody is written to."""
    partnerships = Partnership.objects.filter(campaign=campaign).select_related("partner", "campaign")
    for partnership, (shape, colour, departement, is_approved) in zip(
        partnerships.order_by("partner__name"), EDITIONS, strict=False
    ):
        svg = ContentFile(SVG.format(shape=shape, colour=colour).encode(), name="logo.svg")
        with transaction.atomic():
            verification.verify(partnership.partner, account("editor"))
            edition = acts.ask(partnership, logos.cleaned(svg), departement, Edition.Emblem.NONE)
            if is_approved:
                acts.approve(edition, account("publisher"))
                Edition.objects.filter(pk=edition.pk).update(told_at=timezone.now())
