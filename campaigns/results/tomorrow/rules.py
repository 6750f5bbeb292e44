"""The rules, pure: each looks at counts and says what is out of line, or nothing, which is an answer.

Where nothing changed, a rule says something in at most five weeks of a hundred, however many codes, languages or pages there are
(`ALPHA` is shared among them); tests/results/tomorrow holds each against simulated weeks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from math import sqrt
from statistics import median

from campaigns.results.tomorrow.chance import dispersion, log_odds, of_nothing, quantile

ALPHA = 0.05
SILENT_DAYS = 3
WEEK = 7
LEAST_EXPECTED = 5  # openings of a code, in the days of its silence
LEAST_ENTRIES = 70  # of a language, in the week before
LEAST_FALL = 0.25  # of its share
LEAST_HITS = 100  # of a channel, on the days whose cost is known
TIMES_DEARER = 4
LEAST_VIEWS = 200  # of a page
LEAST_CALLS = 50  # of a helpline, in its last week
TIMES_MORE_CALLS = 1.5
Days = Sequence[int]


@dataclass(frozen=True)
class Evidence:
    """Counts of whole days, the last day last.

    `codes`: openings of each code that is in use, of 17 days at most, since its first; `languages`: visits of 14 days; `channels`: cost, and
    openings on the days whose cost is known; `pages`: (views, read to the middle) of each of 14 days; `calls`: of 35 days.
    """

    codes: Mapping[str, Days] = field(default_factory=dict)
    languages: Mapping[str, Days] = field(default_factory=dict)
    channels: Mapping[str, tuple[Decimal, int]] = field(default_factory=dict)
    pages: Mapping[str, Sequence[tuple[int, int]]] = field(default_factory=dict)
    calls: Mapping[str, Days] = field(default_factory=dict)


@dataclass(frozen=True)
class Finding:
    """`subject` is the key of what it is about; `seen` and `expected` are what its sentence tells."""

    rule: str
    subject: str
    seen: float
    expected: float
    other: str = ""

    @property
    def weight(self) -> float:
        """How far from what was expected, to put the furthest first."""
        low, high = sorted((self.seen, self.expected))
        return high / low if low else float("inf")


def silent_codes(evidence: Evidence) -> list[Finding]:
    """A code that was opened, and then by nobody for three days."""
    known = {key: days for key, days in evidence.codes.items() if len(days) >= WEEK + SILENT_DAYS}
    before = {key: days[:-SILENT_DAYS] for key, days in known.items()}
    spread, _freedom = dispersion(list(before.values()))
    found = []
    for key, days in known.items():
        daily = sum(before[key]) / len(before[key])
        if any(days[-SILENT_DAYS:]) or daily * SILENT_DAYS < LEAST_EXPECTED:
            continue
        if of_nothing(daily, spread) ** SILENT_DAYS * len(known) <= ALPHA:
            found.append(Finding("silent-code", key, 0, daily * SILENT_DAYS))
    return found


def fallen_languages(evidence: Evidence) -> list[Finding]:
    """A language whose share of the visits fell from one week to the next."""
    languages = {key: days for key, days in evidence.languages.items() if len(days) == 2 * WEEK}
    if len(languages) < 2:
        return []
    weeks = {key: (sum(days[:WEEK]), sum(days[WEEK:])) for key, days in languages.items()}
    before, now = (sum(week) for week in zip(*weeks.values(), strict=True))
    found = []
    for key, (then, here) in weeks.items():
        if then < LEAST_ENTRIES or not now:
            continue
        spread, freedom = _spread_of_share(languages, key)
        ratio, error = log_odds(then, before, here, now)
        expected = then / before * now
        is_sure = ratio > quantile(ALPHA / len(weeks), freedom) * error * sqrt(spread)
        if is_sure and here <= (1 - LEAST_FALL) * expected:
            found.append(Finding("fallen-language", key, here, expected))
    return found


def _spread_of_share(languages: Mapping[str, Days], key: str) -> tuple[float, int]:
    """Dispersion of the daily share around that of its own week."""
    total, freedom = 0.0, 0
    for first in (0, WEEK):
        own = languages[key][first : first + WEEK]
        every = [sum(days[first + number] for days in languages.values()) for number in range(WEEK)]
        share = sum(own) / sum(every) if sum(every) else 0
        if not 0 < share < 1:
            continue
        known = [(n, of) for n, of in zip(own, every, strict=True) if of]
        total += sum((n - of * share) ** 2 / (of * share * (1 - share)) for n, of in known)
        freedom += len(known) - 1
    return max(1.0, total / freedom) if freedom else 1.0, max(freedom, 10)


def dear_channels(evidence: Evidence) -> list[Finding]:
    """A channel of which an opening costs four times what it costs in the cheapest; both with enough of them that chance does not do it."""
    rates = {key: float(cost) / hits for key, (cost, hits) in evidence.channels.items() if hits >= LEAST_HITS and cost}
    if len(rates) < 2:
        return []
    cheapest = min(rates, key=rates.__getitem__)
    return [
        Finding("dear-channel", key, rate, rates[cheapest], cheapest)
        for key, rate in rates.items()
        if rate >= TIMES_DEARER * rates[cheapest]
    ]


def left_pages(evidence: Evidence) -> list[Finding]:
    """A page that most leave before its middle, where the campaign's other pages are read further."""
    totals = {key: tuple(map(sum, zip(*days, strict=True))) for key, days in evidence.pages.items() if days}
    known = {key: (views, read) for key, (views, read) in totals.items() if views >= LEAST_VIEWS}
    found = []
    for key, (views, read) in known.items():
        others = [two for other, two in totals.items() if other != key]
        their_views, their_read = (sum(one) for one in zip(*others, strict=True)) if others else (0, 0)
        if their_views < LEAST_VIEWS or read * 2 >= views:
            continue
        spread, freedom = dispersion([[reads for _views, reads in evidence.pages[key]]])
        ratio, error = log_odds(their_read, their_views, read, views)
        if ratio > quantile(ALPHA / len(known), max(freedom, 10)) * error * sqrt(spread):
            found.append(Finding("left-page", key, read / views, their_read / their_views))
    return found


def busy_helplines(evidence: Evidence) -> list[Finding]:
    """A helpline whose calls of the last week are far above those of the four weeks before."""
    found = []
    for key, days in evidence.calls.items():
        if len(days) < 5 * WEEK:
            continue
        weeks = [sum(days[first : first + WEEK]) for first in range(len(days) - 5 * WEEK, len(days), WEEK)]
        *before, now = weeks
        usual = median(before)
        spread, _freedom = dispersion([before])
        least = usual + quantile(ALPHA / len(evidence.calls), 10) * sqrt(spread * usual * (1 + 1 / len(before)))
        if now >= LEAST_CALLS and now > least and now >= TIMES_MORE_CALLS * usual:
            found.append(Finding("busy-helpline", key, now, usual))
    return found


RULES = {
    "silent-code": silent_codes,
    "fallen-language": fallen_languages,
    "dear-channel": dear_channels,
    "left-page": left_pages,
    "busy-helpline": busy_helplines,
}
