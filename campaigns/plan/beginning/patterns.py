"""What is proposed to a new campaign: waves, channels and sheets by its audience, its length and its budget. No number of it is a rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils.translation import gettext_lazy

from campaigns.plan.copying.plan import shares
from campaigns.plan.models import ChannelKind
from core import audiences
from core.editor.calendar import midnight
from press.composition.inking import Ink
from press.formats import SHEETS, Family

HOUR = 8  # of the day on which a wave starts: somebody is there who starts it
WITHOUT_END = 42  # days that waves take of a campaign with an open end
# (shortest campaign in days, [(name, where it begins and ends in the length of the campaign, its share of the budget)])
WAVES = (
    (
        60,
        (
            (gettext_lazy("Launch"), 0, 0.3, 50),
            (gettext_lazy("Reminder"), 0.45, 0.65, 30),
            (gettext_lazy("Last push"), 0.85, 1, 20),
        ),
    ),
    (21, ((gettext_lazy("Launch"), 0, 0.5, 65), (gettext_lazy("Reminder"), 0.7, 1, 35))),
    (0, ((gettext_lazy("Launch"), 0, 1, 100),)),
)
SEARCH = ChannelKind.SEARCH, gettext_lazy("Search advertisements")
SOCIAL = ChannelKind.SOCIAL, gettext_lazy("Social networks")
POSTER = ChannelKind.POSTER, gettext_lazy("Posters in the street")
SCREENS = ChannelKind.DISPLAY, gettext_lazy("Screens where people wait")
PARTNERS = ChannelKind.PARTNER, gettext_lazy("Partners")
PRESS = ChannelKind.PRESS, gettext_lazy("Press")
EVENTS = ChannelKind.EVENT, gettext_lazy("Meetings")
# [(kind and name, share of the budget; 0 where nothing is bought)], for audiences without their own as for the general public.
CHANNELS = {
    audiences.BUYERS: ((SEARCH, 40), (SOCIAL, 35), (POSTER, 25), (PARTNERS, 0), (PRESS, 0)),
    audiences.OUTREACH: ((SCREENS, 60), (EVENTS, 40), (PARTNERS, 0)),
    audiences.YOUNG: ((SOCIAL, 70), (EVENTS, 30), (PARTNERS, 0)),
    audiences.PROFESSIONALS: ((SEARCH, 40), (EVENTS, 60), (PARTNERS, 0), (PRESS, 0)),
    audiences.PUBLIC: ((SEARCH, 30), (SOCIAL, 40), (POSTER, 30), (PARTNERS, 0), (PRESS, 0)),
}

# {where it is shown: the sheets that are seen there}
SEEN = {
    ChannelKind.POSTER: (Family.STREET, Family.PAPER),
    ChannelKind.DISPLAY: (Family.STREET,),
    ChannelKind.SOCIAL: (Family.NETWORKS,),
    ChannelKind.PARTNER: (Family.PAPER, Family.BANNERS),
    ChannelKind.EVENT: (Family.PAPER, Family.TALKS),
}


@dataclass(frozen=True)
class ProposedSheets:
    """In colour, of one family; their keys and what they are called."""

    key: str
    family: Family
    formats: tuple[str, ...]

    @property
    def labels(self) -> list[str]:
        return [str(SHEETS[key].label) for key in self.formats]


@dataclass(frozen=True)
class ProposedWave:
    key: str
    name: str
    first_day: date
    last_day: date
    budget: Decimal | None

    @property
    def starts_at(self) -> datetime:
        return midnight(self.first_day).replace(hour=HOUR)

    @property
    def ends_at(self) -> datetime:
        return midnight(self.last_day + timedelta(days=1))


@dataclass(frozen=True)
class ProposedChannel:
    """Where something is bought it has a placement in each wave."""

    key: str
    kind: ChannelKind
    name: str
    is_paid: bool
    cost: Decimal | None

    def placements(self, waves: Sequence[ProposedWave]) -> list[tuple[str, ProposedWave]]:
        """[(name, its wave)]"""
        return [(f"{self.name} – {wave.name}", wave) for wave in waves] if self.is_paid else []


def waves(first: date, last: date | None, budget: Decimal | None, left_out: Sequence[str] = ()) -> list[ProposedWave]:
    """In their order, within the days; the budget is shared out among those that are not `left_out`, to the cent."""
    days = (last - first).days + 1 if last else WITHOUT_END
    pattern = next(rows for least, rows in WAVES if days >= least)
    kept = [(f"wave-{n}", row) for n, row in enumerate(pattern) if f"wave-{n}" not in left_out]
    money = shares([Decimal(share) for _key, (_name, _from, _to, share) in kept], budget)
    return [
        ProposedWave(
            key,
            str(name),
            first + timedelta(days=round(days * begins)),
            first + timedelta(days=round(days * ends) - 1),
            amount if budget is not None else None,
        )
        for (key, (name, begins, ends, _share)), amount in zip(kept, money, strict=True)
    ]


def channels(audience: str, budget: Decimal | None, left_out: Sequence[str] = ()) -> list[ProposedChannel]:
    """Those that are bought share the budget, to the cent, as far as they are not `left_out`."""
    pattern = CHANNELS.get(audience, CHANNELS[audiences.PUBLIC])
    kept = [
        (f"channel-{kind}", kind, name, share) for (kind, name), share in pattern if f"channel-{kind}" not in left_out
    ]
    paid = [Decimal(share) for *_rest, share in kept if share]
    money = iter(shares(paid, budget))
    return [
        ProposedChannel(key, kind, str(name), share > 0, next(money) if share and budget is not None else None)
        for key, kind, name, share in kept
    ]


def sheets(proposed: Sequence[ProposedChannel], left_out: Sequence[str] = ()) -> list[ProposedSheets]:
    """Those that are seen in these channels, in the order of families."""
    seen = {family for one in proposed for family in SEEN.get(one.kind, ())}
    found = [
        ProposedSheets(
            f"sheets-{family.name.lower()}",
            family,
            tuple(key for key, made in SHEETS.items() if made.family is family and made.ink is Ink.COLOUR),
        )
        for family in Family
        if family in seen
    ]
    return [one for one in found if one.key not in left_out]
