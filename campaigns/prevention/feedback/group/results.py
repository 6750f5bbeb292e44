"""What a group answered, as whoever led it may see it, in words."""

from collections.abc import Mapping

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from campaigns.prevention.feedback.group.telling import Quarter, is_told, quarters
from campaigns.prevention.feedback.models import Questionnaire, Round
from campaigns.results.figures.disclosure import THRESHOLD, rounded
from interactive.verdicts import Verdict, marked, said
from press.feedback import Answer, Column, Feedback, Question, Share

WORDS = {
    Quarter.FIRST: gettext_lazy("less than a quarter"),
    Quarter.SECOND: gettext_lazy("a quarter to a half"),
    Quarter.THIRD: gettext_lazy("half to three quarters"),
    Quarter.FOURTH: gettext_lazy("three quarters or more"),
}


def of(questionnaire: Questionnaire, site: str = "") -> Feedback | None:
    """In the language of the questionnaire; None before a round has closed with enough answers."""
    ended = [one for one in questionnaire.rounds.all() if not one.is_open]
    told = [one for one in ended if is_told(one.forms)]
    if not told:
        return None
    with override(questionnaire.language):
        return Feedback(
            language=questionnaire.language,
            over=_("Feedback from the group"),
            title=questionnaire.title,
            answer=_("Answer"),
            columns=tuple(Column(_name(one), _note(one)) for one in told),
            questions=_questions(questionnaire, told),
            notes=tuple(too_few(one) for one in ended if one not in told),
            limits_title=_("How this was counted, and what it does not say"),
            limits=_limits(len(told)),
            site=site,
        )


def judged(questionnaire: Questionnaire, chosen: Mapping[str, int]) -> list[dict[str, str]]:
    """For who has just answered: of each question of which there is something to say that, what was answered, what is right, and why."""
    return [_judged(question, chosen[question["id"]]) for question in questionnaire.questions if is_judged(question)]


def is_judged(question: dict) -> bool:
    """Whether there is more to say of its answers than that they were counted."""
    return question.get("right") is not None or bool(question.get("why"))


def _judged(question: dict, given: int) -> dict[str, str]:
    right, answers = question.get("right"), question["answers"]
    verdict = question.get("verdict") or (Verdict.NONE if right is None else Verdict.ONE)
    return {
        "has_right": right is not None,
        "is_right": given == right,
        "question": question["question"],
        "verdict": said(verdict, given == right),
        "given": answers[given],
        "right": "" if right in (None, given) else answers[right],
        "why": question.get("why", ""),
    }


def too_few(one: Round) -> str:
    said = {"round": _name(one), "least": THRESHOLD}
    return _("%(round)s: fewer than %(least)d answers, of which nothing is shown.") % said


def _name(one: Round) -> str:
    name = str(one.get_moment_display())
    return name[:1].upper() + name[1:]


def _note(one: Round) -> str:
    day = date_format(localtime(one.opened_at), "DATE_FORMAT")
    return _("%(day)s, about %(number)d answers") % {"day": day, "number": rounded(one.forms)}


def _questions(questionnaire: Questionnaire, told: list[Round]) -> tuple[Question, ...]:
    totals = [
        {(tally.question, tally.answer): tally.count for tally in one.tallies.all()} for one in told
    ]  # of each round
    # This page may be projected: what is right is on it once all is answered.
    over = any(one.tells_what_is_right and not one.is_open for one in questionnaire.rounds.all())
    return tuple(
        _question(question, totals, question.get("right") if over else None) for question in questionnaire.questions
    )


def _question(question: dict, totals: list[dict[tuple[str, int], int]], right: int | None) -> Question:
    places = range(len(question["answers"]))
    columns = [quarters([of_round[question["id"], place] for place in places]) for of_round in totals]
    answers = (
        Answer(marked(text, place == right), tuple(_share(column and column[place]) for column in columns))
        for place, text in enumerate(question["answers"])
    )
    return Question(question["question"], tuple(answers))


def _share(quarter: Quarter | None) -> Share:
    return (
        Share(quarter, str(WORDS[quarter]))
        if quarter
        else Share(0, _("not shown: it would tell what single people answered"))
    )


def _limits(rounds: int) -> tuple[str, ...]:
    said = [
        _("Whoever had the code could answer, and chose whether to. Those who did not may think otherwise."),
        _("No name, no account, no cookie: nobody can be recognised, and nobody can be kept from answering twice."),
        _(
            "Only totals were kept. They are shown from %(least)d answers on, after the end, by quarters of the group and never "
            "exactly, so that small groups stay hidden. The number of answers is rounded to ten."
        )
        % {"least": THRESHOLD},
    ]
    if rounds > 1:
        said.append(_("Before and after, others may have answered. A difference does not say what brought it about."))
    return tuple(said)
