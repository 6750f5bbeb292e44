"""A note as a document: its words and figures as they were kept, in the look of its campaign."""

from collections.abc import Callable
from itertools import groupby

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from campaigns.results.briefing import pictures
from campaigns.results.briefing.sections import SECTIONS
from campaigns.results.briefing.words import ITEM, NAME, capitalised, ended
from campaigns.results.models import Briefing
from core.models import Operator
from press.documents.docx.docx import docx
from press.documents.odt.odt import odt
from press.documents.pdf import pdf
from press.documents.spaces import spaced
from press.documents.tree import Block, Document, Heading, Listing, Notice, Paragraph, Picture, Run, Table

MAKERS: dict[str, tuple[str, Callable[[Document], bytes]]] = {
    "pdf": ("application/pdf", pdf),
    "odt": ("application/vnd.oasis.opendocument.text", odt),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx),
}


def pdf_of(briefing: Briefing) -> bytes:
    """PressError says what cannot be set, and where."""
    return pdf(document(briefing))


def document(briefing: Briefing) -> Document:
    """No count is read."""
    operator = Operator.objects.filter(site__is_default_site=True).first() or Operator()
    with translation.override(briefing.language):
        when = timezone.localtime(briefing.sent_at or briefing.made_at)
        return spaced(
            Document(
                language=briefing.language,
                title=briefing.title,
                subtitle=briefing.addressee or _("Briefing note"),
                blocks=tuple(_blocks(briefing)),
                author=operator.name,
                date=date_format(when, "DATE_FORMAT"),
                notice=_("Demonstration") if operator.is_demonstration else "",
                voice=briefing.campaign.spoken_in if briefing.campaign else "",
                is_short=not briefing.is_full,
            )
        )


def _blocks(briefing: Briefing) -> list[Block]:
    blocks: list[Block] = []
    for key, section in SECTIONS.items():
        if words := briefing.text.get(key, "").strip():
            blocks += [Heading(str(section.title), 1), *paragraphs(words)]
    blocks += _annex(briefing)
    return blocks


def paragraphs(words: str) -> list[Block]:
    """A line is a paragraph; “- ” begins an item, “## ” the name of a campaign."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    blocks: list[Block] = []
    for is_item, group in groupby(lines, key=lambda line: line.startswith(ITEM)):
        if is_item:
            blocks.append(Listing(tuple((Run(line.removeprefix(ITEM)),) for line in group)))
        else:
            blocks += [Heading(line.removeprefix(NAME), 2) if line.startswith(NAME) else _said(line) for line in group]
    return blocks


def _said(words: str) -> Paragraph:
    return Paragraph((Run(words),))


def _annex(briefing: Briefing) -> list[Block]:
    told = briefing.figures
    if not briefing.is_full:
        return _short_definitions(briefing)
    blocks: list[Block] = []
    if course := told.get("course"):
        picture = pictures.course(course, briefing.campaign.spoken_in)
        blocks += [
            Heading(_("Day by day"), 1),
            Picture(picture, "image/png", alt=f"{course['title']}. {course['description']}", caption=course["title"]),
        ]
    if tables := told.get("tables"):
        blocks.append(Heading(_("Tables"), 1))
        blocks += [block for table in tables for block in (Heading(table["title"], 2), _table(table))]
    return [*blocks, Heading(_("What the numbers mean"), 1), _until(briefing), *_defined(told.get("definitions", []))]


def _defined(definitions: list[list[str]]) -> list[Block]:
    """The name of each number, and all that is said of it."""
    return (
        [Listing(tuple((Run(f"{name}. ", bold=True), Run(" ".join(map(ended, said)))) for name, *said in definitions))]
        if definitions
        else []
    )


def _short_definitions(briefing: Briefing) -> list[Block]:
    """In one paragraph: the page has little room."""
    said = [run for name, meaning in briefing.figures.get("definitions", []) for run in _in_line(name, meaning)]
    return [Notice("", (Paragraph((*_until(briefing).runs, *said)),))]


def _in_line(name: str, meaning: str) -> tuple[Run, Run]:
    return Run(f" {capitalised(name)}. ", bold=True), Run(meaning)


def _until(briefing: Briefing) -> Paragraph:
    if briefing.counted_until is None:
        return _said(_("Nothing is counted yet."))
    when = date_format(timezone.localtime(briefing.counted_until), "DATETIME_FORMAT")
    return _said(_("Counted until %(moment)s, without knowing anyone.") % {"moment": when})


def _table(table: dict) -> Table:
    return Table(tuple(table["header"]), tuple(_cells(row) for row in table["rows"]))


def _cells(row: list[str]) -> tuple[tuple[Run, ...], ...]:
    return tuple((Run(cell),) for cell in row)
