"""Guides and slides to test with, in the demonstration's own words of each language."""

import io
from functools import cache

from PIL import Image, ImageDraw

from press.documents.tree import (
    Code,
    Deck,
    Document,
    Heading,
    Lines,
    Listing,
    Notice,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Slide,
    Table,
)
from tests.press.contents import LANGUAGES, TARGET, demonstration, said, words

LICENCE = "CC BY-SA 4.0"
TITLES = [
    "Comprendre la loi",
    "Parents et professionnels",
    "Pour commencer",
    "Ce que disent les chiffres",
    "Un enfant se confie à vous",
    "Ne pas enquêter",
    "Qui appeler",
    "Écouter",
    "Signaler",
]
NUMBER = "01 40 33 42 00"


@cache
def sentences() -> list[str]:
    """French ones of 40 to 200 letters that the demonstration has in all languages, without figures of facts."""
    others = [words(language) for language in LANGUAGES if language != "fr"]
    common = [text for text in others[0] if all(other.get(text) for other in others)]
    return sorted(text for text in common if 40 < len(text) < 200 and not set("{<[0123456789") & set(text))


def sentence(number: int, language: str) -> str:
    return said(sentences()[number % len(sentences())], language)


@cache
def drawing(form: str = "PNG", size: tuple[int, int] = (900, 500)) -> bytes:
    image = Image.new("RGB", size, "#edf1f6")
    draw = ImageDraw.Draw(image)
    for step in range(6):
        draw.rectangle((60 + step * 135, 420 - step * 60, 150 + step * 135, 440), fill="#123a70")
    out = io.BytesIO()
    image.save(out, form)
    return out.getvalue()


def title(number: int, language: str) -> str:
    return said(TITLES[number % len(TITLES)], language)


def code(language: str) -> Code:
    return Code(TARGET.url, TARGET.letters, said("Et maintenant : arrêter", language))


def table(language: str, rows: int = 4) -> Table:
    header = tuple(said(text, language) for text in ("Étapes", "Que faire ?", "Ce que l’on se dit"))
    cells = tuple(
        (
            (Run(f"{5 * number} min"),),
            (Run(sentence(number, language)),),
            (Run(sentence(number + 9, language), bold=True),),
        )
        for number in range(rows)
    )
    return Table(header, cells, caption=title(5, language), widths=(2, 5, 5))


def chapter(number: int, language: str) -> tuple:
    """Of a page and a half."""

    def say(at: int) -> str:
        return sentence(number * 13 + at, language)

    return (
        Heading(title(number * 4, language), 1),
        Paragraph((Run(say(1) + " "), Run(say(2), bold=True), Run(" "), Run(say(3), italic=True))),
        Heading(title(number * 4 + 1, language), 2),
        Listing(((Run(say(5)),), (Run(say(6)),), (Run(say(7)),))),
        Listing(((Run(say(8)),), (Run(say(9)),)), ordered=True),
        Notice(
            title(number * 4 + 3, language),
            (Paragraph((Run(say(11) + " " + NUMBER),)), Listing(((Run(say(12)),), (Run(say(13)),)))),
        ),
        table(language),
        Heading(title(number * 4 + 2, language), 3),
        Paragraph((Run(say(15) + " "), Run("example.org", href="https://example.org/a?b=c&d=e"))),
        Listing(((Run(say(16)),), (Run(say(17)),)), ordered=True),
    )


def guide(language: str = "fr", chapters: int = 2, **fields) -> Document:
    blocks = tuple(block for number in range(chapters) for block in chapter(number, language))
    end = (
        Picture(drawing(), "image/png", sentence(40, language), sentence(41, language)),
        code(language),
        PageBreak(),
        Heading(title(8, language), 1),
        Paragraph((Run("Mouvement du Nid", language="fr"),)),
        Lines(4),
        Paragraph((Run("x" * 300),)),
    )
    defaults = {
        "subtitle": said("Agir contre le système prostitutionnel", language),
        "author": "Mouvement du Nid",
        "licence": LICENCE,
        "version": "1.2",
        "date": "25/11/2026",
        "notice": demonstration(language),
        "contents": True,
    }
    return Document(language, said("Parents et professionnels", language), blocks + end, **defaults | fields)


def deck(language: str = "fr", **fields) -> Deck:
    slides = (
        Slide(
            title(0, language),
            (
                Paragraph((Run(sentence(1, language)),)),
                Listing(((Run(sentence(2, language)),), (Run(NUMBER, bold=True),))),
            ),
            notes=sentence(3, language),
        ),
        Slide(
            title(1, language),
            (
                Listing(
                    ((Run(sentence(5, language)),), (Run("example.org", href="https://example.org/"),)), ordered=True
                ),
                Picture(drawing(), "image/png", sentence(6, language), sentence(7, language)),
            ),
        ),
        Slide(title(2, language), (Picture(drawing("JPEG"), "image/jpeg", sentence(9, language)),)),
    )
    defaults = {
        "author": "Mouvement du Nid",
        "licence": LICENCE,
        "version": "1.2",
        "date": "25/11/2026",
        "notice": demonstration(language),
    }
    return Deck(language, said("Parents et professionnels", language), slides, **defaults | fields)
