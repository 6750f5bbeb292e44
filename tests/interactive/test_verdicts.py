"""What is right is marked by editors, without contradiction; the visitor reads it before what was answered."""

import re

import pytest

from interactive import questionnaire, verdicts
from interactive.blocks import QUIZ_BLOCKS
from tests import markup
from tests.interactive.chats import quiz_answer, quiz_question

BLOCKS = dict(QUIZ_BLOCKS)
RIGHT, WRONG = quiz_answer("Vrai", right=True), quiz_answer("Faux")


def value_of(stored: dict):
    return BLOCKS[stored["type"]].to_python(stored["value"])


def places(verdict: str, *answers: dict) -> list[tuple]:
    stored = quiz_question("un", verdict="none") | {}
    stored["value"] |= {
        "verdict": verdict,
        "answers": [{"type": "item", "id": str(number), "value": value} for number, value in enumerate(answers)],
    }
    asked = value_of(stored).in_graph(("questions", 0))
    return [problem.place for problem in questionnaire.problems([asked], [])]


@pytest.mark.parametrize(
    ("verdict", "answers", "refused"),
    [
        ("true", (RIGHT, WRONG), []),
        ("false", (WRONG, RIGHT), []),
        ("one", (RIGHT, WRONG), []),
        ("none", (WRONG, WRONG), []),
        ("one", (RIGHT, RIGHT), [("questions", 0, "answers", 1, "right")]),
        ("true", (RIGHT, WRONG, RIGHT), [("questions", 0, "answers", 2, "right")]),
        ("false", (WRONG, WRONG), [("questions", 0, "answers")]),
        ("none", (RIGHT, WRONG), [("questions", 0, "answers", 0, "right")]),
        ("", (RIGHT, WRONG), [("questions", 0, "verdict")]),
        (None, (WRONG, WRONG), [("questions", 0, "verdict")]),
    ],
)
def test_marks_that_contradict_each_other_are_refused_at_their_place(verdict, answers, refused):
    found = places(verdict, *answers)

    assert [place for place in found if place != ("results",)] == refused


def test_question_that_was_stored_before_marks_existed_confirms_nothing(in_english):
    stored = quiz_question("un")
    del stored["value"]["verdict"]
    for one in stored["value"]["answers"]:
        del one["value"]["right"]

    value = value_of(stored)

    assert [said for said, _answer in value.judged] == ["What there is to know"] * 2


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        ("true", ["The statement is true.", "The statement is true."]),
        ("false", ["The statement is false.", "The statement is false."]),
        ("one", ["That is right.", "That is not right."]),
        ("none", ["What there is to know", "What there is to know"]),
    ],
)
def test_claim_is_judged_alike_whatever_was_answered(in_english, verdict, said):
    assert [verdicts.said(verdict, right) for right in (True, False)] == said


def test_verdict_is_read_before_the_answer_and_the_answer_before_the_reason(in_english):
    value = value_of(quiz_question("un", quiz_answer("Vrai", explanation="Parce que."), RIGHT, verdict="false"))

    html = BLOCKS["explained_choice"].render(value)

    first = html.split("<li")[1]
    assert first.index("The statement is false.") < first.index("Vrai") < first.index("Parce que.")


@pytest.mark.parametrize(
    ("verdict", "read"),
    [
        ("true", ["Vrai: it is the right answer.", "The right answer is Vrai, not Faux."]),
        ("false", ["Vrai: it is the right answer.", "The right answer is Vrai, not Faux."]),
        ("one", ["Vrai: it is the right answer.", "The right answer is Vrai, not Faux."]),
        ("none", ["Answer: Vrai", "Answer: Faux"]),
        ("", ["Answer: Vrai", "Answer: Faux"]),
    ],
)
def test_what_was_answered_is_said_to_be_right_or_not_after_the_claim_is_judged(in_english, verdict, read):
    right = {**RIGHT, "right": verdict not in ("", "none")}

    html = markup.read(BLOCKS["explained_choice"].render(value_of(quiz_question("un", right, WRONG, verdict=verdict))))

    given = re.findall(r'class="given">(.*?)</span>', html, re.DOTALL)
    assert [re.sub(r"<[^>]+>", "", one).strip() for one in given] == read
