"""Links as a CSV file, and the one to be filled in."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from campaigns.plan.links.imports.columns import COLUMNS
from campaigns.plan.models import Campaign, ChannelKind, TrackedLink
from intake.csv_files import BOM, Sheet

CHUNK = 500


class Links(Sheet):
    """Takes its words, too, from the language that is active when it is made."""

    def __init__(self) -> None:
        super().__init__()
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
