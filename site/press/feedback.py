"""What a group answered, on one page unless its questions are many and long: plain data, of which the page on the site shows the same."""

from dataclasses import dataclass
from typing import Any

from press.composition import sheets
from press.composition.typesetting import typeset, typeset_to_fit
from press.content import Made, PressError

SHEET = (210, 297)  # mm
# From 0.7 on the letters keep their 6.5 points and only the space shrinks; what does not fit then goes on to a second page.
UNITS = (1.1, 1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3)
VOICE = "professionals"


@dataclass(frozen=True)
class Share:
    """How many gave an answer: so many quarters of a bar are filled, none where it is not told; and the same in words."""

    quarters: int
    words: str


@dataclass(frozen=True)
class Answer:
    """`shares` has one for each column."""

    text: str
    shares: tuple[Share, ...]


@dataclass(frozen=True)
class Question:
    text: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Column:
    """One time that the questions were put; `note` says when, and how many answered."""

    name: str
    note: str


@dataclass(frozen=True)
class Feedback:
    """All in one language; `limits` are sentences that say what the numbers do not."""

    language: str
    over: str
    title: str
    answer: str
    columns: tuple[Column, ...]
    questions: tuple[Question, ...]
    notes: tuple[str, ...]
    limits_title: str
    limits: tuple[str, ...]
    site: str


def sheet(feedback: Feedback) -> Made:
    """An A4 page as a tagged PDF, or more where the questions are long; PressError names what cannot be printed."""
    data = _data(feedback)
    try:
        file = typeset_to_fit("feedback", data | {"flows": False}, "pdf", UNITS)
    except PressError:
        file = typeset("feedback", data | {"flows": True, "unit": UNITS[-1]}, "pdf")
    return Made(file, "application/pdf", "pdf", *SHEET, "mm", feedback.title, plain(feedback))


def plain(feedback: Feedback) -> str:
    """All of it in words, a line for each answer."""
    lines = [feedback.title, *(f"{column.name}: {column.note}" for column in feedback.columns), *feedback.notes]
    for question in feedback.questions:
        lines += ["", question.text]
        for answer in question.answers:
            shares = zip(feedback.columns, answer.shares, strict=True)
            lines.append(f"{answer.text}: {'; '.join(f'{column.name}: {share.words}' for column, share in shares)}")
    return "\n".join([*lines, "", feedback.limits_title, *feedback.limits]) + "\n"


def _data(feedback: Feedback) -> dict[str, Any]:
    def own(text: str) -> str:
        return sheets.own(text, feedback.language)

    return {
        **sheets.face(feedback.language, VOICE),
        "measure": "mm",
        "title": sheets.clean(feedback.title),
        "over": own(feedback.over),
        "statement": own(feedback.title),
        "answer": own(feedback.answer),
        "columns": [{"name": own(column.name), "note": own(column.note)} for column in feedback.columns],
        "questions": [
            {
                "text": own(question.text),
                "answers": [
                    {
                        "text": own(answer.text),
                        "shares": [{"quarters": one.quarters, "words": own(one.words)} for one in answer.shares],
                    }
                    for answer in question.answers
                ],
            }
            for question in feedback.questions
        ],
        "notes": [own(note) for note in feedback.notes],
        "limits_title": own(feedback.limits_title),
        "limits": [own(limit) for limit in feedback.limits],
        "site": own(feedback.site),
        "notice": "",
    }
