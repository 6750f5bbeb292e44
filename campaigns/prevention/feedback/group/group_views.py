"""The pages of whoever leads a group: the questionnaire is opened, and later found again by its key alone."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from campaigns.prevention.feedback.answers.sending import closed, in_language, secret
from campaigns.prevention.feedback.forms import ActForm, OpenForm
from campaigns.prevention.feedback.group import leading, results
from campaigns.prevention.feedback.models import Round
from campaigns.prevention.kits.models import KitPage
from campaigns.results.figures.disclosure import THRESHOLD
from core.navigation.frame import Frame
from core.publication.visibility import public
from core.web.public_forms import public_form
from press import feedback
from press.content import PressError
from press.symbols import codes
from serving import rates

# As how many requests they count: five questionnaires a minute from one address, twelve printed results.
OPENING, PRINTING = 24, 10


@secret
@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def open_questionnaire(request: HttpRequest, kit: int) -> HttpResponse:
    """For one group, from the page of a kit. Whoever sends it sees the code and the key once: neither is in an address."""
    found = open_kit(kit)
    if found is None:
        return closed(request, "kit", 404)
    if elsewhere := in_language(found.locale.language_code, request):
        return elsewhere
    form = OpenForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {"form": form, "kit": found, "least": THRESHOLD}
        return render(request, "feedback/open.html", context, status=422 if form.is_bound else 200)
    if not rates.allows(request.META, cost=OPENING):
        return closed(request, "often", 429)
    opened, key = leading.open_for(found, form.cleaned_data["moment"])
    return render(request, "feedback/opened.html", _doors(opened, key), status=201)


def open_kit(pk: int) -> KitPage | None:
    """A kit that the public sees, with questions to put."""
    kit = public(KitPage.objects.select_related("locale")).filter(pk=pk).first()
    return kit if kit and kit.evaluation and not kit.get_view_restrictions().exists() else None


@secret
@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def group(request: HttpRequest, key: str) -> HttpResponse:
    """The rounds of a group, what can be done with them, and what was answered."""
    questionnaire = leading.questionnaire_of(key)
    if questionnaire is None:
        return closed(request, "key", 404)
    if request.method == "POST":
        return _act(request, questionnaire, key)
    return in_language(questionnaire.language, request) or _group(request, questionnaire, key)


def _act(request: HttpRequest, questionnaire: leading.Questionnaire, key: str) -> HttpResponse:
    if not rates.allows(request.META):
        return closed(request, "often", 429)
    form = ActForm(request.POST)
    if not form.is_valid():
        return _group(request, questionnaire, key, 422)
    if form.cleaned_data["act"] == ActForm.AFTER:
        leading.open_after(questionnaire)
    else:
        for one in questionnaire.rounds.all():
            leading.close(one)
    return redirect("feedback_group", key)


def _group(request: HttpRequest, questionnaire: leading.Questionnaire, key: str, status: int = 200) -> HttpResponse:
    rounds = list(questionnaire.rounds.all())
    context = {
        "questionnaire": questionnaire,
        "rounds": rounds,
        "code_address": _typed(),
        "may_open_after": all(one.moment != Round.Moment.AFTER for one in rounds),
        "feedback": results.of(questionnaire),
        "too_few": [one for one in rounds if not one.is_open and one.forms < THRESHOLD],
        "least": THRESHOLD,
        "sheet": reverse("feedback_sheet", args=[key]),
        "close_form": ActForm(initial={"act": ActForm.CLOSE}, auto_id=False),
        "after_form": ActForm(initial={"act": ActForm.AFTER}, auto_id=False),
        "stale": status != 200,
    }
    return render(request, "feedback/group.html", context, status=status)


@secret
@require_safe
def sheet(request: HttpRequest, key: str) -> HttpResponse:
    """What was answered, on paper."""
    questionnaire = leading.questionnaire_of(key)
    if questionnaire is None:
        return closed(request, "key", 404)
    if not rates.allows(request.META, cost=PRINTING):
        return closed(request, "often", 429)
    found = results.of(questionnaire, site=Frame.of(request).brand)
    back = reverse("feedback_group", args=[key])
    if found is None:
        return closed(request, "results", 404, back=back)
    try:
        made = feedback.sheet(found)
    except PressError as error:
        return closed(request, "sheet", 422, back=back, message=error.message)
    name = f"questionnaire-{questionnaire.language}.pdf"
    return HttpResponse(made.data, made.media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _doors(opened: Round, key: str) -> dict:
    address = _absolute(reverse("feedback_group", args=[key]))
    return {
        "round": opened,
        "code_address": _typed(),
        "group_address": address,
        "group_code": _picture(address),
    }


def _picture(address: str) -> SafeString:
    side = codes.modules(address)
    drawn = codes.picture(address).replace("<svg ", f'<svg viewBox="0 0 {side} {side}" ', 1)
    return mark_safe(drawn)  # drawn here, of an address that is ours


def _typed() -> str:
    """The address that is dictated: without a language, which each browser says for itself."""
    return f"{urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc}/q/"


def _absolute(address: str) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{address}"


urls = [
    path("q/open/<int:kit>/", open_questionnaire, name="feedback_open"),
    path("q/group/<str:key>/", group, name="feedback_group"),
    path("q/group/<str:key>/result.pdf", sheet, name="feedback_sheet"),
]
