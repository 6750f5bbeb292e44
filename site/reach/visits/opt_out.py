"""The page on which a visitor reads what is counted, and switches it off and on. Works without JavaScript."""

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from core.navigation.frame import Frame
from core.web.public_forms import PublicForm, public_form
from reach.analytics import providers
from reach.visits.refusal import OPT_OUT, has_opted_out, is_disabled

COOKIE, VALUE = OPT_OUT.split("=")
YEAR = 365 * 24 * 3600  # seconds


class OptOutForm(PublicForm):
    purpose = "audience measurement"
    template_name_div = "reach/opt_out_form.html"

    wanted = forms.ChoiceField(choices=[("off", "off"), ("on", "on")], widget=forms.HiddenInput)


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def audience_measurement(request: HttpRequest) -> HttpResponse:
    Frame.of(request).shelter()  # every page leads here, those for young people too
    out = has_opted_out(request.META.get("HTTP_COOKIE", ""))
    form = OptOutForm(request.POST if request.method == "POST" else None, initial={"wanted": "on" if out else "off"})
    if form.is_valid():
        response = HttpResponseRedirect(request.get_full_path(), status=303)
        _remember(response, form.cleaned_data["wanted"])
    else:
        Frame.of(request).speak("audience_measurement")
        context = {
            "form": form,
            "opted_out": out,
            "asked_by_browser": not out and is_disabled(request.META),
            "told": [provider.told for provider in providers.used()],
        }
        response = render(request, "reach/audience_measurement.html", context, status=422 if form.errors else 200)
    response["Cache-Control"] = "no-store"
    return response


def _remember(response: HttpResponse, wanted: str) -> None:
    """One cookie without any value but that it is there; the page's script must see it, so it is not hidden from it."""
    if wanted == "off":
        response.set_cookie(COOKIE, VALUE, max_age=YEAR, secure=settings.HTTPS, httponly=False, samesite="Lax")
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
