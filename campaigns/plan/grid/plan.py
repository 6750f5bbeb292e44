"""The whole plan of a campaign as it is typed: three tables that are judged and saved together."""

from django.db import transaction
from django.http import QueryDict
from django.utils.functional import cached_property

from campaigns.plan.grid.sums import Sums
from campaigns.plan.grid.tables import ChannelTable, PlacementTable, Table, WaveTable
from campaigns.plan.models import Campaign, Channel, Partner, Placement, Wave
from intake.names import Names

MAY = [f"plan.change_{name}" for name in ("wave", "channel", "placement")]


def may_edit(user) -> bool:
    return user.has_perms(MAY)


class Plan:
    """`data` is what was posted; it is brought to what others saved meanwhile."""

    def __init__(self, campaign: Campaign, user, data: QueryDict | None = None):
        self.campaign, self.user = campaign, user
        self.data = data.copy() if data is not None else None
        placements = Placement.objects.filter(channel__campaign=campaign).select_related("channel", "wave", "partner")
        self.waves = WaveTable(self, campaign.waves.prefetch_related("targets"), self.data)
        self.channels = ChannelTable(self, campaign.channels.all(), self.data)
        self.placements = PlacementTable(
            self, placements.order_by("channel__kind", "channel__name", "wave__starts_at", "name"), self.data
        )

    @property
    def tables(self) -> tuple[Table, ...]:
        """In the order in which they are written: placements name channels and waves."""
        return self.waves, self.channels, self.placements

    def is_valid(self) -> bool:
        """Each table is judged, also after one that is wrong: all problems are told at once."""
        judged = [table.is_valid() for table in self.tables]
        return all(judged)

    @property
    def is_conflicted(self) -> bool:
        return any(table.conflicts for table in self.tables)

    @cached_property
    def partners(self) -> list[Partner]:
        return list(Partner.objects.only("name"))

    @cached_property
    def names(self) -> dict[str, Names]:
        """What a placement may name, by its name of now and by that of before."""
        return {"channel": _names(self.channels), "wave": _names(self.waves), "partner": Names(self.partners)}

    @property
    def sums(self) -> Sums:
        return Sums.of(*([row.instance for row in table.kept] for table in (self.waves, self.channels)))

    def save(self) -> bool:
        """Whether all was written; nothing was where a row may not be deleted. What is deleted goes last: nothing hangs on it then."""
        with transaction.atomic():
            for table in self.tables:
                table.make_room()
            for table in self.tables:
                table.keep()
            gone = [table.delete() for table in reversed(self.tables)]
            transaction.set_rollback(not all(gone))
        return all(gone)

    def place_of(self, prefix: str) -> str:
        """Where the row is now that was typed in at `prefix`; empty where there is none."""
        rows = (row for table in self.tables for row in table.kept)
        return next((row.at for row in rows if row.prefix == prefix), "")


def _names(table: WaveTable | ChannelTable) -> Names[Wave | Channel]:
    named = [row for row in table.kept if row.instance.name]
    names = Names(row.instance for row in named)
    for row in named:
        if before := row.initial.get("name"):
            names.exact.setdefault(before, row.instance)
    return names
