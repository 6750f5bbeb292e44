"""A release as a document: the words and figures of its page, in the operator's look."""

import hashlib
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from campaigns.prevention.kits.writing.pictures import picture
from campaigns.prevention.kits.writing.sentences import blocks as read
from core.models import Operator
from core.text import rich_text
from core.text.tokens import kept
from facts.blocks import FactCardBlock
from facts.models import Fact
from facts.sentences.tokens import told
from facts.shelf import Shelf, ShownFact
from home.newsroom.models import ArticlePage, PressRoomPage
from press.documents.odt.odt import odt
from press.documents.pdf import pdf
from press.documents.spaces import spaced
from press.documents.tree import Block, Document, Heading, Listing, Notice, Paragraph, Run, Table

MAKERS: dict[str, tuple[str, Callable[[Document], bytes]]] = {
    "pdf": ("application/pdf", pdf),
    "odt": ("application/vnd.oasis.opendocument.text", odt),
}
NO_BREAK = "\N{NO-BREAK SPACE}"
CARD = FactCardBlock()


def document(article: ArticlePage) -> Document:
    """In the language of the page, with the facts of today. PressError where a picture of it cannot be read."""
    operator = Operator.objects.filter(site__is_default_site=True).first() or Operator()
    with translation.override(article.locale.language_code):
        return spaced(
            Document(
                language=article.locale.language_code,
                title=article.title,
                subtitle=str(article.get_kind_display()).capitalize(),
                blocks=tuple(_blocks(article)),
                author=operator.name,
                date=date_format(article.date, "DATE_FORMAT"),
                notice=_("Demonstration") if operator.is_demonstration else "",
                voice=article.voice,
            )
        )


def digest(made: Document) -> str:
    """SHA-256 of all that its files say."""
    return hashlib.sha256(repr(made).encode()).hexdigest()


def _blocks(article: ArticlePage) -> Iterator[Block]:
    if article.held_until:
        told_before = Paragraph((Run(_("Nothing of it is published before.")),))
        yield Notice(_("Embargo until %(moment)s") % {"moment": article.embargo_told}, (told_before,))
    shelf = Shelf(article.locale.language_code, article)
    yield Paragraph((Run(told(kept(article.summary), shelf), bold=True),))
    for block in article.body:
        yield from _block(block, article, shelf)
    yield from _sources(shelf)
    room = PressRoomPage.in_language(article.locale_id)
    if room and room.contacts:
        yield Heading(_("Press contacts"), 1)
        yield Listing(tuple(_contact(block.value) for block in room.contacts))
    if address := article.full_url:
        yield Paragraph((Run(_("This release on the site:") + " "), Run(address, href=address)))


def _block(block: Any, article: ArticlePage, shelf: Shelf) -> Iterator[Block]:
    value = block.value
    match block.block_type:
        case "text":
            yield from _text(value["text"].source, article, shelf, 1)
        case "said":
            yield Paragraph((Run(_("“%(words)s”") % {"words": told(kept(value["text"]), shelf)}, italic=True),))
            yield Paragraph((Run(value["name"], bold=True), Run(_(", ") + value["role"])))
        case "notice":
            yield Notice(value["heading"], _text(value["text"].source, article, shelf, 2))
        case "table":
            rows = tuple(tuple((Run(cell),) if cell else () for cell in line) for line in value.lines)
            yield Table(tuple(value.columns), rows, caption=value["caption"])
        case "figure" if value["image"] is not None and value["image"].may_be_shown:
            yield picture(value["image"], value["caption"])
        case "fact_card":
            yield from _fact(value, shelf)


def _text(source: str, article: ArticlePage, shelf: Shelf, level: int) -> tuple[Block, ...]:
    """`level` is that of the highest heading that it may hold."""
    context = {"page": article, "request": SimpleNamespace(fact_shelf=shelf)}
    return read(rich_text.render(source, context), level)


def _fact(value: Any, shelf: Shelf) -> Iterator[Block]:
    shown = CARD.shown(value, shelf)
    if shown is None:
        return
    language = "" if shown.language == shelf.language else shown.language
    value = (Run(f"{shown.value} ", bold=True),) if shown.value else ()
    said = "" if shown.is_brief else f" {shown.plain_sentence}"
    yield Paragraph((*value, Run(f"{shown.label}.", bold=True, language=language), Run(said, language=language)))


def _sources(shelf: Shelf) -> Iterator[Block]:
    """Each fact that was shown, with its source and the date of that, as at the foot of the page."""
    items = tuple(_source(shown, shelf) for shown in shelf.shown.values() if shown.fact.source_title)
    if items:
        yield Heading(_("Sources"), 1)
        yield Listing(items)


def _source(shown: ShownFact, shelf: Shelf) -> tuple[Run, ...]:
    fact, language = shown.fact, "" if shown.language == shelf.language else shown.language
    dated = _(", ") + date_format(fact.source_date, "DATE_FORMAT") if fact.source_date else ""
    notes = []
    if fact.confidence != Fact.Confidence.HIGH:
        notes.append(_("We have found no second source that confirms it."))
    if fact.verified_on:
        notes.append(_("Verified on %(day)s.") % {"day": date_format(fact.verified_on, "DATE_FORMAT")})
    sentence = Run(f"{shown.plain_sentence} ", language=language)
    own = "" if fact.source_language == shelf.language else fact.source_language
    return sentence, Run(fact.source_title, href=fact.source_url, language=own), Run(" ".join([f"{dated}.", *notes]))


def _contact(value: Any) -> tuple[Run, ...]:
    told_of = [part for part in (value["role"], value["telephone"].replace(" ", NO_BREAK), value["hours"]) if part]
    name = Run(value["name"], bold=True)
    rest = (Run("".join(_(", ") + part for part in told_of)),) if told_of else ()
    mail = (Run(_(", ")), Run(value["email"], href=f"mailto:{value['email']}")) if value["email"] else ()
    return (name, *rest, *mail)
