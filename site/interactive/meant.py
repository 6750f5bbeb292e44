"""For which answers each result of a questionnaire is meant, in words, for whoever reads it without JavaScript.

Of a question that every way passes, the answers are named where they fall into groups that share no result. What no named answer tells
apart is told by points.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from babel.lists import format_list
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from core.words.languages import cldr
from interactive import graph
from interactive.questionnaire import AnswerResult, Question, Result, ScoreResult, scores, stations

Group = list[tuple[str, set[int]]]  # what an answer says, and the numbers of the results that it may lead to


@dataclass(frozen=True)
class Meant:
    """`named`: questions and their answers, of each of which one was given; `points` as in 0–2, empty where they do not matter."""

    named: tuple[tuple[str, tuple[str, ...]], ...] = ()
    points: str = ""

    @property
    def answers(self) -> list[tuple[str, SafeString]]:
        """Each question, and its answers as one part of a sentence, in HTML."""
        locale = cldr(get_language()) or cldr("en")
        quoted = ((question, [format_html("<q>{}</q>", one) for one in answers]) for question, answers in self.named)
        return [(question, mark_safe(format_list(each, "or", locale))) for question, each in quoted]


def of_results(questions: Sequence[Question], results: Sequence[Result]) -> list[Meant]:
    """Of each result, in their order."""
    passed = [question for question in questions if _is_passed(question, questions)]
    groups = {question: _groups(question, questions, results) for question in passed}
    telling = {question: found for question, found in groups.items() if len(found) > 1}
    return [
        Meant(_of_answer(result, questions))
        if isinstance(result, AnswerResult)
        else _of_score(number, results, {question: _holding(number, found) for question, found in telling.items()})
        for number, result in enumerate(results)
    ]


def _of_score(number: int, results: Sequence[Result], own: dict[Question, Group]) -> Meant:
    """`own` are the answers to each telling question that may lead there, and those that share a result with them."""
    alike = set(range(len(results))).intersection(*map(_results, own.values())) - {number}
    named = tuple(
        (question.text, tuple(text for text, leads in group if number in leads)) for question, group in own.items()
    )
    is_told = not any(isinstance(results[other], ScoreResult) for other in alike)
    return Meant(named, "" if is_told else _points(results[number]))


def _holding(number: int, groups: list[Group]) -> Group:
    return next((group for group in groups if number in _results(group)), [])


def _is_passed(question: Question, questions: Sequence[Question]) -> bool:
    """Whether nobody comes to the end without it."""
    ways = [replace(way, branches=() if way.key == question.key else way.branches) for way in stations(questions)]
    known = graph.reached(ways, ways[0].key)
    return not any(branch.to is None for way in ways if way.key in known for branch in way.branches)


def _groups(question: Question, questions: Sequence[Question], results: Sequence[Result]) -> list[Group]:
    """Its answers, those together that share a result; of a multiple choice, where several are given, none."""
    groups: list[Group] = []
    for number, answer in enumerate([] if question.multiple else question.answers):
        leads = _leads(questions, results, (question.key, number))
        sharing = [group for group in groups if _results(group) & leads]
        joined = [one for group in sharing for one in group] + [(answer.text, leads)]
        groups = [group for group in groups if group not in sharing] + [joined]
    return groups


def _results(group: Group) -> set[int]:
    return set().union(*(leads for _text, leads in group))


def _leads(questions: Sequence[Question], results: Sequence[Result], given: tuple[str, int]) -> set[int]:
    """The numbers of the results of those who gave an answer."""
    outcome = scores(questions, results, given)
    points = outcome.pop(None, 0)
    of_score = {
        number
        for number, result in enumerate(results)
        if isinstance(result, ScoreResult)
        and any(points >> score & 1 for score in range(result.least, min(result.most, points.bit_length()) + 1))
    }
    return of_score | set(outcome)


def _of_answer(result: AnswerResult, questions: Sequence[Question]) -> tuple:
    question = next(one for one in questions if one.key == result.question)
    return ((question.text, tuple(answer.text for answer in question.answers if answer.key == result.answer)),)


def _points(result: ScoreResult) -> str:
    return f"{result.least}" if result.least == result.most else f"{result.least}–{result.most}"
