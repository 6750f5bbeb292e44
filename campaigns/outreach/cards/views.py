"""Pocket cards in the admin: asked for with a form, made while one waits, kept by nobody but those who print them."""

from urllib.parse import urlencode

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from campaigns.outreach.cards import making, printed
from campaigns.outreach.cards.forms import CardForm
from campaigns.outreach.cards.models import PrintedCards
from press.content import PressError

INDEX = "pocket_cards"
FIELDS = {"title": "title_first", "other_title": "title_second", "address": "page"}


class CopiesForm(forms.ModelForm):
    class Meta:
        model = PrintedCards
        fields = ["copies"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="printed_%s", **kwargs)
        self.fields["copies"].label = gettext_lazy("Sheets printed")


def may_make(user) -> bool:
    """Whoever plans campaigns prints for them."""
    return user.has_perm("plan.change_campaign")


def _require(request: HttpRequest) -> None:
    if not may_make(request.user):
        raise PermissionDenied


@require_admin_access
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The form, and both sides with the messages where it was filled in."""
    _require(request)
    return _show(request, CardForm(request.GET if "first" in request.GET else None))


def _show(request: HttpRequest, form: CardForm, copies: CopiesForm | None = None, status: int = 200) -> HttpResponse:
    preview = _preview(form)
    context = {
        "form": form,
        "preview": preview,
        "kinds": list(making.KINDS.values()),
        "query": urlencode(form.asked) if preview else "",
        "copies": copies or CopiesForm(),
        "printed": printed.in_use(),
    }
    refused = form.is_bound and preview is None
    return render(request, "cards/index.html", context, status=422 if refused else status)


def _preview(form: CardForm) -> making.Preview | None:
    """None with the reason at its field where there is nothing to show."""
    if not form.is_bound or not form.is_valid():
        return None
    try:
        return making.preview(form.order)
    except PressError as error:
        form.add_error(FIELDS.get(error.about, "helplines"), error.message)
        return None


@require_admin_access
@require_safe
def file(request: HttpRequest, kind: str) -> HttpResponse:
    """A file as it would be today; where it cannot be made, the form with the reason."""
    _require(request)
    form = CardForm(request.GET)
    if kind not in making.KINDS:
        raise Http404
    if not form.is_valid():
        return _show(request, form)
    try:
        made = making.KINDS[kind].make(form.order)
    except PressError as error:
        form.add_error(FIELDS.get(error.about, "helplines"), error.message)
        return _show(request, form)
    name = making.KINDS[kind].name(form.order, made)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(made.data, content_type=made.media_type, headers=headers)


@require_admin_access
@require_POST
def record(request: HttpRequest) -> HttpResponse:
    """Remember that cards were printed, so that the team is told when they say what is no longer true."""
    _require(request)
    form, copies = CardForm(request.POST), CopiesForm(request.POST)
    if not form.is_valid() or not copies.is_valid():
        return _show(request, form, copies, 422)
    number = copies.cleaned_data["copies"]
    printed.record(form.order, number, request.user)
    text = ngettext("%(number)s sheet is remembered.", "%(number)s sheets are remembered.", number)
    messages.success(request, text % {"number": number})
    return redirect(INDEX)


@require_admin_access
@require_POST
def used_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Nobody has any of them left: they are not compared any more."""
    _require(request)
    cards = get_object_or_404(PrintedCards, pk=pk, used_up_at=None)
    cards.used_up_at = timezone.now()
    cards.save(update_fields=["used_up_at"])
    messages.success(request, _("These cards are no longer in use."))
    return redirect(INDEX)


urls = [
    path("cards/", index, name=INDEX),
    path("cards/files/<slug:kind>/", file, name="pocket_cards_file"),
    path("cards/printed/", record, name="pocket_cards_record"),
    path("cards/printed/<int:pk>/used-up/", used_up, name="pocket_cards_used_up"),
]
