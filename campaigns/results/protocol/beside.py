"""What was planned beside what was found, and what was looked at without having been planned."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from campaigns.plan.models import Campaign
from campaigns.results.figures.counted import Counted, count
from campaigns.results.figures.definitions import OF
from campaigns.results.figures.periods import Span, of_wave, whole
from campaigns.results.models import ManualIndicator, Protocol, Survey
from campaigns.results.protocol.content import SURVEY, Outcome, outcomes_of
from campaigns.results.surveys.reading import questions
from campaigns.results.surveys.told import of_question
from core.words import numbers
from intake.names import loose
from reach.events import PROTECTED_SURFACES


@dataclass(frozen=True)
class Line:
    """`found` is what this site has of it, in sentences; `added` the version that brought it after the launch, or 0.

    `outcome` is as it was planned; `changed` what a later version says instead, and `is_left_out` that it says nothing.
    """

    outcome: Outcome
    is_primary: bool
    found: list[str]
    added: int = 0
    changed: Outcome | None = None
    is_left_out: bool = False


@dataclass(frozen=True)
class Unplanned:
    name: str
    found: list[str] = field(default_factory=list)


class Found:
    """What this site has of a campaign, read once for all outcomes."""

    def __init__(self, campaign: Campaign):
        self.campaign = campaign
        self.waves = {wave.pk: wave for wave in campaign.waves.all()}
        for wave in self.waves.values():
            wave.campaign = campaign
        self._counted: dict[int | None, Counted] = {}

    @cached_property
    def by_hand(self) -> dict[str, list[ManualIndicator]]:
        """{name: figures of the team's own}, the oldest first."""
        found: dict[str, list[ManualIndicator]] = {}
        for one in self.campaign.indicators.order_by("measured_on", "pk"):
            found.setdefault(loose(one.name), []).append(one)
        return found

    @property
    def is_attributed(self) -> bool:
        return self.campaign.audience not in PROTECTED_SURFACES

    @cached_property
    def surveys(self) -> list[Survey]:
        """Those that are in force, the oldest first."""
        return list(self.campaign.surveys.in_force().order_by("first_day", "pk"))

    def of(self, outcome: Outcome) -> list[str]:
        if outcome.is_counted:
            return [self._of_count(outcome)]
        found = [told(one) for one in self.by_hand.get(loose(outcome.words), [])]
        return of_question(self.surveys, outcome.words) + found or [self._nothing(outcome)]

    def _of_count(self, outcome: Outcome) -> str:
        if not self.is_attributed:
            return _("Nothing: on pages for this audience nothing is attributed to a campaign.")
        counted = self.counted(outcome.wave)
        if counted is None:
            return _("Nothing yet: it has not begun.")
        figure = counted.figure(outcome.measure)
        said = {"number": numbers.written(figure.value + figure.corrected), "days": _days(counted.span)}
        if counted.span.is_running:
            return _("%(number)s so far (%(days)s)") % said
        return _("%(number)s (%(days)s)") % said

    def _nothing(self, outcome: Outcome) -> str:
        if outcome.measure == SURVEY:
            return _("Nothing yet: no survey with this question was taken in.")
        return _("Nothing yet: no indicator of this name stands under “Notes”.")

    def counted(self, wave: int | None) -> Counted | None:
        """None before it has begun, and of a wave that is gone."""
        if wave not in self._counted:
            span = self._span(wave)
            self._counted[wave] = count(span) if span else None
        return self._counted[wave]

    def _span(self, wave: int | None) -> Span | None:
        if wave is None:
            return whole(self.campaign) if self.campaign.has_started else None
        known = self.waves.get(wave)
        return of_wave(known) if known and known.started_at else None

    def not_among(self, planned: Iterable[Outcome]) -> list[Unplanned]:
        """All that this site has and no plan named, counted or not."""
        planned = list(planned)
        return [*self._counted_without(planned), *self._asked_without(planned), *self._written_without(planned)]

    def _counted_without(self, planned: list[Outcome]) -> list[Unplanned]:
        counted = self.counted(None) if self.is_attributed else None
        if counted is None:
            return []
        measures = {one.measure for one in planned}
        return [
            Unplanned(str(OF[kind].name), [_("%(number)s in the whole campaign") % {"number": numbers.written(n)}])
            for kind in OF
            if kind not in measures and (n := counted.of(kind))
        ]

    def _asked_without(self, planned: list[Outcome]) -> list[Unplanned]:
        named = {loose(one.words) for one in planned}
        asked = dict.fromkeys(name for survey in self.surveys for name in questions(survey.rows))
        return [Unplanned(name, of_question(self.surveys, name)) for name in asked if loose(name) not in named]

    def _written_without(self, planned: list[Outcome]) -> list[Unplanned]:
        named = {loose(one.words) for one in planned}
        return [
            Unplanned(found[0].name, [told(one) for one in found])
            for name, found in self.by_hand.items()
            if name not in named
        ]


def told(one: ManualIndicator) -> str:
    number = numbers.written(one.value.normalize() if one.value % 1 else int(one.value))
    said = {
        "number": f"{number} {one.unit}".strip(),
        "day": date_format(one.measured_on, "SHORT_DATE_FORMAT"),
        "source": one.source,
    }
    return _("%(number)s on %(day)s (%(source)s)") % said


def _days(span: Span) -> str:
    ends = [date_format(day, "SHORT_DATE_FORMAT") for day in (span.period.first, span.period.last)]
    return f"{span.name}, {' – '.join(ends)}"


def planned(sealed: list[Protocol]) -> list[Outcome]:
    """As they were before anything could be known: in the newest version of before the launch, or else the first; then what later ones brought."""
    known = next((one for one in sealed if one.is_before_launch), sealed[-1])
    found: dict[tuple, Outcome] = {}
    for version in (known, sealed[0]):
        for outcome in outcomes_of(version.content):
            found.setdefault(outcome.key, outcome)
    return list(found.values())


def beside(found: Found, sealed: list[Protocol]) -> list[Line]:
    """`sealed` are all versions, the newest first."""
    now = {one.key: one for one in outcomes_of(sealed[0].content)}
    return [
        Line(
            outcome,
            at == 0,
            found.of(outcome),
            added_after_launch(outcome, sealed),
            _changed(outcome, now.get(outcome.key)),
            is_left_out=outcome.key not in now,
        )
        for at, outcome in enumerate(planned(sealed))
    ]


def _changed(before: Outcome, now: Outcome | None) -> Outcome | None:
    if now is None or before.promise == now.promise:
        return None
    return now


def added_after_launch(outcome: Outcome, sealed: list[Protocol]) -> int:
    """The version that named it first, where that one was sealed after the launch; else 0."""
    first = next(
        one for one in reversed(sealed) if outcome.key in [planned.key for planned in outcomes_of(one.content)]
    )
    return 0 if first.is_before_launch else first.version
