"""French spaces reach every word of a document, and nothing that is no word."""

import io

import pypdfium2

from press.documents.pdf import pdf
from press.documents.spaces import spaced
from press.documents.tree import Code, Deck, Document, Heading, Listing, Notice, Paragraph, Run, Slide, Table

N, W = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"
ASKED = (Run("Qui paie ?", href="https://example.org/a b :"),)


def whole(language: str) -> Document:
    blocks = (
        Heading("La loi : ce qu’elle dit", 1),
        Paragraph(ASKED),
        Listing((ASKED,)),
        Table(header=("Qui ?", "Quoi"), rows=((ASKED, ASKED),), caption="Les peines : un rappel"),
        Notice("Attention !", (Paragraph(ASKED),)),
        Code("https://example.org/", "example.org", "Pour aller plus loin :"),
    )
    return Document(language, "Toi ?", blocks, subtitle="« Un titre »")


def test_every_word_has_them():
    document = spaced(whole("fr"))

    assert (document.title, document.subtitle) == (f"Toi{N}?", f"«{W}Un titre{W}»")
    heading, paragraph, listing, table, notice, code = document.blocks
    asked = (Run(f"Qui paie{N}?", href="https://example.org/a b :"),)
    assert heading.text == f"La loi{W}: ce qu’elle dit"
    assert (paragraph.runs, listing.items, table.rows) == (asked, (asked,), ((asked, asked),))
    assert (table.header, table.caption) == ((f"Qui{N}?", "Quoi"), f"Les peines{W}: un rappel")
    assert (notice.title, notice.blocks) == (f"Attention{N}!", (Paragraph(asked),))
    assert (code.url, code.letters, code.caption) == (
        "https://example.org/",
        "example.org",
        f"Pour aller plus loin{W}:",
    )


def test_slides_have_them():
    deck = spaced(Deck("fr", "Toi ?", (Slide("Qui ?", (Paragraph(ASKED),), notes="Laisser parler : une minute"),)))

    assert (deck.slides[0].title, deck.slides[0].notes) == (f"Qui{N}?", f"Laisser parler{W}: une minute")


def test_other_languages_stay_as_they_are_written():
    assert spaced(whole("en")) == whole("en")


def test_pdf_breaks_no_line_there():
    # As wide as the line and a little more: the mark alone would go to the next.
    text = "x" * 70 + " Qui paie ?"

    pages = pypdfium2.PdfDocument(io.BytesIO(pdf(Document("fr", "Titre", (Paragraph((Run(text * 3),)),)))))

    lines = [line for page in pages for line in page.get_textpage().get_text_range().splitlines()]
    assert not [line for line in lines if line.startswith("?")]
    assert any(N in line for line in lines)
