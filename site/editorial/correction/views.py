"""One screen on which a correction that was published in error is withdrawn, and the list of what still circulates."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlencode

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
from editorial.board.states import edit_url
from editorial.correction import acts, downloads, telling, versions
from editorial.correction.telling import Withdrawn
from editorial.correction.versions import Text, Version
from editorial.desk import reading
from editorial.models import ToTell
from editorial.takedown.views import address as takedown
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


class Compared(NamedTuple):
    text: Text
    version: Version
    changes: list[reading.Change]
    only_takes_away: bool  # nothing is read in the place of what goes


class Repeating(NamedTuple):
    text: Text
    too: str  # where an earlier version of it is compared as well; empty where it has none
    editor: str
    read: ToTell | None = None  # by whom it was found right


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


def correct(request: HttpRequest, app_label: str, model_name: str, pk: str) -> HttpResponse:
    """Choose versions; with `?version-…=` compare them, and on POST withdraw what was compared. `?choose=` chooses otherwise."""
    thing = _thing(request, app_label, model_name, pk)
    form = WithdrawalForm(request.POST if is_confirmed(request) else None)
    texts = versions.of(thing)
    is_asked = _choose(request, texts)
    if form.is_valid() and "show" not in request.POST:
        try:
            seen, recalled = request.POST.get("seen", ""), request.POST.getlist("recall")
            chosen = {text.name: text.chosen for text in texts}
            acts.withdraw(thing, chosen, seen, form.cleaned_data["reason"], request.user, recalled)
        except RefusedError as refusal:
            form.add_error(None, refusal.message)
            texts = versions.of(thing)
            is_asked = _choose(request, texts)
        except ValidationError as invalid:
            form.add_error(None, invalid)
        else:
            messages.success(request, _("The correction of “%(title)s” is withdrawn.") % {"title": thing})
            return redirect(at("correction_circulating", thing))
    is_compared = is_asked and "choose" not in request.GET and any(text.choice for text in texts)
    context = {
        "thing": thing,
        "texts": texts,
        "form": form,
        "is_nothing_chosen": is_asked and "choose" not in request.GET,
        "circulating": at("correction_circulating", thing),
    }
    context |= _to_confirm(request, thing, texts, form) if is_compared else _to_choose(request, thing, texts)
    template = "withdraw" if is_compared else "choose"
    return render(request, f"editorial/correction/{template}.html", context, status=422 if form.errors else 200)


def _to_choose(request: HttpRequest, thing: Any, texts: list[Text]) -> dict[str, Any]:
    since = _since(texts)
    may_come_back = [text for text in texts if text.versions]
    return {
        "may_come_back": may_come_back,
        "stay": [text for text in texts if not text.versions],
        "since": since,
        "repeating": {text.name for text in texts if text.may_repeat(since) and not _is_origin(text, since)},
        "withholding": _withholding(thing),
        "takedown": takedown(thing, request.user),
        "copies": [] if may_come_back else _grouped(circulation.copies([text.instance for text in texts], since), since),
    }


def _to_confirm(request: HttpRequest, thing: Any, texts: list[Text], form: WithdrawalForm) -> dict[str, Any]:
    since, recalled = _since(texts), request.POST.getlist("recall")
    copies = circulation.copies([text.instance for text in texts], since)
    is_shown = "show" in request.POST and form.is_valid()
    chosen = {text.name: str(text.chosen) for text in texts if text.choice}
    return {
        "compared": [_compared(request, text) for text in texts if text.choice],
        "repeating": [_repeating(thing, text, chosen, since) for text in texts if not text.choice and text.may_repeat(since)],
        "otherwise": f"{at('correction', thing)}?{urlencode(chosen | {'choose': '1'})}",
        "seen": acts.marks(texts),
        "recalled": recalled,
        "copies": _grouped(copies, since),
        "since": since,
        "is_shown": is_shown,
        "mails": circulation.mails(recalled, form.cleaned_data["reason"]) if is_shown else [],
    }


def circulating(request: HttpRequest, app_label: str, model_name: str, pk: str) -> HttpResponse:
    """What still bears the words that were withdrawn, and whom to tell; `?format=csv` for a table.

    On POST notes that `told` was told or read, or takes that note of `untold` back.
    """
    thing = _thing(request, app_label, model_name, pk)
    found = telling.withdrawn(thing)
    people = telling.people(thing, found.copies)
    if request.method == "POST":
        known = {person.who for person in people} | {text.key for text in found.repeating}
        if (who := request.POST.get("told")) in known:
            telling.tell(thing, who, request.user)
        elif (who := request.POST.get("untold")) in known:
            telling.take_back(thing, who)
        return redirect(at("correction_circulating", thing))
    if request.GET.get("format") == "csv":
        return _table(found)
    done = telling.done(thing) if found.repeating else {}
    context = {
        "thing": thing,
        "withdrawn": found.texts,
        "since": found.since,
        "copies": _grouped(found.copies, found.since),
        "people": people,
        "repeating": [
            _repeating(thing, text, {}, found.since)._replace(read=done.get(text.key)) for text in found.repeating
        ],
        "left": sum(person.told is None for person in people),
    }
    return render(request, "editorial/correction/circulating.html", context)


def _choose(request: HttpRequest, texts: list[Text]) -> bool:
    """Whether versions were asked for. Else, the one before of the first text that has one, and of each text that may repeat its words."""
    said = request.POST if request.method == "POST" else request.GET
    for text in texts:
        pk = said.get(text.name, "")
        text.chosen = int(pk) if pk.isdecimal() else 0
    if any(text.name in said for text in texts):
        return True
    first = next((text for text in texts if text.versions), None)
    if first:
        first.chosen = first.versions[0].pk
        since = first.versions[0].replaced_at
        for text in texts:
            if text is not first and text.may_repeat(since) and (version := text.before(since)):
                text.chosen = version.pk
    return False


def _is_origin(text: Text, since: datetime) -> bool:
    """Whether its words were the first to be wrong."""
    return text.choice is not None and text.choice.replaced_at == since


def _repeating(thing: Any, text: Text, chosen: dict[str, str], since: datetime) -> Repeating:
    """A text that goes on saying what is withdrawn, perhaps, and where something is done about it."""
    version = text.before(since)
    too = f"{at('correction', thing)}?{urlencode(chosen | {text.name: version.pk})}" if version else ""
    return Repeating(text, too, edit_url(type(text.instance), text.instance.pk))


def _withholding(thing: Any) -> str:
    """Where a fact is kept from audiences, which stays possible where nothing may come back."""
    fact = getattr(thing, "fact", thing)
    return reverse("wagtailsnippets_facts_fact:edit", args=[fact.pk]) if isinstance(fact, Fact) else ""


def _compared(request: HttpRequest, text: Text) -> Compared:
    changes = reading.changes(request, text.instance, text.choice.revision.as_object())
    told = "".join(change.told for change in changes)
    return Compared(text, text.choice, changes, only_takes_away="<del" in told and "<ins" not in told)


def _since(texts: list[Text]) -> datetime:
    """When the chosen versions were replaced, or the last ones where none is chosen."""
    chosen = [text.choice for text in texts if text.choice]
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
    path(f"corrections/{WHERE}", correct, name="correction"),
    path(f"corrections/{WHERE}circulating/", circulating, name="correction_circulating"),
]
