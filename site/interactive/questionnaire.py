"""The rules of a questionnaire: every way through it ends in one result, and every result is one that somebody gets.

The result of a given answer goes before the result of a score; of two that fit, the first one written counts.
`static/js/self_check.js` follows the same rules in the browser.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from interactive import graph, verdicts
from interactive.graph import END, Branch, Station
from interactive.problems import Place, Problem


@dataclass(frozen=True)
class Answer:
    """`to` is the key that it leads to, END for the end, empty for the next question; `text` is what is read."""

    place: Place
    points: int = 0
    to: str = ""
    key: str = ""
    right: bool = False
    text: str = ""

    @property
    def at_branch(self) -> Place:
        return (*self.place, "goes_to")


@dataclass(frozen=True)
class Question:
    """Of a multiple choice any number of answers is given, also none; the first of them that leads elsewhere decides.

    `verdict` says what is right where its answers are explained, see `verdicts`; None where they are not.
    """

    key: str
    place: Place
    answers: tuple[Answer, ...]
    multiple: bool = False
    verdict: str | None = None
    text: str = ""


@dataclass(frozen=True)
class ScoreResult:
    place: Place
    least: int
    most: int


@dataclass(frozen=True)
class AnswerResult:
    place: Place
    question: str
    answer: str


Result = ScoreResult | AnswerResult
# {number of the result of an answer given on the way, or None: the scores there, one bit each}
Scores = dict[int | None, int]


def problems(questions: Sequence[Question], results: Sequence[Result]) -> list[Problem]:
    """Everything that is wrong; what a score can be is only asked of questions that are right."""
    in_questions = [*answerless(questions), *verdicts.problems(questions), *graph.problems(stations(questions))]
    in_results = [*misruled(questions, results), *overlapping(results)]
    if in_questions or in_results or not questions:
        # A scale says the same of each of its steps.
        return list(dict.fromkeys(in_questions + in_results))
    return list(unfit(questions, results))


def stations(questions: Sequence[Question]) -> list[Station]:
    following = [question.key for question in questions[1:]] + [None]
    return [
        Station(question.key, question.place, tuple(_branches(question, next_one)))
        for question, next_one in zip(questions, following, strict=True)
    ]


def _branches(question: Question, following: str | None) -> Iterator[Branch]:
    if question.multiple:
        yield Branch(following, question.place)  # nothing ticked
    for answer in question.answers:
        yield Branch(destination(answer, following), answer.at_branch)


def destination(answer: Answer, following: str | None) -> str | None:
    if answer.to == END:
        return None
    return answer.to or following


def counted(questions: Sequence[Question]) -> list[tuple[str, list[tuple[str, int]]]]:
    """Each question, and those of its answers that give points, for whoever counts on paper."""
    pointed = [(one.text, [(each.text, each.points) for each in one.answers if each.points]) for one in questions]
    return [(text, answers) for text, answers in pointed if answers]


def answerless(questions: Sequence[Question]) -> Iterator[Problem]:
    for question in questions:
        if len(question.answers) < 2:
            message = _("A question needs two answers at least: write another one, or delete the question.")
            yield Problem((*question.place, "answers"), message)
        seen: set[str] = set()
        for answer in question.answers:
            if answer.key and answer.key in seen:
                message = _("Another answer of this question has the key “%(key)s”: choose another one.")
                yield Problem((*answer.place, "key"), message % {"key": answer.key})
            seen.add(answer.key)


def misruled(questions: Sequence[Question], results: Sequence[Result]) -> Iterator[Problem]:
    """Rules that can never hold: an answer that does not exist, a range that holds no number."""
    keys = {question.key: {answer.key for answer in question.answers} - {""} for question in questions}
    for result in results:
        if isinstance(result, ScoreResult):
            if result.least > result.most:
                message = _("This is less than where the range begins (%(least)d).")
                yield Problem((*result.place, "most"), message % {"least": result.least})
        elif result.question not in keys:
            message = _("No question has the key “%(key)s”. There are: %(keys)s.")
            yield Problem(
                (*result.place, "question"), message % {"key": result.question, "keys": ", ".join(sorted(keys))}
            )
        elif result.answer not in keys[result.question]:
            message = _("No answer of “%(question)s” has the key “%(key)s”. There are: %(keys)s.")
            known = ", ".join(sorted(keys[result.question])) or "–"
            values = {"question": result.question, "key": result.answer, "keys": known}
            yield Problem((*result.place, "answer"), message % values)


def overlapping(results: Sequence[Result]) -> Iterator[Problem]:
    ranges: list[ScoreResult] = []
    for result in results:
        if isinstance(result, ScoreResult):
            for other in ranges:
                if result.least <= other.most and other.least <= result.most:
                    message = _("A result above has %(least)d to %(most)d points: let the ranges not overlap.")
                    values = {"least": other.least, "most": other.most}
                    yield Problem((*result.place, "least"), message % values)
                    break
            ranges.append(result)


def unfit(questions: Sequence[Question], results: Sequence[Result]) -> Iterator[Problem]:
    """Results that nobody gets, and scores that have none, over all ways through the questions."""
    outcome = scores(questions, results)
    by_score = outcome.get(None, 0)
    covered = 0
    for number, result in enumerate(results):
        if isinstance(result, AnswerResult):
            if number not in outcome:
                message = _(
                    "Nobody gets this result: a result above always comes first, or nothing leads to its question."
                )
                yield Problem((*result.place, "answer"), message)
            continue
        span = _bits(result.least, min(result.most, by_score.bit_length()))
        if not by_score & span:
            message = _("Nobody gets this result. Points that can be reached where no answer decides: %(points)s.")
            yield Problem((*result.place, "least"), message % {"points": _ranges(by_score)})
        covered |= span
    if by_score & ~covered:
        message = _("These points have no result: %(points)s. Widen a range, or add a result.")
        yield Problem(("results",), message % {"points": _ranges(by_score & ~covered)})


def scores(questions: Sequence[Question], results: Sequence[Result]) -> Scores:
    """All that one may arrive with at the end: bit n of the number is set where n points can be had."""
    rules: dict[tuple[str, str], int] = {}
    for number, result in enumerate(results):
        if isinstance(result, AnswerResult):
            rules.setdefault((result.question, result.answer), number)
    following = dict(
        zip([question.key for question in questions], [*(q.key for q in questions[1:]), None], strict=True)
    )
    known = {question.key: question for question in questions}
    at: dict[str | None, Scores] = {question.key: {} for question in questions} | {None: {}}
    at[questions[0].key] = {None: 1}
    for key in graph.in_order(stations(questions)):
        question, arrived = known[key], at[key]
        for rule, points in arrived.items():
            for (to, now), bits in _after(question, following[key], rule, points, rules).items():
                at[to][now] = at[to].get(now, 0) | bits
    return at[None]


def _after(question: Question, following: str | None, rule: int | None, points: int, rules: dict) -> dict:
    """{(where one is then, the rule that holds then): scores}, for every way to answer one question."""
    ways: dict[tuple[str | None, int | None], int] = {}
    if not question.multiple:
        for answer in question.answers:
            way = (destination(answer, following), _first(rule, rules.get((question.key, answer.key))))
            ways[way] = ways.get(way, 0) | points << answer.points
        return ways
    ticked: dict[tuple[str, int | None], int] = {("", rule): points}
    for answer in question.answers:
        for (to, held), bits in list(ticked.items()):
            way = (to or answer.to, _first(held, rules.get((question.key, answer.key))))
            ticked[way] = ticked.get(way, 0) | bits << answer.points
    for (to, held), bits in ticked.items():
        way = (None if to == END else to or following, held)
        ways[way] = ways.get(way, 0) | bits
    return ways


def _first(*rules: int | None) -> int | None:
    return min((rule for rule in rules if rule is not None), default=None)


def _bits(least: int, most: int) -> int:
    return (1 << most + 1) - (1 << least) if least <= most else 0


def _ranges(bits: int) -> str:
    """The numbers of the bits as they are told: “0–3, 7”."""
    numbers = [number for number in range(bits.bit_length()) if bits >> number & 1]
    told: list[list[int]] = []
    for number in numbers:
        if told and told[-1][1] == number - 1:
            told[-1][1] = number
        else:
            told.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in told) or "–"
