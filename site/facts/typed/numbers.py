"""The typed numbers of a page, each with its place, with the facts that say the same, and with who answers for it."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from wagtail.models import Page

from core import tokens
from core.models import CampaignImage
from facts import values
from facts.models import Fact, Helpline
from facts.shelf import audience_of
from facts.typed.finder import Typed, found, measured, telephone, telephones_of
from facts.typed.models import AnsweredNumber
from facts.typed.places import Place, places

LINK_OPENS = re.compile(r"<a[\s>]")


@dataclass
class Number:
    """`nth` tells it from the same number elsewhere in the same text."""

    place: Place
    typed: Typed
    nth: int
    facts: list[Fact] = field(default_factory=list)
    helplines: list[Helpline] = field(default_factory=list)
    answer: AnsweredNumber | None = None

    @property
    def is_open(self) -> bool:
        return self.answer is None

    @property
    def takes_a_fact(self) -> bool:
        """A link takes no other link inside."""
        holder = self.place.holder
        if holder is None or not self.place.rich:
            return holder is not None and tokens.accepts(holder)
        before, inside = self.place.text[: self.typed.start], self.place.text[self.typed.start : self.typed.end]
        features = getattr(holder, "features", None)
        in_link = (
            len(LINK_OPENS.findall(before)) != before.count("</a>") or "</a>" in inside or LINK_OPENS.search(inside)
        )
        return not in_link and (features is None or "fact" in features)

    @cached_property
    def id(self) -> str:
        """The same as long as place, sentence and number are."""
        said = "\n".join([self.place.path, self.typed.text, self.typed.digest, str(self.nth)])
        return sha256(said.encode()).hexdigest()[:16]


def key_of(value: str, unit: str) -> str:
    """What a typed number that says the value of a fact has for its key; empty for what is no number of law."""
    try:
        parsed = values.parse(value, unit)
    except ValueError:
        return ""
    if parsed is None:
        return ""
    if unit == values.Unit.DATE:
        day = parsed.low
        return f"date {day.year}-{day.month}-{day.day}" if parsed.low == parsed.high else ""
    ends = [measured(values._canonical(end), unit) for end in dict.fromkeys((parsed.low, parsed.high))]
    if not all(ends):
        return ""
    return "..".join([ends[0], *(end.partition(" ")[2] for end in ends[1:])])


class Known:
    """What the site says by itself: its live facts and helplines. Two queries, however many pages are read."""

    def __init__(self):
        self.facts: dict[str, list[Fact]] = defaultdict(list)
        self.helplines: dict[str, list[Helpline]] = defaultdict(list)
        for fact in Fact.objects.filter(live=True).exclude(unit="").order_by("name"):
            if key := key_of(fact.value, fact.unit):
                self.facts[key].append(fact)
        lines = list(Helpline.objects.filter(live=True))
        for line in lines:
            for number in {telephone(one) for one in (line.number, line.sms_number) if one}:
                self.helplines[f"telephone {number}"].append(line)
        self.telephones = telephones_of(lines)

    def typed(self, page: Page, language: str = "") -> list[Number]:
        """The typed numbers of a page as it is in memory, without who answers for them; no query."""
        language = language or page.locale.language_code
        numbers = []
        for place in places(page):
            seen: dict[tuple[str, str], int] = defaultdict(int)
            for typed in found(place.text, language, place.rich, self.telephones):
                same = (typed.text, typed.digest)
                numbers.append(Number(place, typed, seen[same], self._allowed(typed, page), self._lines(typed)))
                seen[same] += 1
        return numbers

    def _allowed(self, typed: Typed, page: Page) -> list[Fact]:
        """A fact that the audience of the page is not to be shown is not offered for it."""
        if not typed.key:
            return []
        return [fact for fact in self.facts.get(typed.key, []) if audience_of(page) not in fact.withheld_from]

    def _lines(self, typed: Typed) -> list[Helpline]:
        return self.helplines.get(typed.key, [])


def of_pages(pages: Iterable[Page], language: str = "") -> dict[int, list[Number]]:
    """{page: its typed numbers, and who answers for each}; four queries at most where the language is known."""
    pages, known = with_pictures(pages), Known()
    typed = {page.pk: known.typed(page, language) for page in pages}
    answers = AnsweredNumber.of(pages) if any(typed.values()) else {}
    for page in pages:
        for number in typed[page.pk]:
            said = (page.translation_key, page.locale_id, number.typed.text, number.typed.digest)
            number.answer = answers.get(said)
    return typed


def of_page(page: Page) -> list[Number]:
    return of_pages([page])[page.pk]


def with_pictures(pages: Iterable[Page]) -> list[Page]:
    """The pages, with the pictures that stand for them where they are shared, in one query where there is any."""
    pages = list(pages)
    ids = {page.pk: pk for page in pages if (pk := getattr(page, "social_image_id", None))}
    pictures = CampaignImage.objects.in_bulk(set(ids.values())) if ids else {}
    for page in pages:
        if ids.get(page.pk) in pictures:
            page.social_image = pictures[ids[page.pk]]
    return pages
