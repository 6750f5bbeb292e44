"""No sheet has an empty box in place of a letter."""

from dataclasses import replace

import pytest
from django.utils import translation

from press import formats
from press.composition import fonts
from press.content import FactLine, HelpLine, PressError, Target
from press.sharing import cards
from press.symbols import qr
from tests.press.contents import LANGUAGES, TARGET, content, words

UNSEEN = "\u00a0\u202f\u00ad\u200b\u200e\u2066\u2069\n"


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Ça coûte 1 500 € : « œuvre » – n’est‑ce pas ?", ""),
        ("Който плаща, нарушава закона: „ѝ“ № 5", ""),
        ("الدفعُ مقابل فعلٍ جنسيّ، خرقٌ للقانون؟ ﷺ", ""),
        ("购买性行为就是违法。（第611条）", ""),
        ("Țară, ș, ğ, ñ, ção", ""),
        (UNSEEN, ""),
        ("Appelle 😀 vite 😀 ☎\ufe0f", "😀"),
        ("שלום", "שלום"),
    ],
)
def test_missing_glyphs_are_each_named_once(text, missing):
    assert {language: fonts.missing_glyphs(text, language) for language in LANGUAGES} == dict.fromkeys(
        LANGUAGES, missing
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_demonstration_can_be_shown(language):
    texts = [text for pair in words(language).items() for text in pair]

    assert fonts.missing_glyphs("".join(texts), language) == ""


PLACES = {
    "statement": {"statement": "Bonjour 😀"},
    "lead": {"lead": "Bonjour 😀"},
    "call": {"call": "😀"},
    "site": {"site": "😀"},
    "notice": {"notice": "😀"},
    "value": {"facts": (FactLine("😀", "", "Une phrase.", "", "fr"),)},
    "label": {"facts": (FactLine("1", "😀", "", "", "fr"),)},
    "sentence": {"facts": (FactLine("", "", "😀", "", "fr"),)},
    "source": {"facts": (FactLine("1", "a", "b", "😀", "fr"),)},
    "number": {"helplines": (HelpLine("😀", "a", "b"),)},
    "title": {"helplines": (HelpLine("17", "😀", "b"),)},
    "note": {"helplines": (HelpLine("17", "a", "😀"),)},
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("key", ["poster-a4", "square", "banner-mobile"])
def test_sheet_with_a_character_that_no_font_has_is_refused(key, place):
    with translation.override("en"), pytest.raises(PressError) as refused:
        formats.make(key, content("fr", **PLACES[place]), TARGET)

    assert "😀 (U+1F600)" in refused.value.message


def test_code_and_card_with_a_character_that_no_font_has_are_refused():
    with pytest.raises(PressError, match="U\\+1F600"):
        qr.svg(replace(TARGET, letters="example.org/😀"))
    with pytest.raises(PressError, match="U\\+1F600"):
        cards.card(content(statement="Bonjour 😀"))


@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "campagnes.example.org", "https://a/" + "x" * 3000])
def test_address_that_no_code_leads_to_is_refused(url):
    with pytest.raises(PressError):
        formats.make("poster-a4", content(), Target(url, "example.org"))
    with pytest.raises(PressError):
        qr.png(Target(url, "example.org"))
