"""What is made of an order while somebody waits: nothing of it is kept."""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from campaigns.outreach.cards import words
from campaigns.outreach.cards.words import Order
from core.words import languages
from press.bilingual import pocket, sms
from press.bilingual.sms import Part
from press.content import Made


@dataclass(frozen=True)
class Kind:
    """A file; its name says nothing of what it is for, since it lies in folders of downloads."""

    key: str
    label: str
    make: Callable[[Order], Made]

    def name(self, order: Order, made: Made) -> str:
        return f"{self.key}-{'-'.join(order.languages)}.{made.extension}"


def _notice(key: str) -> Callable[[Order], Made]:
    return lambda order: pocket.notice(key, words.numbers(order), words.greetings(order), order.target)


KINDS = {
    kind.key: kind
    for kind in (
        Kind("cards", _("Ten cards on an A4 sheet, both sides (PDF)"), lambda order: pocket.sheet(words.numbers(order), order.target)),
        Kind("notice-a5", _("Notice for waiting rooms, A5 (PDF)"), _notice("notice-a5")),
        Kind("notice-a4", _("Notice for waiting rooms, A4 (PDF)"), _notice("notice-a4")),
        Kind("front", _("Outer side (picture)"), lambda order: pocket.front(words.numbers(order), order.target)),
        Kind("back", _("Side with the numbers (picture)"), lambda order: pocket.back(words.numbers(order), order.target)),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Message:
    """The text messages in one language."""

    language: languages.Language
    parts: list[Part]


@dataclass(frozen=True)
class Preview:
    """Both sides as the page shows them, and the messages."""

    front: Made
    back: Made
    messages: list[Message]

    @property
    def sides(self) -> list[tuple[Made, str]]:
        """Each with its address, which is the picture itself."""
        made = (self.front, self.back)
        return [(one, f"data:{one.media_type};base64,{b64encode(one.data).decode()}") for one in made]


def preview(order: Order) -> Preview:
    """PressError where something of it cannot be printed or sent."""
    said, target = words.numbers(order), order.target
    messages = [Message(languages.language(one), sms.parts(words.message(order, one))) for one in order.languages]
    return Preview(pocket.front(said, target), pocket.back(said, target), messages)
