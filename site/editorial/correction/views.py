"""One screen on which a correction that was published in error is withdrawn, and the list of what still circulates."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
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
from core.publication.circulation import Copy, Files
from core.publication.confirmation import is_confirmed
from core.publication.visibility import public
from editorial.correction import acts, downloads, telling, versions
from editorial.correction.telling import Withdrawn
from editorial.correction.versions import Text, Version
from editorial.desk import reading
from facts.desk.standing import page_copy
from facts.models import Fact
from intake.csv_files import BOM, Sheet
from made.problems import RefusedError

COLUMNS = ("kind", "title", "language", "address", "state", "downloaded", "holder", "contact")
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


@dataclass(frozen=True)
class Group:
    """Copies of one kind, each with how often it was downloaded; `more` of them are not shown."""

    kind: str
    shown: list[tuple[Copy, str]]
    more: int

    @property
    def number(self) -> int:
        return len(self.shown) + self.more

    @property
    def may_be_recalled(self) -> bool:
        return any(copy.key for copy, _downloaded in self.shown)

    @property
    def is_counted(self) -> bool:
        return any(copy.files for copy, _downloaded in self.shown)


def address(thing: Any, user, name: str = "correction") -> str:
    """Where a correction of a text is withdrawn; empty for whoever may not."""
    if not thing.live or not acts.may_withdraw(user, [thing]):
        return ""
    return at(name, thing)


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


def at(name: str, thing: Any) -> str:
    model = Page if isinstance(thing, Page) else type(thing)
    return reverse(name, args=[model._meta.app_label, model._meta.model_name, quote(thing.pk)])


def confirm(request: HttpRequest, app_label: str, model_name: str, pk: str) -> HttpResponse:
    """`?version-…=` compares; withdraw what was chosen once that is confirmed."""
    thing = _thing(request, app_label, model_name, pk)
    form = WithdrawalForm(request.POST if is_confirmed(request) else None)
    texts = versions.of(thing)
    _choose(request, texts)
    is_shown = "show" in request.POST
    if form.is_valid() and not is_shown:
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
            return redirect(at("correction_circulating", thing))
    recalled = request.POST.getlist("recall")
    since = _since(texts)
    copies = circulation.copies([text.instance for text in texts], since)
    context = {
        "thing": thing,
        "texts": texts,
        "compared": [_compared(request, text) for text in texts if text.chosen],
        "may_come_back": any(text.versions for text in texts),
        "withholding": _withholding(thing),
        "seen": acts.marks(texts),
        "recalled": recalled,
        "copies": _grouped(copies, since),
        "since": since,
        "is_shown": is_shown and form.is_valid(),
        "mails": circulation.mails(recalled, form.cleaned_data["reason"]) if is_shown and form.is_valid() else [],
        "form": form,
        "circulating": at("correction_circulating", thing),
    }
    return render(request, "editorial/correction/withdraw.html", context, status=422 if form.errors else 200)


def circulating(request: HttpRequest, app_label: str, model_name: str, pk: str) -> HttpResponse:
    """What still bears the words that were withdrawn, and whom to tell; `?format=csv` for a table.

    On POST notes that `told` was told, or takes that note of `untold` back.
    """
    thing = _thing(request, app_label, model_name, pk)
    found = telling.withdrawn(thing)
    people = telling.people(thing, found.copies)
    if request.method == "POST":
        known = {person.who for person in people}
        if (who := request.POST.get("told")) in known:
            telling.tell(thing, who, request.user)
        elif (who := request.POST.get("untold")) in known:
            telling.take_back(thing, who)
        return redirect(at("correction_circulating", thing))
    if request.GET.get("format") == "csv":
        return _table(found)
    context = {
        "thing": thing,
        "withdrawn": found.texts,
        "since": found.since,
        "copies": _grouped(found.copies, found.since),
        "people": people,
        "left": sum(person.told is None for person in people),
    }
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


def _grouped(copies: list[Copy], since: datetime) -> list[Group]:
    """In the order in which rooms give them."""
    shown, numbers = {}, downloads.since(since, copies)
    for copy in copies:
        shown.setdefault(copy.kind, []).append((copy, _downloaded(copy, numbers)))
    return [Group(kind, some[:SHOWN], max(0, len(some) - SHOWN)) for kind, some in shown.items()]


def _downloaded(copy: Copy, numbers: dict[Files, int]) -> str:
    """Empty where nobody counts."""
    if copy.files is None:
        return ""
    number = numbers[copy.files]
    if copy.files.page:
        return str(number)
    return _("%(count)d, all files of the campaign in this language together") % {"count": number}


def _table(found: Withdrawn) -> HttpResponse:
    sheet, numbers = Sheet(), downloads.since(found.since, found.copies)
    head = [_("Kind"), _("Title"), _("Language"), _("Address"), _("State")]
    head += [_("Downloaded"), _("Whom to tell"), _("Contact")]
    rows = [head]
    for copy in found.copies:
        told = asdict(copy) | {"downloaded": _downloaded(copy, numbers)}
        rows.append([told[name] for name in COLUMNS])
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
