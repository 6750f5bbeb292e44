"""What is right: the words in which it is said, and the rule that an editor's marks follow. Quizzes and kits say it alike."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from interactive.problems import Problem

if TYPE_CHECKING:
    from interactive.questionnaire import Question


class Verdict(TextChoices):
    """What is to be said of a question once it is answered."""

    TRUE = "true", _("What it claims is true")
    FALSE = "false", _("What it claims is false")
    ONE = "one", _("One answer is right")
    NONE = "none", _("No answer is right or wrong")


def said(verdict: str, right: bool) -> str:
    """What is read before anything else: of a claim whether it is true, whatever was answered."""
    match verdict:
        case Verdict.TRUE:
            return gettext("The statement is true.")
        case Verdict.FALSE:
            return gettext("The statement is false.")
        case Verdict.ONE:
            return gettext("That is right.") if right else gettext("That is not right.")
    # Neither of an opinion nor where nobody has marked anything yet: then nothing is confirmed.
    return gettext("What there is to know")


def marked(text: str, right: bool) -> str:
    """An answer among others, as it is read by who may know which one is right."""
    return pgettext("answer", "%(answer)s (right answer)") % {"answer": text} if right else text


def problems(questions: "Sequence[Question]") -> Iterator[Problem]:
    """Of each question that is explained: marks that are missing, or that contradict it. `verdict` is None for the others."""
    for question in questions:
        if question.verdict is None:
            continue
        right = [answer for answer in question.answers if answer.right]
        if not question.verdict:
            message = gettext(
                "Choose what is right here, or that nothing is: one reads it as soon as one has answered."
            )
            yield Problem((*question.place, "verdict"), message)
        elif question.verdict == Verdict.NONE:
            message = gettext("This is marked as right, and the question has no right answer: change one of the two.")
            yield from (Problem((*answer.place, "right"), message) for answer in right)
        elif not right:
            yield Problem((*question.place, "answers"), gettext("None of these answers is marked as right: mark one."))
        else:
            message = gettext("Another answer above is marked as right: one can be.")
            yield from (Problem((*answer.place, "right"), message) for answer in right[1:])
