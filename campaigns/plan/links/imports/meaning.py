"""What the rows of a file mean for a campaign: the links and placements that they would make, or why not."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from campaigns.plan.links.destinations import check_address
from campaigns.plan.links.making import taken
from campaigns.plan.models import Campaign, Channel, Partner, Placement, TrackedLink, Wave
from campaigns.plan.models.links import check_code
from intake.names import Names
from intake.problems import CellError, Problems

LONGEST = {"placement": 160, "destination": 500}


@dataclass
class Meaning:
    """Nothing of it is written yet; `links` may name placements that are not there yet."""

    links: list[TrackedLink] = field(default_factory=list)
    placements: list[Placement] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)


def read(campaign: Campaign, rows: list[dict], headers: dict[str, str] | None = None) -> Meaning:
    """`headers` are the file's own names of the columns, for problems to be named by."""
    reader = _Reader(campaign, rows, headers or {})
    for row in rows:
        reader.read(row)
    return reader.meaning


class _Reader:
    """Goes through rows; a row that is refused makes nothing, and the others are judged all the same."""

    def __init__(self, campaign: Campaign, rows: list[dict], headers: dict[str, str]):
        self.campaign, self.headers, self.meaning = campaign, headers, Meaning()
        self.channels = Names[Channel](campaign.channels.all())
        self.partners = Names[Partner](Partner.objects.all())
        self.waves = Names[Wave](campaign.waves.all())
        self.placements = {channel.pk: Names[Placement]([]) for channel in self.channels.exact.values()}
        for placement in Placement.objects.filter(channel__campaign=campaign):
            self.placements[placement.channel_id].add(placement)
        self.taken_codes = taken({row["code"].lower() for row in rows if row["code"]})
        self.codes: dict[str, int] = {}
        in_use = campaign.links.filter(retired_at=None)
        self.taken_places = set(in_use.values_list("channel", "placement", "partner"))
        self.places: dict[tuple, int] = {}

    def read(self, row: dict) -> None:
        try:
            self.meaning.links.append(self._link(row))
        except CellError as error:
            self.meaning.problems.add(row["line"], error.reason, self.headers.get(error.column, ""))

    def _link(self, row: dict) -> TrackedLink:
        channel = self._channel(row["channel"])
        wave, partner = self._wave(row), self._partner(row["partner"])
        placement = self._placement(row["placement"], channel, wave)
        link = TrackedLink(campaign=self.campaign, channel=channel, placement=placement, partner=partner)
        self._take_place(row, link)
        link.code, link.address = self._code(row), self._destination(row["destination"])
        return link

    def _channel(self, name: str) -> Channel:
        if not name:
            raise CellError(_("The channel is missing."), "channel")
        channel = self.channels.find(name)
        if channel is None:
            reason = _("“%(name)s” is no channel of this campaign, which has: %(channels)s. Add it to the plan first.")
            raise CellError(reason % {"name": name[:60], "channels": self.channels.listed() or "–"}, "channel")
        return channel

    def _partner(self, name: str) -> Partner | None:
        partner = self.partners.find(name) if name else None
        if name and partner is None:
            reason = _("“%(name)s” is no partner: add it among the partners first, or write its name as it is there.")
            raise CellError(reason % {"name": name[:60]}, "partner")
        return partner

    def _wave(self, row: dict) -> Wave | None:
        name = row["wave"]
        wave = self.waves.find(name) if name else None
        if name and wave is None:
            reason = _("“%(name)s” is no wave of this campaign, which has: %(waves)s.")
            raise CellError(reason % {"name": name[:60], "waves": self.waves.listed() or "–"}, "wave")
        if wave and not row["placement"]:
            raise CellError(_("A wave is that of a placement: name the placement too, or leave this empty."), "wave")
        return wave

    def _placement(self, name: str, channel: Channel, wave: Wave | None) -> Placement | None:
        if not name:
            return None
        if len(name) > LONGEST["placement"]:
            reason = _("The name is longer than %(number)d characters.")
            raise CellError(reason % {"number": LONGEST["placement"]}, "placement")
        placement = self.placements[channel.pk].find(name)
        if placement is None:
            placement = Placement(channel=channel, name=name, wave=wave)
            self.placements[channel.pk].add(placement)
            self.meaning.placements.append(placement)
        elif wave and placement.wave_id != wave.pk:
            reason = _("The placement “%(name)s” is in another wave: change it in the plan, or leave this empty.")
            raise CellError(reason % {"name": name[:60]}, "wave")
        return placement

    def _take_place(self, row: dict, link: TrackedLink) -> None:
        if (link.channel_id, link.placement_id, link.partner_id) in self.taken_places and not _is_new(link.placement):
            raise CellError(_("There is a link for this channel, placement and partner already."), "channel")
        # A placement that is not written yet has no id.
        place = (link.channel_id, link.placement and id(link.placement), link.partner_id)
        first = self.places.setdefault(place, row["line"])
        if first != row["line"]:
            reason = _("Line %(line)d is for this channel, placement and partner already: keep one of the two.")
            raise CellError(reason % {"line": first}, "channel")

    def _code(self, row: dict) -> str:
        code = row["code"].lower()
        if not code:
            return ""
        try:
            check_code(code)
        except ValidationError as error:
            raise CellError(error.messages[0], "code") from None
        if code in self.taken_codes:
            raise CellError(_("The code “%(code)s” is that of another link already.") % {"code": code}, "code")
        first = self.codes.setdefault(code, row["line"])
        if first != row["line"]:
            reason = _("Line %(line)d has the code “%(code)s” already: keep one of the two.")
            raise CellError(reason % {"line": first, "code": code}, "code")
        return code

    def _destination(self, address: str) -> str:
        if len(address) > LONGEST["destination"]:
            reason = _("The address is longer than %(number)d characters.")
            raise CellError(reason % {"number": LONGEST["destination"]}, "destination")
        if address:
            try:
                check_address(address)
            except ValidationError as error:
                raise CellError(error.messages[0], "destination") from None
        return address


def _is_new(placement: Placement | None) -> bool:
    return placement is not None and placement.pk is None
