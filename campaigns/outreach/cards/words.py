"""From helplines and a protected page, as they are live, to what a card says, and to a memory of what that was."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.utils import translation
from django.utils.translation import gettext as _

from campaigns.outreach.cards.destinations import Destination
from core.models import Operator
from facts.models import Helpline, HelplineWording
from facts.shelf import live_in
from made.digests import digest
from press.bilingual.numbers import Greeting, NumberLine, Numbers, Pair
from press.content import Target

# The same in every script, as commas are not.
SEPARATOR = " · "
Words = dict[tuple[int, str], HelplineWording]


@dataclass(frozen=True)
class Order:
    """What somebody wants to be printed; every helpline has live words in both languages."""

    languages: Pair
    titles: Pair
    helplines: tuple[Helpline, ...]
    words: Words
    destination: Destination

    @property
    def target(self) -> Target:
        """A code has room for one address: that of the first language, from where the others are one step away."""
        return self.destination.target(self.languages[0])


def wordings(helplines: Iterable[int], languages: Iterable[str]) -> Words:
    """The live words of these helplines by id and language, in one query."""
    found = live_in(HelplineWording.objects.filter(helpline__in=list(helplines), helpline__live=True), set(languages))
    return {(one.helpline_id, one.locale.language_code): one for one in found.select_related("locale")}


def numbers(order: Order) -> Numbers:
    first, second = order.languages
    return Numbers(
        languages=order.languages,
        titles=order.titles,
        lines=tuple(_line(helpline, order) for helpline in order.helplines),
        checked=min(helpline.verified_on for helpline in order.helplines),
        shared=(_sentence(shared(order.helplines, first)), _sentence(shared(order.helplines, second))),
        notices=_notices(order.languages),
    )


def greetings(order: Order) -> tuple[Greeting, ...]:
    """In each language in which the page can be read, the chosen ones first."""
    spoken = dict.fromkeys([*order.languages, *order.destination.languages])
    return tuple(Greeting(one, _in(one, "Find help"), SEPARATOR.join(shared(order.helplines, one))) for one in spoken)


def message(order: Order, language: str) -> str:
    """What is sent as text messages: the title, each number, the address of the page in this language."""
    place = order.languages.index(language)
    title = " – ".join([order.titles[place], *shared(order.helplines, language)])
    lines = [_line(helpline, order) for helpline in order.helplines]
    said = [
        f"{_dialled(line.number)} {' – '.join(filter(None, (line.names[place], line.notes[place])))}" for line in lines
    ]
    return "\n".join([title, *said, order.destination.target(language).url])


def _dialled(number: str) -> str:
    """Without the spaces between its figures: in a message that runs from right to left they would change places."""
    return re.sub(r"(?<=\d) (?=\d)", "", number)


def made_from(order: Order) -> dict[str, Any]:
    """What a printed card remembers: a digest of all that was said of each helpline."""
    return {
        "helplines": digests(order.helplines, order.languages, order.words),
        "names": {str(helpline.pk): helpline.name for helpline in order.helplines},
        "page": str(order.destination.key),
    }


def digests(helplines: Iterable[Helpline], languages: Pair, words: Words) -> dict[str, str]:
    return {str(one.pk): _digest(one, [words[one.pk, language] for language in languages]) for one in helplines}


def _digest(helpline: Helpline, words: list[HelplineWording]) -> str:
    """That somebody verified it anew makes nothing stale."""
    said = [[one.title, "" if helpline.always_open else one.hours] for one in words]
    values = [number_of(helpline), helpline.always_open, helpline.cost, *said]
    return digest(*values)[:32]


def number_of(helpline: Helpline) -> str:
    """How it is reached, the same in all languages."""
    if helpline.number:
        return helpline.number
    if helpline.sms_number:
        return f"SMS {helpline.sms_number}"
    return urlsplit(helpline.website or helpline.chat_url).netloc.removeprefix("www.")


def shared(helplines: tuple[Helpline, ...], language: str) -> list[str]:
    """What is true of every line, so that it is said once."""
    costs = {helpline.cost for helpline in helplines}
    with translation.override(language):
        return [
            *([str(helplines[0].get_cost_display())] if len(costs) == 1 else []),
            *([_("day and night")] if all(helpline.always_open for helpline in helplines) else []),
        ]


def _line(helpline: Helpline, order: Order) -> NumberLine:
    first, second = (order.words[helpline.pk, language] for language in order.languages)
    notes = [_note(helpline, order, language) for language in order.languages]
    return NumberLine(number_of(helpline), (first.title, second.title), (notes[0], notes[1]))


def _note(helpline: Helpline, order: Order, language: str) -> str:
    """Hours and cost, but for what is said of all lines at once."""
    with translation.override(language):
        hours = _("day and night") if helpline.always_open else order.words[helpline.pk, language].hours
        said = [hours, str(helpline.get_cost_display())]
    known = shared(order.helplines, language)
    return SEPARATOR.join(one for one in said if one and one not in known)


def _sentence(words: list[str]) -> str:
    said = SEPARATOR.join(words)
    return said[:1].upper() + said[1:]


def _notices(languages: Pair) -> Pair:
    operator = Operator.objects.filter(site__is_default_site=True).first()
    if operator is None or not operator.is_demonstration:
        return "", ""
    return _in(languages[0], "Demonstration"), _in(languages[1], "Demonstration")


def _in(language: str, text: str) -> str:
    with translation.override(language):
        return _(text)
