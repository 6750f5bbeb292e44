"""A draft from the figures of now; the same again later; and the end of it, when it is sent."""

import hashlib
import re
from datetime import date

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from campaigns.plan.models import Campaign
from campaigns.results.briefing.annex import figures
from campaigns.results.briefing.document import pdf_of
from campaigns.results.briefing.evidence import Evidence, gather
from campaigns.results.briefing.sections import SECTIONS
from campaigns.results.briefing.sections.section import Depth
from campaigns.results.briefing.words import NAME
from campaigns.results.figures.periods import WHOLE, Choice, Span, choose, whole
from campaigns.results.models import Briefing
from facts.models import Helpline
from reach.figures.reading import Period

NUMBER = re.compile(r"\d+(?:[.,\s]\d+)*")


class NothingToTellError(Exception):
    """No campaign had begun: the sentence for whoever asked."""


class SentError(Exception):
    """It was sent meanwhile, and does not change any more."""


class ChangedError(Exception):
    """Somebody saved it meanwhile: what would be sent is not what was read."""


def make(briefing: Briefing) -> Briefing:
    """Write what the rules say now into an unsaved or a draft note. What somebody has changed in a draft stays; raises NothingToTellError."""
    edited = {key: words for key, words in briefing.text.items() if words != joined(briefing.made.get(key, []))}
    with translation.override(briefing.language):
        evidence = _evidence(briefing)
        if not evidence:
            raise NothingToTellError
        made = _sections(evidence, briefing.is_full)
        briefing.figures = figures(evidence, briefing.is_full)
        briefing.title = briefing.title or _title(briefing)
    briefing.made = made
    briefing.text = {key: edited.get(key, joined(sentences)) for key, sentences in made.items()}
    briefing.counted_until = evidence[0].fresh.until
    briefing.made_at = timezone.now()
    return briefing


def joined(sentences: list[str]) -> str:
    return "\n".join(sentences)


def digest(briefing: Briefing) -> str:
    """Of what somebody may change in it."""
    words = [briefing.title, briefing.addressee, *sorted(briefing.text.items())]
    return hashlib.sha256(repr(words).encode()).hexdigest()


def send(pk: int, user, seen: str) -> Briefing:
    """Keep what has this digest, for good. Raises SentError, ChangedError, and PressError where its PDF cannot be made."""
    with transaction.atomic():
        briefing = Briefing.objects.select_for_update().get(pk=pk)
        if briefing.is_sent:
            raise SentError
        if digest(briefing) != seen:
            raise ChangedError
        briefing.sent_at, briefing.sent_by = timezone.now(), user
        briefing.pdf = pdf_of(briefing)
        briefing.save()
    return briefing


def typed_numbers(briefing: Briefing) -> dict[str, list[str]]:
    """{section: numbers that no figure of the note says, and that are no helpline’s}: whoever typed them answers for them."""
    lines = [line for both in Helpline.objects.values_list("number", "sms_number") for line in both]
    known = {number for words in (*_figures_in_words(briefing), *lines) for number in _numbers(words)}
    found = {key: [n for n in _numbers(words) if n not in known] for key, words in briefing.text.items()}
    return {key: numbers for key, numbers in found.items() if numbers}


def _numbers(words: str) -> list[str]:
    """Without what tells thousands apart."""
    return [re.sub(r"\s", "", match[0]) for match in NUMBER.finditer(words)]


def _figures_in_words(briefing: Briefing) -> list[str]:
    tables = briefing.figures.get("tables", [])
    cells = [cell for table in tables for row in table["rows"] for cell in row]
    return [*(sentence for made in briefing.made.values() for sentence in made), *cells]


def _evidence(briefing: Briefing) -> list[Evidence]:
    if briefing.campaign is None:
        return [gather(Choice(span, [], "")) for span in spans_of_year(briefing.year)]
    choice = choose(briefing.campaign, str(briefing.wave_id) if briefing.wave_id else WHOLE)
    return [gather(choice)] if choice.span else []


def spans_of_year(year: int) -> list[Span]:
    """What of each campaign falls into the year, the first to begin first."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    every = [whole(one) for one in Campaign.objects.order_by("launched_at", "pk") if one.has_started]
    return [
        Span(
            span.campaign,
            None,
            Period(max(first, span.period.first), min(last, span.period.last)),
            min(last, span.last_planned) if span.last_planned else last,
            span.is_running and span.period.last <= last,
            span.is_cut and span.period.last <= last,
            year,
        )
        for span in every
        if span.period.first <= last and span.period.last >= first
    ]


def _sections(evidence: list[Evidence], is_full: bool) -> dict[str, list[str]]:
    """Those that have something to say, in their order."""
    depth = Depth(is_full + (len(evidence) == 1))
    said = {key: [section.sentences(one, depth) for one in evidence] for key, section in SECTIONS.items()}
    return {key: _together(evidence, of_each) for key, of_each in said.items() if any(of_each)}


def _together(evidence: list[Evidence], said: list[list[str]]) -> list[str]:
    """Of several campaigns: what holds for all of them once, then each by its name."""
    if len(said) == 1:
        return said[0]
    common = [sentence for sentence in said[0] if all(sentence in others for others in said[1:])]
    lines = list(common)
    for one, sentences in zip(evidence, said, strict=True):
        if own := [sentence for sentence in sentences if sentence not in common]:
            lines += [NAME + one.campaign.name, *own]
    return lines


def _title(briefing: Briefing) -> str:
    if briefing.campaign is None:
        return _("Campaigns of %(year)s: what they did") % {"year": briefing.year}
    names = [briefing.campaign.name, briefing.wave.name] if briefing.wave else [briefing.campaign.name]
    return " – ".join(names)[:160]
