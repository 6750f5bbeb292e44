"""What columns are called in the exports of common platforms, in French and English; which of them is what."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from intake.names import plain

MEDIA, CALLS = "media", "calls"
COUNTS = ("impressions", "clicks", "reach")
NUMBERS = {MEDIA: ("impressions", "clicks", "cost", "reach"), CALLS: ("calls",)}
OWNER = {MEDIA: "channel", CALLS: "helpline"}
# What adds up over days and channels. Reach does not: the same person is in the reach of several days.
ADDS_UP = ("impressions", "clicks", "cost", "calls")
FIELDS = {
    MEDIA: ("day", "channel", "impressions", "clicks", "cost", "currency", "reach"),
    CALLS: ("day", "helpline", "calls"),
}
LABELS = {
    "day": _("Day"),
    "channel": _("Channel"),
    "helpline": _("Helpline"),
    "impressions": _("Impressions"),
    "clicks": _("Clicks"),
    "cost": _("Cost"),
    "currency": _("Currency"),
    "reach": _("Reach"),
    "calls": _("Calls"),
}
# The first that a file has is taken.
NAMES = {
    "day": (
        *("jour", "day", "date", "journee", "date du jour", "par jour", "by day", "debut des rapports"),
        *("reporting starts", "date de debut", "start date", "time period", "periode"),
    ),
    "channel": ("canal", "channel", "levier"),
    "helpline": (
        *("ligne d'ecoute", "ligne", "helpline", "line", "numero", "number", "numero appele", "called number"),
        *("numero de la ligne", "service"),
    ),
    "impressions": ("impressions", "impr.", "impr", "paid impressions", "impressions payantes", "affichages"),
    "clicks": (
        *("clics sur un lien", "clics sur le lien", "link clicks", "clics", "clicks", "clic", "click"),
        *("paid clicks", "clics payants"),
    ),
    "cost": (
        *("cout", "cost", "couts", "costs", "montant depense", "amount spent", "depense", "depenses", "spend"),
        *("spent", "total spent", "total depense", "cout total", "total cost", "depenses totales"),
    ),
    "currency": ("devise", "currency", "code devise", "currency code", "code de devise", "monnaie"),
    "reach": ("couverture", "reach", "portee", "audience touchee", "paid reach"),
    "calls": (
        *("appels", "calls", "nombre d'appels", "number of calls", "appels recus", "calls received", "volume"),
        *("volume d'appels", "call volume"),
    ),
}
CURRENCY = re.compile(r"[(\[ ]([A-Z]{3})[)\]]?\s*$")
SYMBOLS = {"€": "EUR", "$": "USD", "£": "GBP", "CHF": "CHF", "¥": "JPY"}
COLUMNS_AT_LEAST = 2


def guess(headings: list[str], kind: str) -> dict[str, str]:
    """{field: heading} as far as headings say it."""
    known: dict[str, str] = {}
    for heading in headings:
        known.setdefault(plain(heading), heading)
    found = {}
    for field in FIELDS[kind]:
        heading = next((known[name] for name in NAMES[field] if name in known), None)
        if heading is not None:
            found[field] = heading
    return found


def are_headings(cells: Iterable, kind: str) -> bool:
    """Whether a line holds the headings: reports begin with lines that say what they are."""
    words = [cell for cell in cells if isinstance(cell, str)]
    return len(guess(words, kind)) >= COLUMNS_AT_LEAST


def currency_of(heading: str) -> str:
    """The currency that a heading names, such as “Montant dépensé (EUR)”; empty for none."""
    found = CURRENCY.search(heading)
    if found:
        return found[1]
    return next((code for symbol, code in SYMBOLS.items() if symbol in heading), "")
