"""What was made with another address of the site than today's: how it is told, whatever room made it."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from core.upkeep.doctor import Finding, ok, warning


def on_paper(address: str) -> str:
    """Of one thing that was printed: it cannot be moved, so the former address has to be kept."""
    text = _(
        "It was made with another address of the site: what is on paper leads here only as long as %(address)s does."
    )
    return text % {"address": address}


def told(things: str, counts: dict[str, int], remedy: str) -> Iterator[Finding]:
    """`counts` says how many there are of each former address; paper cannot be changed, so that address has to be kept."""
    for address, number in sorted(counts.items()):
        yield warning(
            f"{things}: {number} with {address}, and the site is at {settings.BASE_URL}.",
            f"{remedy} As long as any are in use, {address} must keep leading here.",
        )
    if not counts:
        yield ok(f"{things}: all with {settings.BASE_URL}.")
