"""The rules of a questionnaire: each bad one is refused at its place, each accepted one ends in a result, whatever is answered."""

from itertools import chain, combinations

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from interactive import questionnaire
from interactive.blocks import QUESTION_BLOCKS, RESULT_BLOCKS
from interactive.graph import END
from interactive.questionnaire import Answer, AnswerResult, Question, ScoreResult, destination
from interactive.templatetags.interactive_tags import how_long
from tests.interactive.questionnaires import answer, answer_result, question, scale, score_result

BLOCKS = dict(QUESTION_BLOCKS + RESULT_BLOCKS)


def graph(stored: list[dict], name: str) -> list:
    return [BLOCKS[one["type"]].to_python(one["value"]).in_graph((name, number)) for number, one in enumerate(stored)]


def problems(questions: list[dict], results: list[dict]) -> list[tuple]:
    found = questionnaire.problems(graph(questions, "questions"), graph(results, "results"))
    return [(problem.place, problem.message) for problem in found]


YES_NO = (answer("Non", key="non"), answer("Oui", 1, key="oui"))
FINE = [score_result(0, 2)]
BAD = {
    "no second answer": (
        [question("un", answer("Oui")), question("deux")],
        FINE,
        ("questions", 0, "answers"),
        "A question needs two answers at least: write another one, or delete the question.",
    ),
    "same key": (
        [question("un"), question("un")],
        FINE,
        ("questions", 1, "key"),
        "The key “un” is taken by a block above: choose another one.",
    ),
    "key of the end": (
        [question("un"), question("end")],
        FINE,
        ("questions", 1, "key"),
        "“end” stands for the end: choose another key.",
    ),
    "same key of answers": (
        [question("un", answer("Non", key="a"), answer("Oui", 1, key="a")), question("deux")],
        FINE,
        ("questions", 0, "answers", 1, "key"),
        "Another answer of this question has the key “a”: choose another one.",
    ),
    "unknown key": (
        [question("un", answer("Non"), answer("Oui", to="trois")), question("deux")],
        FINE,
        ("questions", 0, "answers", 1, "goes_to"),
        "Nothing has the key “trois”. There are: deux, un.",
    ),
    "unknown key in a scale": (
        [scale("un", to="trois"), question("deux")],
        FINE,
        ("questions", 0, "goes_to"),
        "Nothing has the key “trois”. There are: deux, un.",
    ),
    "loop to itself": (
        [question("un", answer("Non"), answer("Oui", to="un"))],
        FINE,
        ("questions", 0, "answers", 1, "goes_to"),
        "This leads back to “un”, and from there one comes here again: a loop without end.",
    ),
    "loop over the next question": (
        [question("un"), question("deux", answer("Non"), answer("Oui", to="un"))],
        FINE,
        ("questions", 1, "answers", 1, "goes_to"),
        "This leads back to “un”, and from there one comes here again: a loop without end.",
    ),
    "question that nothing reaches": (
        [question("un", answer("Non", to="trois"), answer("Oui", to="end")), question("deux"), question("trois")],
        FINE,
        ("questions", 1, "key"),
        "Nothing leads to “deux”: let an answer lead here, or delete it.",
    ),
    "points without result": (
        [question("un"), question("deux")],
        [score_result(1, 1)],
        ("results",),
        "These points have no result: 0, 2. Widen a range, or add a result.",
    ),
    "result that no points reach": (
        [question("un"), question("deux")],
        [score_result(0, 2), score_result(3, 9)],
        ("results", 1, "least"),
        "Nobody gets this result. Points that can be reached where no answer decides: 0–2.",
    ),
    "result whose points an answer takes away": (
        [question("un", *YES_NO)],
        [answer_result("un", "oui"), score_result(0, 0), score_result(1, 1)],
        ("results", 2, "least"),
        "Nobody gets this result. Points that can be reached where no answer decides: 0.",
    ),
    "result that comes after one that always fits": (
        [question("un", *YES_NO), question("deux", *YES_NO)],
        [answer_result("un", "oui"), answer_result("un", "non"), answer_result("deux", "oui")],
        ("results", 2, "answer"),
        "Nobody gets this result: a result above always comes first, or nothing leads to its question.",
    ),
    "overlapping ranges": (
        [question("un"), question("deux")],
        [score_result(0, 1), score_result(1, 2)],
        ("results", 1, "least"),
        "A result above has 0 to 1 points: let the ranges not overlap.",
    ),
    "range that ends before it begins": (
        [question("un"), question("deux")],
        [score_result(2, 0)],
        ("results", 0, "most"),
        "This is less than where the range begins (2).",
    ),
    "rule on an unknown question": (
        [question("un"), question("deux")],
        [answer_result("trois", "oui"), score_result(0, 2)],
        ("results", 0, "question"),
        "No question has the key “trois”. There are: deux, un.",
    ),
    "rule on an unknown answer": (
        [question("un", *YES_NO), question("deux")],
        [answer_result("un", "si"), score_result(0, 2)],
        ("results", 0, "answer"),
        "No answer of “un” has the key “si”. There are: non, oui.",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_questionnaire_is_refused_at_its_place(in_english, name):
    questions, results, place, message = BAD[name]

    assert problems(questions, results) == [(place, message)]


GOOD = {
    "questions one after the other": ([question("un"), question("deux")], [score_result(0, 1), score_result(2, 2)]),
    "branch that leads back and never round": (
        [
            question("un", answer("A", to="trois"), answer("B", to="trois")),
            question("deux", answer("A", to="end"), answer("B", to="end")),
            question("trois", answer("A", to="deux"), answer("B", 1, to="deux")),
        ],
        [score_result(0, 0), score_result(1, 1)],
    ),
    "end before the last question": (
        [question("un", answer("Non", to="end"), answer("Oui", 1)), question("deux")],
        [score_result(0, 0), score_result(1, 2)],
    ),
    "scale that branches at its upper steps": (
        [scale("un", steps=4, to="trois", from_step=3), question("deux"), question("trois")],
        [score_result(0, 1), score_result(2, 4)],
    ),
    "rule on a step of a scale": ([scale("un", steps=3)], [answer_result("un", "3"), score_result(0, 1)]),
    "points of several answers": (
        [question("un", answer("A", 1), answer("B", 2), answer("C", 4), kind="multiple_choice")],
        [score_result(number, number) for number in range(8)],
    ),
    "answers that all decide": (
        [question("un", *YES_NO)],
        [answer_result("un", "oui"), answer_result("un", "non")],
    ),
    "range that is wider than what can be had": ([question("un")], [score_result(0, 9999)]),
}


@pytest.mark.parametrize("name", GOOD)
def test_good_questionnaire_is_accepted(name):
    assert problems(*GOOD[name]) == []


def test_every_problem_is_told_at_once(in_english):
    questions = [question("un", answer("Oui", to="rien")), question("un")]

    assert [place for place, _message in problems(questions, [score_result(3, 1)])] == [
        ("questions", 0, "answers"),
        ("questions", 1, "key"),
        ("questions", 0, "answers", 0, "goes_to"),
        ("results", 0, "most"),
    ]


KEYS = ["a", "b", "c", "d"]


@st.composite
def questionnaires(draw) -> tuple[list[Question], list]:
    count = draw(st.integers(1, 4))
    to = st.sampled_from(["", "", "", END, *KEYS[:count]])
    questions = []
    for number in range(count):
        answers = tuple(
            Answer(("questions", number, "answers", position), draw(st.integers(0, 3)), draw(to), f"{position}")
            for position in range(draw(st.integers(2, 3)))
        )
        questions.append(Question(KEYS[number], ("questions", number), answers, draw(st.booleans())))
    results = [
        AnswerResult(("results", number), draw(st.sampled_from(KEYS[:count])), draw(st.sampled_from("012")))
        for number in range(draw(st.integers(0, 2)))
    ]
    edges = sorted(draw(st.sets(st.integers(1, 20), max_size=2)))
    starts = [0, *edges]
    ends = [edge - 1 for edge in edges] + [draw(st.integers(20, 40))]
    results += [
        ScoreResult(("results", len(results) + number), *pair)
        for number, pair in enumerate(zip(starts, ends, strict=True))
    ]
    return questions, results


def walks(questions: list[Question]):
    """(points, answers given) of each way through, followed naively; every way ends within as many steps as questions."""
    following = dict(zip(KEYS, [*KEYS[1 : len(questions)], None], strict=False))
    known = {question.key: question for question in questions}

    def walk(key, points, given, steps):
        if key is None:
            yield points, given
            return
        assert steps < len(questions), "goes round"
        question = known[key]
        single = [(answer,) for answer in question.answers]
        several = chain.from_iterable(combinations(question.answers, size) for size in range(len(question.answers) + 1))
        for chosen in several if question.multiple else single:
            first = next((answer for answer in chosen if answer.to), None)
            next_one = destination(first, following[key]) if first else following[key]
            names = {(key, answer.key) for answer in chosen}
            yield from walk(next_one, points + sum(answer.points for answer in chosen), given | names, steps + 1)

    yield from walk(questions[0].key, 0, frozenset(), 0)


def result_of(points: int, given: frozenset, results: list) -> int | None:
    ruled = (
        n for n, one in enumerate(results) if isinstance(one, AnswerResult) and (one.question, one.answer) in given
    )
    scored = (n for n, one in enumerate(results) if isinstance(one, ScoreResult) and one.least <= points <= one.most)
    return next(chain(ruled, scored), None)


@given(questionnaires())
def test_every_way_through_an_accepted_questionnaire_ends_in_a_result_and_every_result_is_had(drawn):
    questions, results = drawn
    if questionnaire.problems(questions, results):
        return

    had = {result_of(points, given, results) for points, given in walks(questions)}

    assert had == set(range(len(results)))


@given(questionnaires())
def test_scores_are_those_of_all_ways(drawn):
    questions, results = drawn
    if any(problem.place[0] == "questions" for problem in questionnaire.problems(questions, results)):
        return

    found = questionnaire.scores(questions, results)

    naive: dict = {}
    for points, answered in walks(questions):
        ruled = result_of(points, answered, [one for one in results if isinstance(one, AnswerResult)])
        naive[ruled] = naive.get(ruled, 0) | 1 << points
    assert {rule: bits for rule, bits in found.items() if bits} == naive


def test_first_ticked_answer_that_leads_elsewhere_decides():
    stored = [
        question("un", answer(to="trois"), answer(points=4, to="end"), kind="multiple_choice"),
        question("deux", answer(to="end"), answer(to="end")),
        question("trois", answer(), answer(points=8)),
    ]

    found = questionnaire.scores(graph(stored, "questions"), [])

    assert found == {None: 1 << 0 | 1 << 4 | 1 << 8 | 1 << 12}


@pytest.mark.parametrize(
    ("questions", "said"),
    [
        (1, "1 question, 1 min environ."),
        (6, "6 questions au plus, 2 min environ."),
        (7, "7 questions au plus, 3 min environ."),
    ],
)
def test_questionnaire_says_how_long_it_is(questions, said):
    with override("fr"):
        assert how_long(questions).replace("\u202f", " ").replace("\xa0", " ") == said
