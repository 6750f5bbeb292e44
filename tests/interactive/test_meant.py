"""Whoever reads a questionnaire without scripts is told for which answers each result is meant."""

from collections import defaultdict

import pytest

from demo import interactive
from interactive.blocks import QUESTION_BLOCKS, RESULT_BLOCKS
from interactive.meant import Meant, of_results
from tests.interactive.questionnaires import answer, answer_result, question, scale, score_result

BLOCKS = dict(QUESTION_BLOCKS + RESULT_BLOCKS)
NEVER, UNTOLD, PAID = ("Jamais",), ("Je préfère ne pas répondre",), ("Une fois", "Plusieurs fois")
SURE, DOUBT = ("Non",), ("Oui", "Je n’ai pas voulu le savoir")


def meant(questions: list[dict], results: list[dict]) -> list[Meant]:
    named = (("questions", questions), ("results", results))
    return of_results(
        *(
            [BLOCKS[one["type"]].to_python(one["value"]).in_graph((name, n)) for n, one in enumerate(stored)]
            for name, stored in named
        )
    )


def test_demonstration_names_payment_and_doubt_and_tells_the_rest_by_points():
    facts, pages = defaultdict(int), defaultdict(lambda: None)
    bought, doubted = (interactive.questions()[number]["value"]["question"] for number in (0, 4))

    found = meant(interactive.questions(), interactive.results(facts, pages))

    assert found == [
        Meant(((bought, NEVER), (doubted, SURE)), "0–2"),
        Meant(((bought, NEVER), (doubted, SURE)), "3–5"),
        Meant(((bought, UNTOLD), (doubted, SURE)), "6–11"),
        Meant(((bought, PAID), (doubted, SURE)), "12–15"),
        Meant(((bought, PAID), (doubted, SURE)), "16–24"),
        Meant(((bought, NEVER + UNTOLD), (doubted, DOUBT))),
        Meant(((bought, PAID), (doubted, DOUBT))),
    ]


YES_NO = (answer("Non", key="non"), answer("Oui", 5, key="oui"))


@pytest.mark.parametrize(
    ("questions", "results", "told"),
    [
        ([question("un"), question("deux")], [score_result(0, 2)], [Meant()]),
        (
            [question("un"), question("deux")],
            [score_result(0, 0), score_result(1, 2)],
            [Meant((), "0"), Meant((), "1–2")],
        ),
        (
            [question("un", *YES_NO), question("deux", answer("A"), answer("B", 1), kind="multiple_choice")],
            [score_result(0, 2), score_result(5, 7)],
            [Meant((("Question un", ("Non",)),)), Meant((("Question un", ("Oui",)),))],
        ),
        (
            [question("un", *YES_NO)],
            [answer_result("un", "oui"), score_result(0, 9)],
            [Meant((("Question un", ("Oui",)),)), Meant((("Question un", ("Non",)),))],
        ),
        (
            [scale("un", steps=3, points=3)],
            [score_result(0, 2), score_result(3, 9)],
            [Meant((("Question un", ("1 Peu",)),)), Meant((("Question un", ("2", "3 Beaucoup")),))],
        ),
        # What somebody may never be asked tells nothing: points do.
        (
            [question("un", answer("Non", to="end"), answer("Oui")), question("deux", *YES_NO)],
            [score_result(0, 2), score_result(3, 9)],
            [Meant((), "0–2"), Meant((), "3–9")],
        ),
    ],
    ids=["one result", "points", "offset", "answer", "scale", "skipped"],
)
def test_answers_are_named_where_they_tell_and_points_where_not(questions, results, told):
    assert meant(questions, results) == told
