"""What a group answered, on paper: one page, every word of it, in every language."""

import io
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest

from press import feedback
from press.feedback import Answer, Column, Feedback, Question, Share
from tests.press.test_formats import letters, structure

WORDS = {
    "fr": "La loi protège-t-elle les mineurs ?",
    "en": "Does the law protect minors?",
    "es": "¿Protege la ley a los menores?",
    "pt": "A lei protege os menores?",
    "ro": "Legea îi protejează pe minori?",
    "bg": "Защитава ли законът непълнолетните?",
    "ar": "هل يحمي القانون القاصرين؟ في 3 مارس 2026",
    "zh-hans": "法律是否保护未成年人？",
}


def answered(language: str = "fr", questions: int = 5, answers: int = 4, rounds: int = 2, long: int = 1) -> Feedback:
    words = WORDS[language]
    shares = tuple(Share(quarters, f"{words[:20]} {quarters}") for quarters in (4, 1))[:rounds]
    each = tuple(Answer(" ".join([words] * long), shares) for _answer in range(answers))
    return Feedback(
        language=language,
        over=words,
        title=words,
        answer=words,
        columns=tuple(Column(f"{words} {number}", "3. 3. 2026") for number in range(rounds)),
        questions=tuple(Question(f"{number}. {words}", each) for number in range(questions)),
        notes=(words,),
        limits_title=words,
        limits=(words, words),
        site="Site",
    )


def pages(found: Feedback) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(feedback.sheet(found).data)


@pytest.mark.parametrize("language", WORDS)
def test_every_word_stands_on_one_page_that_says_its_language(language):
    made = feedback.sheet(answered(language))

    document = pypdfium2.PdfDocument(made.data)
    assert len(document) == 1
    assert letters(WORDS[language]) - letters(document[0].get_textpage().get_text_range()) == set()
    with pikepdf.open(io.BytesIO(made.data)) as file:
        assert str(file.Root.Lang).startswith(language.partition("-")[0])
        kinds, _alternatives = structure(file.Root.StructTreeRoot)
    assert [kinds.count(kind) for kind in ("/H1", "/H2", "/Table")] == [1, 6, 5]
    assert kinds.count("/TH") >= 15
    assert WORDS[language] in made.text


@pytest.mark.parametrize("language", [language for language in WORDS if language != "ar"])  # its letters stand taller
def test_twelve_questions_of_four_answers_before_and_after_stand_on_one_page(language):
    assert len(pages(answered(language, questions=12))) == 1


@pytest.mark.parametrize("rounds", [1, 2])
def test_bars_are_dark_and_light_without_any_colour(rounds):
    grey = pages(answered(rounds=rounds))[0].render(scale=2).to_pil().convert("L")

    dark = sum(grey.histogram()[:90])
    assert dark > 4000


def test_many_long_questions_go_on_to_a_second_page_rather_than_be_cut():
    document = pages(answered(questions=12, answers=6, long=3))

    assert len(document) > 1
    said = "".join(page.get_textpage().get_text_range() for page in document)
    assert all(f"{number}. La loi" in said for number in range(12))


def test_withheld_answer_has_words_and_no_bar():
    found = answered(questions=1)
    hidden = replace(
        found, questions=(Question("Q", (Answer("R", (Share(0, "non affiché"), Share(0, "non affiché"))),)),)
    )

    made = feedback.sheet(hidden)

    assert "R: La loi protège-t-elle les mineurs ? 0: non affiché" in made.text
    assert pypdfium2.PdfDocument(made.data)[0].get_textpage().get_text_range().count("non affiché") == 2
