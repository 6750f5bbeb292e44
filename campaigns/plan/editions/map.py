"""Who relays a campaign where: the départements with an edition, as a map and as a table, with the openings of each code."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from campaigns.plan.models import Campaign, Edition
from campaigns.plan.models.editions import carries_own_code
from core.measures.indicators import Indicator
from country.outlines import HEIGHT, SOURCE, WIDTH, outlines
from country.territories import SQUARES, TERRITORIES
from reach.events import Dimension
from reach.figures import reading

MAY_COUNT = "results.view_results"
# Squares of territories without an outline stand where the Atlantic is.
SQUARE, STEP, LEFT, TOP, ROWS = 34, 38, 2, 158, 3


@dataclass(frozen=True)
class Shape:
    """A territory as it is drawn: by an outline, or by a square at a place."""

    code: str
    state: str
    outline: str = ""
    x: int = 0
    y: int = 0

    @property
    def name(self) -> str:
        return TERRITORIES[self.code]

    side = SQUARE


@dataclass(frozen=True)
class Row:
    """An edition; `openings` of its code since the launch, None where nothing is counted by place."""

    edition: Edition
    openings: int | None


@dataclass(frozen=True)
class Map:
    rows: list[Row]
    is_counted: bool

    view_box = f"0 0 {WIDTH} {HEIGHT}"
    source = SOURCE

    @property
    def states(self) -> dict[str, str]:
        """What is approved in a territory says more than what waits."""
        found = sorted(self.rows, key=lambda row: row.edition.is_approved)
        return {row.edition.departement: row.edition.state for row in found if row.edition.departement}

    @property
    def mainland(self) -> list[Shape]:
        return self._drawn("whole")

    @property
    def inset(self) -> list[Shape]:
        return self._drawn("inset")

    @property
    def overseas(self) -> list[Shape]:
        states, found = self.states, []
        for number, code in enumerate(SQUARES):
            column, row = divmod(number, ROWS)
            found.append(Shape(code, states.get(code, ""), x=LEFT + column * STEP, y=TOP + row * STEP))
        return found

    def _drawn(self, part: str) -> list[Shape]:
        states = self.states
        return [Shape(code, states.get(code, ""), outline) for code, outline in outlines()[part].items()]


def of(campaign: Campaign, editions: list[Edition], codes: dict[int, int | None], user) -> Map:
    """`codes` are the link of each partner. Counts are read in one query, by those who may see results, where there are any."""
    counted = carries_own_code(campaign.audience) and user.has_perm(MAY_COUNT)
    hits = _openings(campaign, [pk for pk in codes.values() if pk]) if counted and editions else {}

    def openings(edition: Edition) -> int | None:
        return hits.get(codes.get(edition.partnership.partner_id), 0) if counted else None

    ordered = sorted(editions, key=lambda one: (one.departement == "", one.departement, one.partnership.partner.name))
    return Map([Row(one, openings(one)) for one in ordered], counted)


def _openings(campaign: Campaign, links: list[int]) -> dict[int, int]:
    begun: date | None = timezone.localdate(campaign.launched_at) if campaign.launched_at else None
    if begun is None or not links:
        return {}
    period = reading.Period(begun, max(begun, timezone.localdate()))
    found = reading.by(Dimension.LINK, campaign.pk, [Indicator.LINK_HIT], period, keys=map(str, links))
    return {int(key): kinds[Indicator.LINK_HIT] for key, kinds in found.items()}
