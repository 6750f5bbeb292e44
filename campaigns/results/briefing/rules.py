"""The sentences of a note, each a rule over the figures: a number in every one that judges, and no cause where there is a before and an after.

A rule takes the evidence and gives sentences in the active language, or none.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum
from itertools import islice

from django.utils.formats import date_format
from django.utils.translation import get_language_info, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from campaigns.results.briefing import learnt
from campaigns.results.briefing.evidence import Evidence
from campaigns.results.figures.counted import CALLS, Figure
from campaigns.results.figures.targets import Reached
from campaigns.results.tabs.channels import Row as Channel
from campaigns.results.templatetags.results_tags import a_day, change, foreseen, percent
from core.measures.indicators import Indicator
from core.words import languages, numbers

MOST_REMARKS = 12
LEAST = 100  # openings or views, below which nothing is said of a rate
Sentences = Iterator[str]


class Depth(IntEnum):
    """How much a note says of each campaign: what a year of all has room for, what a page of one has, everything."""

    HEADLINES = 0
    PAGE = 1
    FULL = 2


@dataclass(frozen=True)
class Rule:
    """It speaks from this depth on."""

    says: Callable[[Evidence], Sentences]
    depth: Depth = Depth.PAGE


@dataclass(frozen=True)
class Section:
    key: str
    title: str
    rules: tuple[Rule, ...]
    nothing: str  # where no rule speaks

    def sentences(self, evidence: Evidence, depth: Depth) -> list[str]:
        asked = [rule for rule in self.rules if rule.depth <= depth]
        if not asked:
            return []
        return [sentence for rule in asked for sentence in rule.says(evidence)] or [str(self.nothing)]


def whole(n: int | float | Decimal) -> str:
    return numbers.written(round(n))


def euros(amount: Decimal) -> str:
    """Cents are told of small amounts alone."""
    return _("%(amount)s €") % {"amount": numbers.written(amount, 2 if amount < 100 else 0)}


def day(of: date) -> str:
    return date_format(of, "DATE_FORMAT")


def language(code: str) -> str:
    """Its name in the language of the note."""
    return str(get_language_info(code)["name_translated"]) if code in languages.codes() else code


def listed(parts: Sequence[str]) -> str:
    return _("; ").join(parts)


def counted(figure: Figure) -> str:
    return _("%(name)s: %(number)s") % {"name": figure.label, "number": whole(figure.value + figure.corrected)}


# What was aimed at


def for_whom(one: Evidence) -> Sentences:
    campaign = one.campaign
    said = _("The campaign “%(campaign)s” speaks to %(audience)s; its angle: %(frame)s.")
    yield said % {
        "campaign": campaign.name,
        "audience": campaign.get_audience_display(),
        "frame": campaign.get_frame_display(),
    }


def planned_days(one: Evidence) -> Sentences:
    span = one.span
    told = {"what": span.name, "first": day(span.period.first), "last": day(span.last_planned or span.period.last)}
    if span.last_planned is None:
        yield _("%(what)s: since %(first)s, with an open end.") % told
    elif span.is_running:
        told |= {"begun": whole(span.period.days), "days": whole(span.days_planned)}
        yield _("%(what)s: from %(first)s to %(last)s; %(begun)s of its %(days)s days have begun.") % told
    else:
        told["days"] = whole(span.days_planned)
        yield _("%(what)s: from %(first)s to %(last)s, %(days)s days, which are over.") % told


def objective(one: Evidence) -> Sentences:
    if one.span.wave and one.span.wave.objective:
        yield _("Its objective, as it was planned: “%(words)s”") % {"words": one.span.wave.objective.strip()}


def aims(one: Evidence) -> Sentences:
    if one.targets:
        aims = [_("%(name)s: %(number)s") % {"name": t.definition.name, "number": whole(t.target)} for t in one.targets]
        yield _("Its targets: %(targets)s.") % {"targets": listed(aims)}
    elif one.is_attributed:
        yield _("No target was set for these days: nothing here says whether what was reached is much or little.")


# What was done


def shown(one: Evidence) -> Sentences:
    done = one.done
    if done.channels:
        said = _("Channels planned: %(channels)s; placements: %(places)s – %(names)s.")
        yield said % {
            "channels": whole(len(done.channels)),
            "places": whole(done.places),
            "names": listed(done.channels),
        }


def published(one: Evidence) -> Sentences:
    done = one.done
    if done.pages:
        names = [language(code) for code in done.languages]
        said = ngettext(
            "%(number)s page of the campaign is public, in: %(languages)s.",
            "%(number)s pages of the campaign are public, in: %(languages)s.",
            done.pages,
        )
        yield said % {"number": whole(done.pages), "languages": listed(names)}


def passed_on(one: Evidence) -> Sentences:
    done = one.done
    parts = (
        (_("sheets and pictures"), done.sheets),
        (_("films"), done.films),
        (_("partners who pass it on"), done.partners),
        (_("posts on networks"), done.posts),
    )
    told = [_("%(name)s: %(number)s") % {"name": name, "number": whole(n)} for name, n in parts if n]
    if told:
        yield _("Made and passed on – %(parts)s.") % {"parts": listed(told)}


def remarks(one: Evidence) -> Sentences:
    notes = (mark for mark in one.happened if mark.kind in ("note", "slot"))
    for mark in islice(notes, MOST_REMARKS):
        yield _("Noted by the team, %(when)s: %(text)s") % {"when": mark.when, "text": ended(mark.text)}


def ended(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


# What was reached


def of_target(one: Evidence) -> Sentences:
    for target in one.targets:
        told = {
            "name": target.definition.name,
            "value": whole(target.value),
            "target": whole(target.target),
            "share": percent(target.share),
        }
        yield " ".join([capitalised(_("%(name)s: %(value)s of %(target)s, or %(share)s.") % told), *outlook(target)])


def outlook(target: Reached) -> Sentences:
    found = target.outlook
    if found and not target.is_met:
        said = _(
            "By %(last)s it will be, in eight cases of ten, between %(low)s and %(high)s; %(needed)s a day are needed, and %(comes)s come."
        )
        yield said % {
            "last": day(found.last),
            "low": foreseen(found.total.low),
            "high": foreseen(found.total.high),
            "needed": a_day(found.needed),
            "comes": a_day(found.comes),
        }


def outputs(one: Evidence) -> Sentences:
    if not one.is_attributed:
        yield _(
            "On pages for this audience nothing is attributed to a campaign, so that nobody can be recognised: there are no counts of it alone."
        )
        return
    told = [counted(figure) for figure in one.chain.outputs if figure.value]
    dates = {"first": day(one.span.period.first), "last": day(one.last_counted), "figures": listed(told)}
    if told:
        yield _("Counted from %(first)s to %(last)s – %(figures)s.") % dates
    else:
        yield _("From %(first)s to %(last)s nothing was counted.") % dates


def read(one: Evidence) -> Sentences:
    ratio = one.counted.ratio(Indicator.READ_50, Indicator.VIEW)
    if ratio.part and ratio.whole >= LEAST:
        said = _("The middle of the text came into sight in %(part)s of %(whole)s pages viewed, or %(share)s.")
        yield said % {"part": whole(ratio.part), "whole": whole(ratio.whole), "share": percent(ratio.share)}


def led_to_help(one: Evidence) -> Sentences:
    told = [counted(figure) for figure in (*one.chain.clicks, one.chain.stage) if figure.value]
    if told:
        yield _("Towards help – %(figures)s. What followed is not known here.") % {"figures": listed(told)}


def helplines(one: Evidence) -> Sentences:
    for name, calls in one.chain.calls:
        said = _("%(helpline)s itself counted %(calls)s calls in these days, whatever led to them.")
        yield said % {"helpline": name, "calls": whole(calls)}


def before_and_after(one: Evidence) -> Sentences:
    found = one.comparison
    row = (
        next((row for row in found.rows if row.definition.key == Indicator.ENTRY and row.then), None) if found else None
    )
    if row is None or not found.days:
        return
    said = ngettext(
        "%(name)s in the first %(days)s day: %(now)s, and %(then)s in that of “%(earlier)s” (%(change)s). A before and an after: why, it does not say.",
        "%(name)s in the first %(days)s days: %(now)s, and %(then)s in those of “%(earlier)s” (%(change)s). A before and an after: why, it does not say.",
        found.days,
    )
    yield capitalised(
        said
        % {
            "name": row.definition.name,
            "days": whole(found.days),
            "now": whole(row.now),
            "then": whole(row.then),
            "earlier": found.earlier.name,
            "change": change(row.change),
        }
    )


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def measured(one: Evidence) -> Sentences:
    for indicator in one.chain.manual:
        said = _("%(name)s: %(value)s (%(source)s, %(day)s).")
        value = numbers.written(indicator.value.normalize()) + (f" {indicator.unit}" if indicator.unit else "")
        yield said % {
            "name": indicator.name,
            "value": value,
            "source": indicator.source,
            "day": day(indicator.measured_on),
        }


# What it cost


def budget(one: Evidence) -> Sentences:
    if one.chain.budget is not None:
        yield _("Budget planned for these days: %(amount)s.") % {"amount": euros(one.chain.budget)}
    if one.done.planned is not None:
        yield _("Planned for all channels of the campaign: %(amount)s.") % {"amount": euros(one.done.planned)}


def charged(one: Evidence) -> Sentences:
    paid = one.chain.paid_cost
    if paid is not None:
        told = {"amount": euros(paid), "names": listed(sorted({line.name for line in one.chain.paid}))}
        yield _("Charged in these days, by the platforms’ own files: %(amount)s (%(names)s).") % told


def rates(one: Evidence) -> Sentences:
    for row in rated(one):
        said = ngettext(
            "“%(channel)s”: %(cost)s for %(hits)s short links and codes opened on the same %(days)s day, %(each)s each.",
            "“%(channel)s”: %(cost)s for %(hits)s short links and codes opened on the same %(days)s days, %(each)s each.",
            row.rated.number,
        )
        yield said % {
            "channel": row.channel.name,
            "cost": euros(row.cost),
            "hits": whole(row.rated.hits),
            "days": whole(row.rated.number),
            "each": euros(row.per_hit),
        }


def rated(one: Evidence) -> list[Channel]:
    """The cheapest first; where few opened it, a rate says little."""
    found = [row for row in one.channels if row.per_hit is not None and row.rated.hits >= LEAST]
    return sorted(found, key=lambda row: row.per_hit)


# What we learnt


def cheap_and_dear(one: Evidence) -> Sentences:
    found = rated(one)
    if len(found) > 1:
        cheap, dear = found[0], found[-1]
        said = _(
            "An opening costs %(least)s by “%(cheap)s” and %(most)s by “%(dear)s”. Whom each reached, the counts do not say."
        )
        yield said % {
            "least": euros(cheap.per_hit),
            "cheap": cheap.channel.name,
            "most": euros(dear.per_hit),
            "dear": dear.channel.name,
        }


def spoken(one: Evidence) -> Sentences:
    known = [row for row in one.languages if row.entries]
    entries = sum(row.entries for row in known)
    if entries >= LEAST and len(known) > 1:
        first = sorted(known, key=lambda row: -row.entries)[:3]
        told = [
            _("%(language)s %(share)s") % {"language": language(row.language), "share": percent(row.entries / entries)}
            for row in first
        ]
        said = _("Of %(entries)s visits, the pages in these languages had: %(shares)s.")
        yield said % {"entries": whole(entries), "shares": listed(told)}


def furthest_read(one: Evidence) -> Sentences:
    """Of pages in one language: that of the page that was viewed most."""
    found = [row for row in one.pages if row.views >= LEAST and row.half.part and row.language == one.pages[0].language]
    if len(found) > 1:
        found.sort(key=lambda row: row.half.share)
        said = _(
            "Its middle is reached in %(most)s of the views of “%(best)s”, and in %(least)s of those of “%(other)s”."
        )
        yield said % {
            "best": found[-1].title,
            "most": percent(found[-1].half.share),
            "other": found[0].title,
            "least": percent(found[0].half.share),
        }


def by_rooms(one: Evidence) -> Sentences:
    yield from learnt.said(one.campaign, one.span.period)


# What we do not know


def people(one: Evidence) -> Sentences:
    yield _("How many people these are: pages and openings are counted, and nobody is recognised.")


def effect(one: Evidence) -> Sentences:
    yield _(
        "Whether anybody thinks or acts otherwise: no count says so. It takes a survey before and after, or places with the campaign beside places without it."
    )


def after_a_click(one: Evidence) -> Sentences:
    if one.is_attributed and any(one.counted.of(kind) for kind in CALLS):
        yield _("What followed a click on a number or a chat: the helpline alone knows.")


def costs_unknown(one: Evidence) -> Sentences:
    unknown = [row.channel.name for row in one.channels if row.cost is None]
    if unknown:
        yield _("The cost of: %(names)s.") % {"names": listed(unknown)}


def invoiced(one: Evidence) -> Sentences:
    yield _("What was invoiced: plans and the platforms’ files are kept here, and no invoice.")


def not_counted(one: Evidence) -> Sentences:
    found = one.quality
    if found.rejected and found.share is not None:
        said = _(
            "What is behind the %(rejected)s requests that were not counted, or %(share)s of all: robots, pages fetched ahead, forgeries."
        )
        yield said % {"rejected": whole(found.rejected), "share": percent(found.share)}
    if one.fresh.cached_outside:
        yield str(one.fresh.cached_outside)


def corrected(one: Evidence) -> Sentences:
    number = len(one.quality.corrections)
    if number:
        said = ngettext(
            "%(number)s correction is in these counts, with its author and its reason in the results.",
            "%(number)s corrections are in these counts, with their authors and their reasons in the results.",
            number,
        )
        yield said % {"number": whole(number)}


def unfinished(one: Evidence) -> Sentences:
    if one.span.is_running and one.until and one.last_counted == one.until:
        yield _("The rest of %(day)s: that day is still being counted.") % {"day": day(one.until)}


SECTIONS = {
    section.key: section
    for section in (
        Section(
            "aimed",
            gettext_lazy("What was aimed at"),
            (Rule(for_whom, Depth.HEADLINES), Rule(planned_days, Depth.HEADLINES), Rule(objective), Rule(aims)),
            gettext_lazy("Nothing was written down."),
        ),
        Section(
            "done",
            gettext_lazy("What was done"),
            (Rule(shown), Rule(published), Rule(passed_on), Rule(remarks, Depth.FULL)),
            gettext_lazy("No channel is planned, and no page of the campaign is public."),
        ),
        Section(
            "reached",
            gettext_lazy("What was reached"),
            (
                Rule(of_target),
                Rule(outputs, Depth.HEADLINES),
                Rule(read, Depth.FULL),
                Rule(led_to_help, Depth.HEADLINES),
                Rule(helplines, Depth.HEADLINES),
                Rule(before_and_after),
                Rule(measured),
            ),
            gettext_lazy("Nothing was counted."),
        ),
        Section(
            "cost",
            gettext_lazy("What it cost"),
            (Rule(budget, Depth.HEADLINES), Rule(charged, Depth.HEADLINES), Rule(rates, Depth.FULL)),
            gettext_lazy("No cost is known: none was planned, and no file of a platform was imported."),
        ),
        Section(
            "learnt",
            gettext_lazy("What we learnt"),
            (Rule(by_rooms), Rule(cheap_and_dear), Rule(furthest_read), Rule(spoken, Depth.FULL)),
            gettext_lazy("Nothing that these counts can teach: no experiment ended, and no two rates can be compared."),
        ),
        Section(
            "unknown",
            gettext_lazy("What we do not know"),
            (
                Rule(people, Depth.HEADLINES),
                Rule(effect, Depth.HEADLINES),
                Rule(after_a_click, Depth.FULL),
                Rule(costs_unknown),
                Rule(invoiced, Depth.FULL),
                Rule(not_counted, Depth.FULL),
                Rule(corrected),
                Rule(unfinished),
            ),
            "",
        ),
    )
}
