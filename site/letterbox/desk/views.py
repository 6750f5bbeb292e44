"""The desk of messages: a list, a message, and what may be done with it; each asks first who reads it."""

from collections import Counter
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages as told
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.auth import require_admin_access
from wagtail.log_actions import log

from core.country import country
from core.protection.seals import SealingError
from core.publication.confirmation import is_confirmed
from core.words import languages
from intake.csv_files import BOM, Sheet
from letterbox.desk import answering
from letterbox.desk.forms import AnswerForm, FilterForm, StateForm
from letterbox.models import Message, State
from letterbox.models.message import VIEW
from letterbox.post import keeping
from letterbox.sealing import MESSAGES

SHOWN = 50
FORGOTTEN, EXPORTED = "letterbox.forget", "letterbox.export"  # what is done with messages is noted, none of their words
COLUMNS = (
    gettext_lazy("Reference"),
    gettext_lazy("Received"),
    gettext_lazy("Form"),
    gettext_lazy("Language"),
    gettext_lazy("State"),
    gettext_lazy("Page"),
    gettext_lazy("Deleted on"),
    gettext_lazy("Answer to"),
    gettext_lazy("Message"),
)


@require_admin_access
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Of no message a word: only when it came, by which form, and how far it is."""
    form = FilterForm(request.GET)
    found = _readable(request).filter(**form.chosen(request.user)).select_related("handler", "readers")
    page = Paginator(found.defer("sealed", "sealed_answers"), SHOWN).get_page(request.GET.get("p"))
    is_filtered = any(form.cleaned_data.values())
    context = {"page": page, "form": form, "is_filtered": is_filtered, "query": _query(request)}
    context["problem"] = "" if MESSAGES.can_seal() else MESSAGES.absent
    return _show(request, "index.html", context)


@require_admin_access
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _detail(request, _one(request, pk))


@require_admin_access
@require_POST
def set_state(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever begins to answer a message has it from then on."""
    message = _one(request, pk)
    form = StateForm(request.POST, instance=message)
    if form.is_valid():
        handler = {State.NEW: None, State.TAKEN: request.user}.get(message.state, message.handler or request.user)
        Message.objects.filter(pk=pk).update(state=message.state, handler=handler)
    return redirect("letterbox_message", pk)


@require_admin_access
@sensitive_post_parameters()
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    message = _one(request, pk)
    form = AnswerForm(request.POST, beginning=answering.beginning(message))
    if not form.is_valid():
        return _detail(request, message, form, 422)
    try:
        answering.answer(message, form.cleaned_data["answer"], request.user)
    except answering.NotSentError as error:
        form.add_error(None, error.message)
        return _detail(request, message, form, 503)
    told.success(request, _("The answer was sent."))
    return redirect("letterbox_message", pk)


@require_admin_access
@require_POST
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    """At once and for good, where its sender asks for it; asked once more."""
    message = _one(request, pk)
    if not is_confirmed(request):
        return _show(request, "forget.html", {"message": message})
    with transaction.atomic():
        log(message, FORGOTTEN, user=request.user, deleted=True)
        message.delete()
    told.success(request, _("The message %(reference)s is deleted.") % {"reference": message.reference})
    return redirect("letterbox")


@require_admin_access
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """What the list shows, with all that was written, as CSV."""
    found = _readable(request).filter(**FilterForm(request.GET).chosen(request.user)).select_related("about", "readers")
    sheet = Sheet()
    try:
        lines = [sheet.row(cells) for cells in ([str(name) for name in COLUMNS], *map(_row, found))]
    except SealingError as error:
        told.error(request, error.message)
        return redirect("letterbox")
    for role, number in Counter(message.readers for message in found).items():
        log(role, EXPORTED, user=request.user, data={"number": number})
    response = HttpResponse([BOM.encode(), *lines], content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="messages.csv"'
    return _uncached(response)


def _row(message: Message) -> list[str]:
    opened = keeping.open_sealed(message)
    received = timezone.localtime(message.received_at).isoformat(timespec="minutes")
    page = message.about.title if message.about else ""
    written = "\n\n".join(f"{label}\n{said}" for label, said in opened.answers)
    head = [message.reference, received, message.form_title, message.language, message.get_state_display(), page]
    return [*head, message.delete_on.isoformat(), opened.reply_to, written]


def _readable(request: HttpRequest):
    if not request.user.has_perm(VIEW):
        raise PermissionDenied
    return Message.objects.readable_by(request.user)


def _one(request: HttpRequest, pk: int) -> Message:
    """Nobody is told that there is a message which others read."""
    return get_object_or_404(_readable(request).select_related("about", "handler", "readers"), pk=pk)


def _detail(request: HttpRequest, message: Message, form: AnswerForm | None = None, status: int = 200) -> HttpResponse:
    opened, given, problem = None, [], ""
    try:
        opened, given = keeping.open_sealed(message), keeping.given_answers(message)
    except SealingError as error:
        problem = error.message
    context = {
        "message": message,
        "opened": opened,
        "given": [one | {"at": datetime.fromisoformat(one["at"])} for one in given],
        "problem": problem,
        "language": languages.language(message.language),
        "state_form": StateForm(instance=message),
        "answer_form": form or _answer_form(message, bool(given)),
        "alert": country().alert,
    }
    return _show(request, "message.html", context, status)


def _answer_form(message: Message, is_answered: bool) -> AnswerForm:
    """With what editors propose, the first time."""
    beginning = "" if is_answered else answering.beginning(message)
    return AnswerForm(initial={"answer": beginning}, beginning=beginning)


def _show(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return _uncached(render(request, f"letterbox/desk/{template}", context, status=status))


def _uncached(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _query(request: HttpRequest) -> str:
    return urlencode({name: value for name, value in request.GET.items() if name != "p"})


urls = [
    path("messages/", index, name="letterbox"),
    path("messages/export/", export, name="letterbox_export"),
    path("messages/<int:pk>/", detail, name="letterbox_message"),
    path("messages/<int:pk>/state/", set_state, name="letterbox_state"),
    path("messages/<int:pk>/answer/", answer, name="letterbox_answer"),
    path("messages/<int:pk>/forget/", forget, name="letterbox_forget"),
]
