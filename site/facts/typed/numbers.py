"""The typed numbers of a page, each with its place, with the facts that say the same, and with who answers for it."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models.fields.json import KT
from wagtail.models import Page, Revision

from core.models import CampaignImage
from core.text import tokens
from facts import values
from facts.models import Fact, Helpline
from facts.shelf import Shelf, audience_of, ids_in
from facts.typed.models import AnsweredNumber
from facts.typed.places import Place, places
from facts.typed.text.bare import STANDS_FOR_A_FACT, TOKEN
from facts.typed.text.finder import Typed, counted, found, measured, telephone, telephones_of

COUNTS = (values.Unit.PERCENT, values.Unit.NUMBER)
LINK_OPENS = re.compile(r"<a[\s>]")


@dataclass(frozen=True)
class Former:
    """A fact that said a number before, and what it `says` today, as the language of the page writes it."""

    fact: Fact
    says: str


@dataclass
class Number:
    """`nth` tells it from the same number elsewhere in the same text."""

    place: Place
    typed: Typed
    nth: int
    sentence: str = ""  # as it is read
    facts: list[Fact] = field(default_factory=list)
    before: list[Former] = field(default_factory=list)
    helplines: list[Helpline] = field(default_factory=list)
    answer: AnsweredNumber | None = None

    @property
    def is_open(self) -> bool:
        return self.answer is None

    @property
    def offered(self) -> list[Fact]:
        """The facts that may stand in its place: those that say the same, and those that said so before."""
        return [*self.facts, *(former.fact for former in self.before)]

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
    if unit in COUNTS:
        return counted(values._canonical(parsed.low), unit) if parsed.low == parsed.high else ""
    ends = [measured(values._canonical(end), unit) for end in dict.fromkeys((parsed.low, parsed.high))]
    if not all(ends):
        return ""
    return "..".join([ends[0], *(end.partition(" ")[2] for end in ends[1:])])


def versions(facts: Iterable[Fact]) -> dict[int, dict[str, bool]]:
    """{fact: {the key of what its drafts and versions say otherwise than what is live: whether it was so before}}; one query."""
    facts = {str(fact.pk): fact for fact in facts}
    kind = ContentType.objects.get_for_model(Fact)
    said = Revision.objects.filter(content_type=kind, object_id__in=facts)
    found: dict[int, dict[str, bool]] = defaultdict(dict)
    for revision, pk, value, unit in said.values_list("pk", "object_id", KT("content__value"), KT("content__unit")):
        fact = facts[pk]
        if (key := key_of(value or "", unit or "")) and key != key_of(fact.value, fact.unit):
            was_before = fact.live_revision_id is None or revision < fact.live_revision_id
            found[fact.pk][key] = found[fact.pk].get(key, False) or was_before
    return found


def former(facts: Iterable[Fact]) -> dict[int, set[str]]:
    """{fact: the keys of all that it has said before}, without what it is only about to say."""
    return {pk: {key for key, was_before in keys.items() if was_before} for pk, keys in versions(facts).items()}


class Known:
    """What the site says by itself: its live facts and helplines. Two queries, and one where a fact says a share or count, or
    a number is typed. Without what facts said before, two in all.
    """

    def __init__(self, with_former: bool = True):
        self.facts: dict[str, list[Fact]] = defaultdict(list)
        self.helplines: dict[str, list[Helpline]] = defaultdict(list)
        self._facts = list(Fact.objects.filter(live=True).exclude(unit="").order_by("name"))
        for fact in self._facts:
            if key := key_of(fact.value, fact.unit):
                self.facts[key].append(fact)
        lines = list(Helpline.objects.filter(live=True))
        for line in lines:
            for number in {telephone(one) for one in (line.number, line.sms_number) if one}:
                self.helplines[f"telephone {number}"].append(line)
        self.telephones = telephones_of(lines)
        self.counts = self._counts(with_former)

    @cached_property
    def _versions(self) -> dict[int, dict[str, bool]]:
        return versions(self._facts)

    @cached_property
    def before(self) -> dict[str, list[Fact]]:
        """{key: the facts that said it before}"""
        found: dict[str, list[Fact]] = defaultdict(list)
        for fact in self._facts:
            for key, was_before in self._versions[fact.pk].items():
                if was_before:
                    found[key].append(fact)
        return found

    def _counts(self, with_former: bool) -> frozenset[str]:
        """Of today and of before: what a fact says no more is not to stay typed unseen."""
        facts = [fact for same in self.facts.values() for fact in same if fact.unit in COUNTS]
        before = [self._versions[fact.pk] for fact in facts if with_former]
        return frozenset(key_of(fact.value, fact.unit) for fact in facts).union(*before)

    def typed(self, page: Page, language: str = "") -> list[Number]:
        """The typed numbers of a page as it is in memory, without who answers for them; no query but that for former values."""
        language = language or page.locale.language_code
        numbers = []
        for place in places(page):
            seen: dict[tuple[str, str], int] = defaultdict(int)
            for typed in found(place.text, language, place.rich, self.telephones, self.counts):
                same = (typed.text, typed.digest)
                facts, lines = self._allowed(self.facts, typed, page), self._lines(typed)
                before = [Former(fact, fact.written(language)) for fact in self._allowed(self.before, typed, page)]
                numbers.append(Number(place, typed, seen[same], typed.sentence, facts, before, lines))
                seen[same] += 1
        return numbers

    @staticmethod
    def _allowed(saying: dict[str, list[Fact]], typed: Typed, page: Page) -> list[Fact]:
        """A fact that the audience of the page is not to be shown is not offered for it."""
        if not typed.key:
            return []
        return [fact for fact in saying.get(typed.key, []) if audience_of(page) not in fact.withheld_from]

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
        tell(typed[page.pk], language or page.locale.language_code)
    return typed


def tell(numbers: Iterable[Any], language: str) -> None:
    """In their sentences, what the facts say today; a query where there is any."""
    numbers = [number for number in numbers if "{" in number.sentence]
    shelf = Shelf(language)
    shelf.facts(ids_in(number.sentence for number in numbers))
    for number in numbers:
        number.sentence = TOKEN.sub(lambda token: _said(token[0], shelf), number.sentence)


def _said(token: str, shelf: Shelf) -> str:
    return next((shown.value or shown.label for shown in shelf.facts(ids_in([token]))), STANDS_FOR_A_FACT)


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
