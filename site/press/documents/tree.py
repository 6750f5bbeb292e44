"""What a document says, as plain data in one language: nothing here knows of pages or the database."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Run:
    """A piece of a sentence; `language` only where it is not the document's. `href` begins with https:, mailto: or tel:."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""
    language: str = ""


@dataclass(frozen=True)
class Heading:
    """Level 1 is a chapter, right below the title of the document; 4 is the lowest."""

    text: str
    level: int


@dataclass(frozen=True)
class Paragraph:
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Listing:
    items: tuple[tuple[Run, ...], ...]
    ordered: bool = False


@dataclass(frozen=True)
class Table:
    """The header is repeated on each page; `widths` of the columns are relative, and chosen by their words where none are given."""

    header: tuple[str, ...]
    rows: tuple[tuple[tuple[Run, ...], ...], ...]
    caption: str = ""
    widths: tuple[int, ...] = ()


@dataclass(frozen=True)
class Picture:
    """PNG or JPEG; `alt` says in words what it shows. One that is decorative is passed over where the rest is read aloud."""

    data: bytes
    media_type: str
    alt: str
    caption: str = ""
    decorative: bool = False


@dataclass(frozen=True)
class Notice:
    """A text set apart in a box: any blocks but a page break or another notice."""

    title: str
    blocks: "tuple[Block, ...]"


@dataclass(frozen=True)
class Lines:
    """So many empty lines to write on."""

    number: int


@dataclass(frozen=True)
class Code:
    """A QR code; `letters` is the address as people type it, without the scheme."""

    url: str
    letters: str
    caption: str


@dataclass(frozen=True)
class PageBreak:
    pass


type Block = Heading | Paragraph | Listing | Table | Picture | Notice | Lines | Code | PageBreak


@dataclass(frozen=True)
class Document:
    """`date` is written in the language already; `notice` stands in the footer of every page.

    `contents` asks for a list of chapters with their pages. A voice that is unknown speaks as to the general public. The PDF of one that
    `is_short` is set close, so that a page holds it.
    """

    language: str
    title: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    author: str = ""
    licence: str = ""
    version: str = ""
    date: str = ""
    notice: str = ""
    contents: bool = False
    voice: str = "prevention"
    is_short: bool = False


@dataclass(frozen=True)
class Slide:
    """At most one picture, which stands beside the text; `notes` are for who speaks."""

    title: str
    blocks: tuple[Paragraph | Listing | Picture, ...]
    notes: str = ""


@dataclass(frozen=True)
class Deck:
    """Slides to be shown; the first one, with the title, is made from these fields."""

    language: str
    title: str
    slides: tuple[Slide, ...]
    author: str = ""
    licence: str = ""
    version: str = ""
    date: str = ""
    notice: str = ""
    voice: str = "prevention"


def check(document: Document | Deck) -> None:
    """PressError names what cannot be made, its place and the remedy; nothing is made before this has passed."""
    from press.documents import checks  # it names the blocks above

    checks.check(document)
