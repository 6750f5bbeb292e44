"""Whoever reads a questionnaire without scripts is told for which answers each result is meant."""

import pytest

from interactive.blocks import QUESTION_BLOCKS, RESULT_BLOCKS
from interactive.meant import Meant, of_results
from tests.interactive.questionnaires import answer, answer_result, question, score_result

BLOCKS = dict(QUESTION_BLOCKS + RESULT_BLOCKS)
YES_NO = question("un", answer("Non", key="non"), answer("Oui", 5, key="oui"))


def meant(questions: list[dict], results: list[dict]) -> list[Meant]:
    named = (("questions", questions), ("results", results))
    return of_results(
        *(
            [BLOCKS[one["type"]].to_python(one["value"]).in_graph((name, n)) for n, one in enumerate(stored)]
            for name, stored in named
        )
    )


@pytest.mark.parametrize(
    ("results", "told"),
    [
        ([score_result(0, 5)], [Meant()]),
        ([score_result(0, 0), score_result(1, 5)], [Meant(points="0"), Meant(points="1–5")]),
        ([answer_result("un", "oui"), score_result(0, 5)], [Meant("Question un", "Oui"), Meant()]),
        (
            [answer_result("un", "oui"), score_result(0, 2), score_result(3, 5)],
            [Meant("Question un", "Oui"), Meant(points="0–2"), Meant(points="3–5")],
        ),
    ],
    ids=["one result", "points", "answer", "answer and points"],
)
def test_result_names_its_answer_and_points_where_another_result_has_others(results, told):
    assert meant([YES_NO], results) == told
