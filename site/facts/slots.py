"""What this room shows in the base templates: helplines in the footer and the way to them, sources under the content."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from core import audiences
from facts.models import Fact
from facts.sentences.translating import meanings
from facts.shelf import Help, Shelf
from facts.typed.listing import draft
from facts.typed.near import soon_former
from facts.typed.numbers import of_pages
from facts.typed.panel import of_source

_known: dict[str, Help] = {}  # those for everybody as this process last showed them, in each language


def helplines(context: dict[str, Any]) -> str:
    """The helplines for the audience of the page, or for whom the page says: those that it has not shown already.

    Where a page shows one thing after the other the foot has all of them, and shows the others while those are out of sight.
    """
    shown, shelf = _help(context), Shelf.of(context)
    if _audience(context) == audiences.PUBLIC:
        _known[get_language()] = shown
    untold = shelf.untold(shown.all)
    rest = Help.of(_audience(context), untold)
    said = {"help": rest, "is_told": shelf.has_told}
    if shelf.shows_in_turn and shelf.has_told:
        said |= {"help": shown, "untold": untold, "in_turn": True}
    return render_to_string("facts/footer_helplines.html", said)


def way_to_helplines(context: dict[str, Any]) -> str:
    """The way there for whoever has no mouse, in words as true as their heading."""
    return render_to_string("facts/skip_link.html", {"help": _help(context)})


def _help(context: dict[str, Any]) -> Help:
    return Shelf.of(context).help_for(_audience(context))


def _audience(context: dict[str, Any]) -> str:
    page = context.get("page")
    return getattr(page, "listened_to_as", "") or getattr(page, "audience", "") or audiences.PUBLIC


def last_known_helplines(context: dict[str, Any]) -> str:
    """Without the database: in the language of the page, or else in any."""
    shown = _known.get(get_language()) or next(iter(_known.values()), None)
    return render_to_string("facts/footer_helplines.html", {"help": shown})


def sources(context: dict[str, Any]) -> str:
    """Each fact that the page showed, with its source, its date and when it was verified."""
    return render_to_string("facts/sources.html", {"facts": list(Shelf.of(context).shown.values())})


def typed_numbers(context: dict[str, Any]) -> str:
    """To a translator: the numbers of law that are typed in the source, and who answers for those of the translation."""
    if not isinstance(context["instance"], Page):
        return ""
    return render_to_string(
        "facts/typed/translation.html", of_source(context["translation"].source, context["instance"])
    )


def typed_in_the_draft(context: dict[str, Any]) -> str:
    """To whoever approves a page: the numbers of law that are typed in it, and who answers for each."""
    if not isinstance(context["object"], Page):
        return ""
    page = context["object"].specific
    numbers = of_pages([draft(page, page.latest_revision) or page], page.locale.language_code)[page.pk]
    return render_to_string("facts/typed/approval.html", {"numbers": numbers})


def typed_where_a_fact_changes(context: dict[str, Any]) -> str:
    """To whoever approves another value of a fact: where the one of today is typed, and stays."""
    if not isinstance(context["object"], Fact):
        return ""
    numbers = soon_former(context["object"], context["request"].user)
    return render_to_string("facts/typed/approval_of_fact.html", {"numbers": numbers})


def tokens(context: dict[str, Any]) -> str:
    """To a translator: what the tokens in the sentences stand for, and at once whether one is lost or changed."""
    translation = context["translation"]
    if not (known := meanings(translation, context["instance"])):
        return ""
    said = {
        "meanings": known,
        "language": translation.target_locale.language_code,
        "lost": _("The source holds “%(source)s”, a fact or a link that the translation has lost.")
        % {"source": "{token}"},
        "foreign": _("The translation holds “%(target)s”, a fact or a link that the source does not have.")
        % {"target": "{token}"},
    }
    return render_to_string("facts/translated_tokens.html", said)
