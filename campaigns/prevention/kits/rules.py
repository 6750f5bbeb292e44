"""What a kit never lacks. Each problem stands in the editor at the field that it is about."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.rich_text import get_text_for_indexing

from campaigns.prevention.kits.blocks import SAFETY_BLOCKS
from interactive.problems import Place, Problem
from press.composition import fonts
from press.content import PressError
from press.documents import wording

if TYPE_CHECKING:
    from campaigns.prevention.kits.models import KitPage

MOST_ROWS = 200


def problems(kit: "KitPage") -> Iterator[Problem]:
    yield from _unsafe(kit)
    yield from _missing(kit)
    yield from _unanswered(kit)
    yield from _unprintable(kit)
    yield from _unknown(kit)


def _unsafe(kit: "KitPage") -> Iterator[Problem]:
    """A kit without its protocol is not published: a session that nobody prepared for may harm (CEOP, Amicale du Nid)."""
    written = {block.block_type for block in kit.safety if get_text_for_indexing(block.value["text"].source).strip()}
    lacking = [str(block.label) for name, block in SAFETY_BLOCKS if name not in written]
    if lacking:
        message = _(
            "A kit is published with all four parts of facilitator safety. Missing: %(parts)s. Add and fill them."
        )
        yield Problem(("safety",), message % {"parts": ", ".join(lacking)})


def _missing(kit: "KitPage") -> Iterator[Problem]:
    required = {
        "levels": _("Tick for whom the kit is made."),
        "themes": _("Tick one theme at least: educators look for it."),
        "objectives": _("Write what the group will know or be able to do."),
        "sessions": _("Add one session at least, with its activities."),
        "sources": _("Name one source at least: what nothing supports is not taught."),
        "reviewers": _("Name who has reviewed the kit, and when."),
    }
    for name, message in required.items():
        if not getattr(kit, name):
            yield Problem((name,), message)


def _unanswered(kit: "KitPage") -> Iterator[Problem]:
    """A right answer that the question does not have: the guide would name none, or another one."""
    for number, block in enumerate(kit.evaluation):
        given = len(block.value["answers"])
        if (block.value.right or 0) >= given:
            message = _("This question has %(number)d answers: give the number of one of them, or none.")
            yield Problem(("evaluation", number, "right_answer"), message % {"number": given})
        elif block.value["claim"] and block.value.right is None:
            message = _("The question claims something: give the number of the right answer.")
            yield Problem(("evaluation", number, "right_answer"), message)


def _unprintable(kit: "KitPage") -> Iterator[Problem]:
    for number, block in enumerate(kit.handouts):
        if number == 0 and block.block_type != "handout":
            yield Problem(("handouts", 0), _("Let a block “Handout begins” stand first: it gives the sheet its title."))
        if block.block_type == "table" and len(block.value["rows"]) > MOST_ROWS:
            message = _(
                "A table of %(rows)d rows is read by nobody on paper: at most %(most)d. Split it, or attach it as a file."
            )
            said = {"rows": len(block.value["rows"]), "most": MOST_ROWS}
            yield Problem(("handouts", number, "rows"), message % said)


def _unknown(kit: "KitPage") -> Iterator[Problem]:
    """Characters that no font has: the kit would be public, and its files would not be made."""
    words: dict[Place, str] = {("title",): kit.title, ("lead",): kit.lead}
    for field in kit._meta.get_fields():
        if hasattr(field, "stream_block") and field.name != "extras":  # these are printed nowhere
            for number, block in enumerate(getattr(kit, field.name)):
                words[field.name, number] = " ".join(block.block.get_searchable_content(block.value))
    for place, text in words.items():
        try:
            fonts.check(wording.cleaned(text), settings.LANGUAGE_CODE)  # the fonts of every language are looked at
        except PressError as error:
            yield Problem(place, error.message)
