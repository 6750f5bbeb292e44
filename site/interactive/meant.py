"""For which answers each result of a questionnaire is meant, for whoever reads it without JavaScript: by one answer, or by points."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from interactive.questionnaire import AnswerResult, Question, Result, ScoreResult


@dataclass(frozen=True)
class Meant:
    """The question and the answer that decide it, or its `points` as in 0–2: empty where no other result is told by them."""

    question: str = ""
    answer: str = ""
    points: str = ""

    @property
    def quoted(self) -> SafeString:
        return format_html("<q>{}</q>", self.answer)


def of_results(questions: Sequence[Question], results: Sequence[Result]) -> list[Meant]:
    """Of each result, in their order."""
    by_points = sum(isinstance(result, ScoreResult) for result in results)
    return [
        _of_answer(result, questions)
        if isinstance(result, AnswerResult)
        else Meant(points=_points(result) if by_points > 1 else "")
        for result in results
    ]


def _of_answer(result: AnswerResult, questions: Sequence[Question]) -> Meant:
    question = next(one for one in questions if one.key == result.question)
    return Meant(question.text, next(answer.text for answer in question.answers if answer.key == result.answer))


def _points(result: ScoreResult) -> str:
    return f"{result.least}" if result.least == result.most else f"{result.least}–{result.most}"
