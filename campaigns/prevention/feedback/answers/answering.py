"""The pages of those who answer: a code, a page of questions, a word of thanks. Nothing is kept on the device."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from campaigns.prevention.feedback.answers import counting
from campaigns.prevention.feedback.answers.sending import closed, in_language, secret
from campaigns.prevention.feedback.forms import AnswerForm, CodeForm, answer_form
from campaigns.prevention.feedback.group import codes, results
from campaigns.prevention.feedback.models import Round
from core import audiences
from core.web.public_forms import public_form
from serving import rates

WRONG = 5  # a wrong code counts as so many requests: codes are not found by trying


@secret
@require_safe
def enter(request: HttpRequest) -> HttpResponse:
    """The short address that is dictated."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        return redirect("feedback_answer", form.cleaned_data["code"])
    return _ask(request, form, 422 if form.is_bound else 200)


@secret
@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, code: str) -> HttpResponse:
    posted, allowed = request.method == "POST", rates.allows(request.META)
    if not (posted or allowed):
        return closed(request, "often", 429)
    found = Round.objects.select_related("questionnaire").filter(code=codes.read(code)).first()
    if found is None:
        return _unknown(request, code) if allowed else closed(request, "often", 429)
    form = answer_form(found)(request.POST if posted else None)
    if not allowed:
        return _later(request, found, form)
    if not found.is_open:
        return closed(request, "closed", 410)
    if posted:
        return _taken(request, found, form)
    return in_language(found.questionnaire.language, request) or _shown(request, found, form)


def _taken(request: HttpRequest, found: Round, form: AnswerForm) -> HttpResponse:
    if not form.is_valid():
        return _shown(request, found, form, 422)
    try:
        counting.count(found, form.ticket, form.chosen)
    except counting.ClosedError:
        return closed(request, "closed", 410)
    judged = results.judged(found.questionnaire, form.chosen) if found.tells_what_is_right else []
    context = {"code": found.code, "judged": judged, "audience": _audience(found)}
    return render(request, "feedback/thanks.html", context)


def _later(request: HttpRequest, found: Round, form: AnswerForm) -> HttpResponse:
    """What was chosen comes back. Who tries codes has no token of the round, and is not told that there is one."""
    if "token" in form.errors:
        return closed(request, "often", 429)
    form.add_error(
        None, _("Many are sending at this moment. Your answers are still here: wait a minute, then send again.")
    )
    return _shown(request, found, form, 429)


def _shown(request: HttpRequest, found: Round, form: AnswerForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "title": found.questionnaire.title, "tells": _tells(found), "audience": _audience(found)}
    return render(request, "feedback/questions.html", context, status=status)


def _audience(found: Round) -> str:
    """Pupils read whom to call before anything else."""
    return audiences.YOUNG if found.questionnaire.is_for_pupils else ""


def _tells(found: Round) -> str:
    """When those who answer learn what is right: once they have sent, later, or never where nothing is."""
    if not any(map(results.is_judged, found.questionnaire.questions)):
        return ""
    return "now" if found.tells_what_is_right else "later"


def _unknown(request: HttpRequest, code: str) -> HttpResponse:
    if not rates.allows(request.META, cost=WRONG - 1):
        return closed(request, "often", 429)
    form = CodeForm({"code": code[:40]})
    if form.is_valid():
        form.add_error(
            "code", _("No questionnaire has this code. Compare its letters, or ask the person who leads your group.")
        )
    return _ask(request, form, 404)


def _ask(request: HttpRequest, form: CodeForm, status: int) -> HttpResponse:
    return render(request, "feedback/code.html", {"form": form}, status=status)


urls = [path("q/", enter, name="feedback_code"), path("q/<str:code>/", answer, name="feedback_answer")]
