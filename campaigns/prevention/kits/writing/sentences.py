"""Rich text as a visitor reads it, as the blocks of a document."""

from collections.abc import Iterator
from urllib.parse import urljoin

from bs4 import BeautifulSoup, NavigableString, Tag
from django.conf import settings

from press.documents.tree import Block, Heading, Listing, Paragraph, Run

LEVELS = {"h2": 0, "h3": 1, "h4": 2, "h5": 3, "h6": 3}
KEPT_SCHEMES = ("https:", "http:", "mailto:", "tel:")


def blocks(html: str, level: int) -> tuple[Block, ...]:
    """Paragraphs, lists and headings; `level` is that of the highest heading that it may hold."""
    made: list[Block] = []
    for element in BeautifulSoup(html, "html.parser").children:
        if isinstance(element, Tag):
            made.extend(_block(element, level))
        elif str(element).strip():
            made.append(Paragraph((Run(str(element).strip()),)))
    return tuple(made)


def plain(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def _block(element: Tag, level: int) -> Iterator[Block]:
    if element.name in LEVELS:
        yield Heading(element.get_text(" ", strip=True), min(level + LEVELS[element.name], 4))
    elif element.name in ("ul", "ol"):
        items = tuple(_trimmed(runs) for item in element.find_all("li") if (runs := tuple(_runs_of_item(item))))
        if items:
            yield Listing(items, ordered=element.name == "ol")
    elif runs := _trimmed(tuple(_runs(element))):
        yield Paragraph(runs)


def _runs_of_item(item: Tag) -> Iterator[Run]:
    """Without a list inside the item, whose items follow as items of their own."""
    for child in item.children:
        if not (isinstance(child, Tag) and child.name in ("ul", "ol")):
            yield from _runs(child)


def _runs(node, bold: bool = False, italic: bool = False, href: str = "", language: str = "") -> Iterator[Run]:
    if isinstance(node, NavigableString):
        text = " ".join(str(node).split()) if str(node).strip() else " "
        lead = " " if str(node)[:1].isspace() and text.strip() else ""
        tail = " " if str(node)[-1:].isspace() and text.strip() else ""
        yield Run(f"{lead}{text}{tail}", bold, italic, href, language)
        return
    if node.name == "br":
        yield Run(" ")
        return
    bold = bold or node.name in ("b", "strong")
    italic = italic or node.name in ("i", "em")
    language = node.get("lang", language)
    if node.name == "a":
        href = _whole(node.get("href", ""))
    for child in node.children:
        yield from _runs(child, bold, italic, href, language)


def _whole(address: str) -> str:
    """On paper a link leads from nowhere: it names the site, too."""
    whole = urljoin(settings.BASE_URL, address) if address else ""
    return whole if whole.startswith(KEPT_SCHEMES) else ""


def _trimmed(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Without the space at both ends of a paragraph, and without runs that hold nothing."""
    kept = [run for run in runs if run.text]
    while kept and not kept[0].text.strip():
        kept.pop(0)
    while kept and not kept[-1].text.strip():
        kept.pop()
    return tuple(kept)
