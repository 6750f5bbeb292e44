"""One screen on which a correction that was published in error is withdrawn, and the list of what still circulates."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.apps import apps
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.models import Page

from core.publication import circulation
from core.publication.circulation import Copy
from core.publication.confirmation import is_confirmed
from core.publication.visibility import public
from editorial.correction import acts, versions
from editorial.correction.versions import Text, Version
from editorial.desk import reading
from facts.desk.standing import page_copy
from facts.models import Fact
from intake.csv_files import BOM, Sheet
from made.problems import RefusedError

COLUMNS = ("kind", "title", "language", "address", "state", "holder", "contact")
SHOWN = 300


class WithdrawalForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason, for the history and for whoever is told"),
        max_length=1000,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        error_messages={
            "required": gettext_lazy("Say why: the reason stays in the history, and whoever is told reads it.")
        },
    )


def address(thing: Any, user, name: str = "correction") -> str:
    """Where a correction of a text is withdrawn; empty for whoever may not."""
    if not thing.live or not acts.may_withdraw(user, [thing]):
        return ""
    return _at(name, thing)


def link(context: dict[str, Any]) -> str:
    """In the editor of a fact or a helpline."""
    thing = context["thing"]
    place = address(thing, context["request"].user) if thing.pk else ""
    return render_to_string("editorial/correction/link.html", {"address": place}) if place else ""


def pages(texts: Sequence[Any], since: datetime) -> Iterable[Copy]:
    """Those that are withdrawn from themselves, in the languages of each; one query."""
    ids = [text.pk for text in texts if isinstance(text, Page)]
    if ids:
        for page in public(Page.objects.filter(pk__in=ids)).select_related("locale").order_by("locale_id"):
            yield page_copy(page, _("shows what is live"))


def _at(name: str, thing: Any) -> str:
    model = Page if isinstance(thing, Page) else type(thing)
    return reverse(name, args=[model._meta.app_label, model._meta.model_name, quote(thing.pk)])


def confirm(request: HttpRequest, app_label: str, model_name: str, pk: str) -> HttpResponse:
    """`?version-…=` compares; withdraw what was chosen once that is confirmed."""
    thing = _thing(request, app_label, model_name, pk)
    form = WithdrawalForm(request.POST if is_confirmed(request) else None)
    texts = versions.of(thing)
    _choose(request, texts)
    if form.is_valid():
        try:
            seen, recalled = request.POST.get("seen", ""), request.POST.getlist("recall")
            chosen = {text.name: text.chosen for text in texts}
            acts.withdraw(thing, chosen, seen, form.cleaned_data["reason"], request.user, recalled)
        except RefusedError as refusal:
            form.add_error(None, refusal.message)
            texts = versions.of(thing)
            _choose(request, texts)
        except ValidationError as invalid:
            form.add_error(None, invalid)
        else:
            messages.success(request, _("The correction of “%(title)s” is withdrawn.") % {"title": thing})
            return redirect(_at("correction_circulating", thing))
    context = {
        "thing": thing,
        "texts": texts,
        "compared": [_compared(request, text) for text in texts if text.chosen],
        "may_come_back": any(text.versions for text in texts),
        "withholding": _withholding(thing),
        "seen": acts.marks(texts),
        "recalled": request.POST.getlist("recall"),
        "copies": _grouped(circulation.copies([text.instance for text in texts], _since(texts))),
        "form": form,
        "circulating": _at("correction_circulating", thing),
    }
    return render(request, "editorial/correction/withdraw.html", context, status=422 if form.errors else 200)


def circulating(request: HttpRequest, app_label: str, model_name: str, pk: str) -> HttpResponse:
    """What still bears the words that were withdrawn, and whom to tell; `?format=csv` for a table."""
    thing = _thing(request, app_label, model_name, pk)
    together = versions.together(thing)
    found = [(one, *acts.last(one)) for one in together]
    withdrawn = [(one, since, entry) for one, since, entry in found if entry]
    since = min((since for _one, since, _entry in withdrawn), default=timezone.now())
    copies = circulation.copies([one for one, _since, _entry in withdrawn], since)
    if request.GET.get("format") == "csv":
        return _table(copies)
    context = {"thing": thing, "withdrawn": withdrawn, "copies": _grouped(copies), "number": len(copies)}
    return render(request, "editorial/correction/circulating.html", context)


def _choose(request: HttpRequest, texts: list[Text]) -> None:
    """At first, the version before of the text that was asked for, or else of the first that has one."""
    said = request.POST if request.method == "POST" else request.GET
    for text in texts:
        pk = said.get(text.name, "")
        text.chosen = int(pk) if pk.isdecimal() else 0
    if not any(text.name in said for text in texts) and (first := next((t for t in texts if t.versions), None)):
        first.chosen = first.versions[0].pk


def _withholding(thing: Any) -> str:
    """Where a fact is kept from audiences, which stays possible where nothing may come back."""
    fact = getattr(thing, "fact", thing)
    return reverse("wagtailsnippets_facts_fact:edit", args=[fact.pk]) if isinstance(fact, Fact) else ""


def _compared(request: HttpRequest, text: Text) -> tuple[Text, Version | None, list[reading.Change]]:
    version = next((version for version in text.versions if version.pk == text.chosen), None)
    changes = reading.changes(request, text.instance, version.revision.as_object()) if version else []
    return text, version, changes


def _since(texts: list[Text]) -> datetime:
    """When the chosen versions were replaced, or the last ones where none is chosen."""
    chosen = [version for text in texts for version in text.versions if version.pk == text.chosen]
    newest = [text.versions[0] for text in texts if text.versions]
    return min((version.replaced_at for version in chosen or newest), default=timezone.now())


def _grouped(copies: list[Copy]) -> list[tuple[str, list[Copy], int, bool]]:
    """(kind, those to be shown, how many more, whether any can be recalled) in the order in which rooms give them."""
    kinds: dict[str, list[Copy]] = {}
    for copy in copies:
        kinds.setdefault(copy.kind, []).append(copy)
    return [
        (kind, some[:SHOWN], max(0, len(some) - SHOWN), any(copy.key for copy in some)) for kind, some in kinds.items()
    ]


def _table(copies: list[Copy]) -> HttpResponse:
    sheet = Sheet()
    head = [_("Kind"), _("Title"), _("Language"), _("Address"), _("State"), _("Whom to tell"), _("Contact")]
    rows = [head, *([getattr(copy, name) for name in COLUMNS] for copy in copies)]
    headers = {"Content-Disposition": 'attachment; filename="circulating.csv"', "Cache-Control": "private, no-store"}
    body = BOM.encode() + b"".join(map(sheet.row, rows))
    return HttpResponse(body, content_type="text/csv; charset=utf-8", headers=headers)


def _thing(request: HttpRequest, app_label: str, model_name: str, pk: str) -> Any:
    try:
        model = apps.get_model(app_label, model_name)
    except LookupError:
        raise Http404 from None
    if model is not Page and not versions.may_hold(model):
        raise Http404
    thing = get_object_or_404(model, pk=unquote(pk))
    thing = thing.specific if isinstance(thing, Page) else thing
    if not versions.may_hold(type(thing)):
        raise Http404
    if not acts.may_withdraw(request.user, [thing]):
        raise PermissionDenied
    return thing


WHERE = "<slug:app_label>/<slug:model_name>/<str:pk>/"
urls = [
    path(f"corrections/{WHERE}", confirm, name="correction"),
    path(f"corrections/{WHERE}circulating/", circulating, name="correction_circulating"),
]
