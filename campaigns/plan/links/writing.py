"""Links as a CSV file that a spreadsheet opens in columns, and in which no cell is ever a formula."""

import csv
from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import get_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from campaigns.plan.links.table import COLUMNS
from campaigns.plan.models import Campaign, ChannelKind, TrackedLink
from core.words.spreadsheets import neutral

BOM = "\ufeff"  # tells Excel that it is UTF-8
CHUNK = 500


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


class Sheet:
    """Writes rows; takes its words and its delimiter from the language that is active when it is made.

    What is streamed is made after the view has returned, in whatever language is active then.
    """

    def __init__(self) -> None:
        # Excel expects the semicolon where the comma writes decimals.
        delimiter = ";" if get_format("DECIMAL_SEPARATOR") == "," else ","
        self._write = csv.writer(_Echo(), delimiter=delimiter).writerow
        self.headers = [
            _("code"),
            _("address"),
            _("channel"),
            _("kind"),
            _("placement"),
            _("wave"),
            _("partner"),
            _("destination"),
            _("made"),
            _("retired"),
        ]
        self.kinds = {kind.value: str(kind.label) for kind in ChannelKind}

    def row(self, cells: Iterable[str]) -> bytes:
        return self._write([neutral(cell) for cell in cells]).encode()

    def rows(self, links: QuerySet[TrackedLink]) -> Iterator[bytes]:
        yield BOM.encode() + self.row(self.headers)
        for link in complete(links).iterator(chunk_size=CHUNK):
            yield self.row(self._cells(link))

    def _cells(self, link: TrackedLink) -> list[str]:
        wave = link.placement.wave if link.placement else None
        return [
            link.code,
            link.url,
            link.channel.name,
            self.kinds.get(link.channel.kind, link.channel.kind),
            link.placement.name if link.placement else "",
            wave.name if wave else "",
            link.partner.name if link.partner else "",
            link.address or (link.page.title if link.page else ""),
            _day(link.created_at),
            _day(link.retired_at),
        ]


def complete(links: QuerySet[TrackedLink]) -> QuerySet[TrackedLink]:
    return links.select_related("channel", "placement__wave", "partner", "page")


def _day(moment) -> str:
    return f"{timezone.localdate(moment, timezone.get_default_timezone())}" if moment else ""


def template(campaign: Campaign) -> bytes:
    """A file to be filled in, with the channels of the campaign, under the headers that the import takes."""
    sheet = Sheet()
    own = 1 if get_language() == "fr" else 0
    rows = [[headers[min(own, len(headers) - 1)] for headers in COLUMNS.values()]]
    rows += [[channel.name, *[""] * (len(COLUMNS) - 1)] for channel in campaign.channels.all()]
    return BOM.encode() + b"".join(map(sheet.row, rows))
