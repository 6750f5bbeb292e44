"""The facts and helplines that one page shows, read once a request."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue

from core import audiences
from core.navigation.frame import Frame
from core.text import tokens
from core.text.streams import leaves, leaves_of
from core.words import languages
from facts.models import Fact, FactWording, Helpline, HelplineWording

INLINE = re.compile(r'<a (?=[^>]*linktype="fact")(?=[^>]*\bid="(?P<id>\d+)")[^>]*>(?P<text>.*?)</a>', re.DOTALL)
TOKEN = re.compile(r"\{fact:(?P<id>[0-9]{1,9})\}")  # the same in plain text
CHOOSERS = {"fact", "fact_2"}
MUCH_LONGER = 2  # times as many characters: with fewer, a sentence mostly joins the same words


@dataclass(frozen=True)
class ShownFact:
    """A fact in the words of one language, which is the page's own wherever it was translated."""

    fact: Fact
    wording: FactWording
    language: str
    # Whether its sentence adds nothing to the value and the label that stand above it on a card.
    is_brief: bool = False

    @property
    def label(self) -> str:
        return self.wording.label

    @property
    def value(self) -> str:
        return self.fact.written(self.language)

    @property
    def sentence(self) -> SafeString:
        before, placeholder, after = self.wording.sentence.partition("{value}")
        return format_html("{}{}{}", before, self.marked_value if placeholder else "", after)

    @property
    def plain_sentence(self) -> str:
        return self.wording.sentence.replace("{value}", self.value)

    @property
    def marked_value(self) -> SafeString:
        """The value as machine-readable HTML, kept apart from the direction of the text around it."""
        return format_html('<data class="fact" value="{}"><bdi>{}</bdi></data>', self.fact.value, self.value)

    @property
    def marked_label(self) -> SafeString:
        """The label as HTML: marked where nobody has translated it."""
        marks = languages.attributes(self.language)
        return format_html("<bdi {}>{}</bdi>", marks, self.label) if marks else conditional_escape(self.label)


@dataclass(frozen=True)
class ShownHelpline:
    """`name` is how its title begins where a translation left the name of the site's first language as it is."""

    helpline: Helpline
    wording: HelplineWording
    language: str
    name: str = ""

    @property
    def marked_title(self) -> SafeString:
        """The title as HTML: marked where nobody has translated it; or its name alone, not what explains it behind."""
        title = self.wording.title
        language, name = (settings.LANGUAGE_CODE, self.name) if self.name else (self.language, title)
        marks = languages.attributes(language)
        return (
            format_html("<bdi {}>{}</bdi>{}", marks, name, title[len(name) :]) if marks else conditional_escape(title)
        )

    @property
    def has_number(self) -> bool:
        """Whether it can be called or written to by SMS."""
        return bool(self.helpline.number or self.helpline.sms_number)

    @property
    def way(self) -> str:
        """How it is reached, where there is room for one way: a number, or else the host of its site."""
        helpline = self.helpline
        if self.has_number:
            return helpline.number or f"{_('SMS')} {helpline.sms_number}"
        return urlsplit(self.address).netloc.removeprefix("www.")

    @property
    def address(self) -> str:
        """Where that way leads."""
        helpline = self.helpline
        if self.has_number:
            return f"tel:{helpline.dialled}" if helpline.number else f"sms:{helpline.texted}"
        return helpline.website or helpline.chat_url

    @property
    def terms(self) -> str:
        """When it answers and what that costs; empty where it has no number."""
        if not self.has_number:
            return ""
        return " · ".join(part for part in (self.hours, self.helpline.get_cost_display()) if part)

    @property
    def hours(self) -> str:
        """When it answers; empty where nobody has said so."""
        return _("Day and night, every day") if self.helpline.always_open else self.wording.hours


def kept(name: str, title: str) -> str:
    """The name, where a title is that name or the name with an explanation in brackets."""
    return name if name and re.fullmatch(rf"{re.escape(name)}(?:\s*[(（].*)?", title, re.DOTALL) else ""


@dataclass(frozen=True)
class Help:
    """What a page offers its audience: who listens to them, what else there is, and emergency services, which are for danger."""

    listening: list[ShownHelpline]
    others: list[ShownHelpline]
    emergency: list[ShownHelpline]
    is_about_them: bool = True  # parents and professionals look for help for others

    @classmethod
    def of(cls, audience: str, shown: list[ShownHelpline]) -> "Help":
        listening = [one for one in shown if audience in one.helpline.listens_to]
        emergency = [one for one in shown if one.helpline.is_emergency]
        others = [one for one in shown if one not in listening and one not in emergency]
        reader = audiences.find(audience)
        is_about_them = reader is None or reader.is_kept_apart or reader.is_sheltered
        return cls(listening, others, emergency, is_about_them)

    @property
    def all(self) -> list[ShownHelpline]:
        """Who listens first."""
        return [*self.listening, *self.others, *self.emergency]

    @property
    def calls(self) -> list[ShownHelpline]:
        """Whom to call where nobody is in danger: what answers at a number, as the one for a bed does, then who listens."""
        return [*(one for one in self.others if one.has_number), *self.listening]

    @property
    def printed(self) -> list[ShownHelpline]:
        """Where there is room for a few: who listens; where nobody does, emergency services alone."""
        return [*self.listening, *self.emergency] if self.listening else self.emergency


class Shelf:
    """Facts by their id, helplines by their audience, in one language; remembers what was shown."""

    def __init__(self, language: str, page: Any = None):
        self.language = language
        self.page = page
        self.shown: dict[int, ShownFact] = {}
        self._facts: dict[int, ShownFact | None] = {}
        self._withheld: set[int] = set()
        self._told: set[int] = set()
        self._brief: set[int] = set()

    @classmethod
    def of(cls, context: dict[str, Any]) -> "Shelf":
        """The shelf of the request in this template context, or a new one where there is no request."""
        request = context.get("request")
        shelf = getattr(request, "fact_shelf", None)
        if shelf is None or shelf.language != get_language():
            page = context.get("page") or (Frame.of(request).page if request is not None else None)
            shelf = cls(get_language() or settings.LANGUAGE_CODE, page)
            if request is not None:
                request.fact_shelf = shelf
        return shelf

    def facts(self, ids: Iterable[int]) -> list[ShownFact]:
        """The live facts with these ids, in their order; each counts as shown."""
        ids = list(ids)
        self._load(ids)
        found = [fact for fact in map(self._facts.get, ids) if fact is not None]
        self.shown |= {fact.fact.pk: fact for fact in found}
        return found

    def fact(self, pk: int) -> ShownFact | None:
        return next(iter(self.facts([pk])), None)

    def in_force(self, pk: int) -> ShownFact | None:
        """The fact where it is in force today: a repealed penalty is shown in no card."""
        self._load([pk])
        known = self._facts[pk]
        return self.fact(pk) if known is not None and known.fact.in_force else None

    def _load(self, ids: list[int]) -> None:
        wanted = set(ids) - self._facts.keys()
        if not wanted:
            return
        if not self._facts and self.page is not None:
            wanted |= mentioned(self.page)
        self._facts |= dict.fromkeys(wanted)
        wordings = FactWording.objects.filter(fact__in=wanted, fact__live=True)
        spoken = list(live_in(wordings.select_related("fact", "locale"), {settings.LANGUAGE_CODE, self.language}))
        self._brief |= {wording.fact_id for wording in spoken if is_brief(wording)}
        for wording in chosen(spoken, self.language, "fact_id"):
            self.put(wording)

    def put(self, wording: FactWording) -> None:
        """Lay a fact on the shelf, unless the page's audience is not to be shown it."""
        if (
            self.page is not None
            and wording.fact.withheld_from
            and audience_of(self.page) in wording.fact.withheld_from
        ):
            self._withheld.add(wording.fact_id)
            self._facts[wording.fact_id] = None
        else:
            language, is_short = wording.locale.language_code, wording.fact_id in self._brief
            self._facts[wording.fact_id] = ShownFact(wording.fact, wording, language, is_short)

    def withheld(self, ids: Iterable[int]) -> set[int]:
        """Those of these facts that are kept from the page's audience."""
        wanted = list(ids)
        self._load(wanted)
        return self._withheld.intersection(wanted)

    def of_page(self, page: Any) -> "Shelf":
        """The same facts as this page shows them; without a query."""
        made = type(self)(self.language, page)
        made._facts, made._brief = dict.fromkeys(self._facts), self._brief
        for shown in filter(None, self._facts.values()):
            made.put(shown.wording)
        return made

    @cached_property
    def helplines(self) -> list[ShownHelpline]:
        """Every live helpline, in the team's order."""
        wordings = HelplineWording.objects.filter(helpline__live=True).select_related("helpline", "locale")
        spoken = list(live_in(wordings, {settings.LANGUAGE_CODE, self.language}))
        names = {one.helpline_id: one.title for one in spoken if one.locale.language_code == settings.LANGUAGE_CODE}
        shown = []
        for wording in chosen(spoken, self.language, "helpline_id"):
            name = kept(names.get(wording.helpline_id, ""), wording.title)
            shown.append(ShownHelpline(wording.helpline, wording, wording.locale.language_code, name))
        return sorted(shown, key=lambda one: (one.helpline.sort_order, one.helpline.name))

    def helplines_for(self, audience: str) -> list[ShownHelpline]:
        """For an audience of the team that no helpline names, those of whom it shares the voice with: a page is never without help."""
        named = [shown for shown in self.helplines if audience in shown.helpline.audiences]
        lender = audiences.voice_of(audience)
        return named or ([] if lender == audience else self.helplines_for(lender))

    def help_for(self, audience: str) -> Help:
        return Help.of(audience, self.helplines_for(audience))

    def tell(self, helplines: Iterable[ShownHelpline]) -> bool:
        """The page shows these in full, and its foot no more. Whether they are the first: the way to help leads to them."""
        told = {shown.helpline.pk for shown in helplines}
        is_first = bool(told) and not self._told
        self._told |= told
        return is_first

    @property
    def has_told(self) -> bool:
        """Whether the page has shown any helpline in full."""
        return bool(self._told)

    @property
    def shows_in_turn(self) -> bool:
        """Whether the page shows one thing after the other: what it has shown may be out of sight."""
        return getattr(self.page, "shows_in_turn", False)

    def untold(self, helplines: Iterable[ShownHelpline]) -> list[ShownHelpline]:
        return [shown for shown in helplines if shown.helpline.pk not in self._told]

    def chosen_helplines(self, ids: Iterable[int]) -> list[ShownHelpline]:
        """The live helplines with these ids, in their order."""
        known = {shown.helpline.pk: shown for shown in self.helplines}
        return [known[pk] for pk in ids if pk in known]


def is_brief(wording: FactWording) -> bool:
    """Whether a sentence is not much longer than its value and its label; the site's first language says so for all of them."""
    language = wording.locale.language_code
    value = wording.fact.written(language)
    sentence = wording.sentence.replace("{value}", value)
    return language == settings.LANGUAGE_CODE and len(sentence) <= MUCH_LONGER * len(f"{value} {wording.label}")


def audience_of(page: Any) -> str:
    """For whom a page is; for everybody where it does not say."""
    return getattr(page, "audience", "") or audiences.PUBLIC


def shelves(pages: Iterable[Any], shown: Callable[[Any], Iterable[int]] | None = None) -> dict[str, Shelf]:
    """A shelf for each language of these pages, with all facts that they mention, or `shown` of each, in one query."""
    pages, shown = list(pages), shown or mentioned
    return laid({fact for page in pages for fact in shown(page)}, {page.locale.language_code for page in pages})


def laid(facts: set[int], languages: set[str]) -> dict[str, Shelf]:
    """A shelf for each language with these facts on it; one query, and none without facts."""
    wordings = FactWording.objects.filter(fact__in=facts, fact__live=True).select_related("fact", "locale")
    spoken = list(live_in(wordings, {settings.LANGUAGE_CODE, *languages}))
    made = {language: Shelf(language) for language in languages}
    for language, shelf in made.items():
        shelf._facts = dict.fromkeys(facts)
        for wording in chosen(spoken, language, "fact_id"):
            shelf.put(wording)
    return made


def best(wordings, language: str, key: str) -> list:
    """Of each thing the live wording in this language, or else in the site's first one: it is marked as such on the page."""
    return chosen(live_in(wordings, {settings.LANGUAGE_CODE, language}), language, key)


def live_in(wordings, languages: set[str]):
    return wordings.filter(live=True, locale__language_code__in=languages)


def chosen(wordings: Iterable, language: str, key: str) -> list:
    """As `best`, among wordings that were read already."""
    spoken = [wording for wording in wordings if wording.locale.language_code in (settings.LANGUAGE_CODE, language)]
    spoken.sort(key=lambda wording: wording.locale.language_code == language)
    return list({getattr(wording, key): wording for wording in spoken}.values())


def mentioned(page: Any) -> set[int]:
    """The ids of all facts in the page's texts, so that one query reads them together."""
    return set(mentions(page))


def mentions(page: Any) -> list[int]:
    """The ids of all facts in the page's fields and streams, each once, in the order in which they are read."""
    return list(dict.fromkeys([*ids_in(tokens.of_fields(page)), *among(leaves(page))]))


def mentioned_in(stream: StreamValue) -> list[int]:
    """The same of one stream."""
    return among(leaves_of(stream))


def among(found: Iterable[tuple[str, Any]]) -> list[int]:
    ids: dict[int, None] = {}
    for name, value in found:
        if isinstance(value, str):
            ids |= {int(match["id"]): None for match in INLINE.finditer(value)}
            ids |= dict.fromkeys(ids_in([value]))
        elif name in CHOOSERS and value:
            ids[value] = None
    return list(ids)


def ids_in(texts: Iterable[str]) -> list[int]:
    """The ids of all facts whose tokens stand in plain texts, each once, in their order."""
    return list(dict.fromkeys(int(match["id"]) for text in texts for match in TOKEN.finditer(text)))
