"""The reading level: known texts, known numbers."""

import re

import pytest
from django.urls import reverse
from wagtail_localize.models import Translation

from campaigns.outreach import panels
from campaigns.outreach.reading_level import Sentence, length_of, read, sentences_of, syllables_of
from tests import factories, markup
from tests.editorial.conftest import say
from tests.outreach.rights import rights_page, text

LAW = (
    "L’association agréée mentionnée à l’alinéa précédent sollicite auprès de l’autorité administrative compétente, "
    "conformément aux dispositions réglementaires applicables, l’autorisation d’engagement dans le parcours."
)
PLAIN = "Allez dans un lieu sûr. Appelez le 17. Dites où vous êtes."


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("rue", 1), ("porte", 1), ("portes", 1), ("lieu", 1), ("sûr", 1), ("appelez", 3), ("association", 4), ("aide", 1),
        ("été", 2), ("le", 1), ("17", 1), ("police", 2), ("chez", 1),
    ],
)  # fmt: skip
def test_syllables_of_french_words(word, syllables):
    assert syllables_of(word) == syllables


def test_plain_french_has_the_score_of_the_formula():
    reading = read(["Le chat dort. Il a bu."], "fr")

    # 6 words, 2 sentences, 6 syllables: 207 − 1.015 × 3 − 73.6 × 1
    assert (reading.sentences, reading.average, reading.score, reading.level) == (2, 3.0, 130.4, "easy")


def test_language_of_the_law_is_hard_and_plain_words_are_easy():
    assert [read([text], "fr").level for text in (LAW, PLAIN)] == ["hard", "easy"]


def test_longest_sentences_are_told_first_and_short_ones_never():
    twenty, sixteen = " ".join(["mot"] * 20) + ".", " ".join(["mot"] * 16) + "."
    reading = read([f"{sixteen} Court. {twenty}", f"{sixteen} {sixteen}", "Un titre"], "fr")

    assert [sentence.length for sentence in reading.longest] == [20, 16, 16]


@pytest.mark.parametrize(
    ("text", "language", "sentences"),
    [
        ("Appelez. Vite !", "fr", ["Appelez.", "Vite !"]),
        ("Il dit : « Partez. » Il part.", "fr", ["Il dit : « Partez.", "Il part."]),
        ("Le 3.5 dit oui.", "fr", ["Le 3.5 dit oui."]),
        ("Un titre\nUn autre", "fr", ["Un titre", "Un autre"]),
        ("اتصل بالشرطة. هل أنت في خطر؟", "ar", ["اتصل بالشرطة.", "هل أنت في خطر؟"]),
        ("拨打17。你在危险中吗？", "zh-hans", ["拨打17。", "你在危险中吗？"]),
        ("Обадете се. Бързо!", "bg", ["Обадете се.", "Бързо!"]),
    ],
)
def test_sentences_end_as_each_script_ends_them(text, language, sentences):
    assert [sentence.text for sentence in sentences_of(text, language)] == sentences


@pytest.mark.parametrize(
    ("text", "language", "length"),
    [
        ("L’association vous écoute.", "fr", 3),
        ("Elle a 1 500 € aujourd’hui.", "fr", 4),
        ("Do not sign: ask first.", "en", 5),
        ("你在危险中吗？", "zh-hans", 6),
        ("هل أنت في خطر؟", "ar", 4),
    ],
)
def test_length_of_a_sentence(text, language, length):
    assert length_of(text, language) == length


def test_lix_of_known_words():
    # 6 words, 2 sentences, 3 words longer than six letters: 3 + 50
    reading = read(["Call somebody now, quickly. Nobody believes."], "en")

    assert (reading.formula, reading.average, reading.score, reading.level) == ("lix", 3.0, 53.0, "hard")


@pytest.mark.parametrize("language", ["ro", "bg", "ar", "zh-hans"])
def test_language_without_a_formula_has_no_score(language):
    reading = read(
        ["Unu doi trei." if language == "ro" else "едно две" if language == "bg" else "你好 مرحبا"], language
    )

    assert (reading.formula, reading.score, reading.level) == ("length", None, "easy")


def test_long_sentences_are_hard_where_no_formula_holds():
    assert [read([" ".join(["дума"] * words)], "bg").level for words in (15, 16, 21)] == ["easy", "medium", "hard"]
    assert [read(["字" * characters], "zh-hans").level for characters in (25, 26, 41)] == ["easy", "medium", "hard"]


def test_nothing_is_measured_where_nothing_is_written():
    assert read(["", "  ", "…"], "fr") is None


def test_sentence_says_its_words():
    assert sentences_of("Dites oui.", "fr") == [Sentence("Dites oui.", 2)]


def test_editor_is_told_the_level_and_the_longest_sentences_of_the_draft(admin_client, in_english, home):
    page = rights_page(home, lead="Agissez.", body=[text(f"<p>{LAW}</p>")], easy_read=[text("<p>Le chat dort.</p>")])

    html = markup.read(admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode())

    told = html[html.index('class="reading-levels"') :]
    assert re.findall(r"<h3>(.*?)</h3>", told)[:2] == [
        "The page: <strong>hard</strong>",
        "Easy-to-read version: <strong>easy</strong>",
    ]
    assert re.findall(r"<li><q>(.*?)</q> <span lang=\"en\">(.*?)</span>", told) == [(LAW, "(22 words)")]
    assert "Flesch for French" in told


@pytest.fixture
def translation(home, english_home, translate) -> Translation:
    """An English draft in which nothing is translated yet."""
    page = rights_page(home, lead="Agissez.", body=[text(f"<p>{LAW}</p><p>Le chat dort.</p>")])
    translate(page, english_home.locale, publish=False)
    return Translation.objects.get(source__object_id=page.translation_key)


def told_to_translators(client, translation) -> str:
    html = markup.read(client.get(translation.get_target_instance_edit_url()).content.decode())
    return html[html.index("How easy it is to read") : html.index('class="js-translation-editor"')]


def test_translator_is_told_the_level_of_what_is_translated_by_now(admin_client, in_english, translation):
    long = "Nobody " + "believes " * 20 + "it."
    say(translation, "Agissez.", "Act.")
    say(translation, "Le chat dort.", long)

    told = told_to_translators(admin_client, translation)

    assert re.findall(r"<h3>(.*?)</h3>", told) == ["The page: <strong>hard</strong>"]
    assert re.findall(r"<li><q>(.*?)</q>", told) == [long]
    assert "LIX" in told


def test_translator_who_has_written_nothing_is_told_no_level(admin_client, in_english, translation):
    told = told_to_translators(admin_client, translation)

    assert "<h3>" not in told
    assert "Nothing is written yet" in told


def test_translator_of_another_page_is_told_nothing_of_it(admin_client, in_english, home, english_home, translate):
    page = translate(factories.standard_page(home, title="La loi"), english_home.locale, publish=False)

    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    assert 'class="js-translation-editor"' in html
    assert "How easy it is to read" not in html


def test_facts_in_a_sentence_are_measured_as_they_are_written(home):
    fact = factories.fact(value="1500")
    page = rights_page(
        home, body=[text(f"<p>La loi : {factories.inline(fact, 'un nom long de six mots')}.</p><p>Oui.</p>")]
    )

    assert [plain.replace("\u202f", " ").replace("\xa0", " ") for plain in panels.plain(page, page.body)] == [
        "La loi : 1 500 €.\nOui.\n"
    ]
