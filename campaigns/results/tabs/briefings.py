"""Briefing notes: written from the figures, edited, sent as PDF, ODT or DOCX, and held against the figures of today."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from campaigns.plan.models import Campaign
from campaigns.results.briefing import writing
from campaigns.results.briefing.document import MAKERS, document
from campaigns.results.briefing.forms import BeginForm, TextForm
from campaigns.results.briefing.sections import SECTIONS
from campaigns.results.figures.periods import choose
from campaigns.results.frame import campaign_for, may_see, show, show_all
from campaigns.results.models import Briefing
from core.publication.confirmation import is_confirmed
from editorial.sign_off.comparison import told
from press.content import PressError

TAB, YEARS = "results_briefings", "results_briefings_of_years"
MAY_WRITE = "results.add_briefing"


def with_briefing(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The note instead of its number, for those who may write notes."""

    @require_admin_access
    @wraps(view)
    def looked_up(request: HttpRequest, number: int, **about) -> HttpResponse:
        may_see(request)
        if not request.user.has_perm(MAY_WRITE):
            raise PermissionDenied
        found = Briefing.objects.select_related("campaign", "wave", "author", "sent_by").defer("pdf")
        return view(request, get_object_or_404(found, pk=number), **about)

    return looked_up


@require_admin_access
def of_campaign(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = campaign_for(request, pk)
    if not campaign.has_started:
        return show(request, "results/not_begun.html", campaign, TAB, {})
    return _index(request, campaign)


@require_admin_access
def of_years(request: HttpRequest) -> HttpResponse:
    """The notes on all campaigns of a year."""
    may_see(request)
    return _index(request, None)


def _index(request: HttpRequest, campaign: Campaign | None) -> HttpResponse:
    may_write = request.user.has_perm(MAY_WRITE)
    if request.method == "POST" and not may_write:
        raise PermissionDenied
    language = "en" if get_language() == "en" else "fr"
    choice = choose(campaign, request.GET.get("wave", "")) if campaign else None
    form = BeginForm(
        campaign,
        request.POST or None,
        instance=Briefing(campaign=campaign, language=language),
        initial={"wave": choice.span.wave} if choice else {},
    )
    if request.method == "POST" and form.is_valid():
        form.instance.author = request.user
        try:
            writing.make(form.instance).save()
        except writing.NothingToTellError:
            form.add_error(None, _("No campaign had begun in that time: there is nothing to tell."))
        else:
            return redirect("results_briefing", form.instance.pk)
    found = Briefing.objects.filter(campaign=campaign).select_related("wave", "author", "sent_by").defer("pdf")
    context = {"briefings": found, "form": form if may_write else None}
    status, template = 422 if form.is_bound else 200, "results/briefing/index.html"
    if campaign:
        # The form asks for the wave by itself; the other tabs go on with the one that was chosen.
        context |= {"frame": "results/base.html", "choice": None}
        return show(request, template, campaign, TAB, context, choice=choice, status=status)
    return show_all(request, template, YEARS, context | {"frame": "results/all.html"}, status=status)


@with_briefing
def briefing(request: HttpRequest, one: Briefing) -> HttpResponse:
    """The words, to be edited until they are sent."""
    if one.is_sent:
        return _sent_already(request, one) if request.method == "POST" else _page(request, one, None)
    if is_confirmed(request):
        return _send(request, one)
    form = TextForm(request.POST or None, instance=one)
    if request.method != "POST" or not form.is_valid():
        return _page(request, one, form)
    form.save()
    act = request.POST.get("act")
    if act == "send":
        return _ask(request, one)
    if act == "again":
        writing.make(one).save()
        messages.success(request, _("The sentences are those of the figures of now; what you had changed stays."))
    else:
        messages.success(request, _("The note is saved."))
    if typed := _typed(one):
        parts = "; ".join(f"{title} – {', '.join(numbers)}" for title, numbers in typed)
        messages.warning(request, _("No figure of this note says: %(numbers)s.") % {"numbers": parts})
    return redirect("results_briefing", one.pk)


def _typed(one: Briefing) -> list[tuple[str, list[str]]]:
    """The title of each section with the numbers in it that no figure says."""
    return [(SECTIONS[key].title, numbers) for key, numbers in writing.typed_numbers(one).items()]


def _ask(request: HttpRequest, one: Briefing) -> HttpResponse:
    """What it means to keep it, before it is."""
    context = {"typed": _typed(one), "seen": writing.digest(one)}
    return _show(request, "results/briefing/send_confirm.html", one, context)


def _send(request: HttpRequest, one: Briefing) -> HttpResponse:
    try:
        writing.send(one.pk, request.user, request.POST.get("seen", ""))
    except writing.SentError:
        return _sent_already(request, one)
    except writing.ChangedError:
        messages.error(request, _("Somebody saved this note meanwhile: read it again before you keep it."))
    except PressError as error:
        return _page(request, one, TextForm(instance=one), str(error))
    else:
        messages.success(
            request, _("The note is kept as it is now. Download it, and send it yourself: nothing was mailed.")
        )
    return redirect("results_briefing", one.pk)


def _page(request: HttpRequest, one: Briefing, form: TextForm | None, refused: str = "") -> HttpResponse:
    context = {
        "form": form,
        "kept": [] if form else [(section.title, one.text.get(key, "")) for key, section in SECTIONS.items()],
        "formats": list(MAKERS),
        "refused": refused,
        "may_delete": not one.is_sent and _is_theirs(request.user, one),
    }
    status = 422 if refused or (form and form.errors) else 200
    return _show(request, "results/briefing/edit.html", one, context, status)


def _show(
    request: HttpRequest, template: str, one: Briefing, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Among the tabs of its campaign, or alone where it is of a year."""
    context |= {"briefing": one, "back": _back(one)}
    if one.campaign:
        return show(request, template, one.campaign, TAB, context | {"frame": "results/base.html"}, status=status)
    return show_all(request, template, YEARS, context | {"frame": "results/all.html"}, status=status)


def _is_theirs(user: Any, one: Briefing) -> bool:
    return one.author_id in (None, user.pk)


def _back(one: Briefing) -> str:
    return reverse(TAB, args=[one.campaign_id]) if one.campaign_id else reverse(YEARS)


@with_briefing
@require_safe
def as_file(request: HttpRequest, one: Briefing, kind: str) -> HttpResponse:
    """A note that was sent, as the PDF that it was; any other file is made of what is kept."""
    media_type, maker = MAKERS[kind]
    if kind == "pdf" and one.is_sent:
        content = bytes(one.pdf)
    else:
        try:
            content = maker(document(one))
        except PressError as error:
            return _page(request, one, None if one.is_sent else TextForm(instance=one), str(error))
    name = f"{slugify(one.title)[:80] or 'note'}.{kind}"
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(content, content_type=media_type, headers={"Content-Disposition": disposition})


@require_POST
@with_briefing
def delete(request: HttpRequest, one: Briefing) -> HttpResponse:
    if one.is_sent:
        return _sent_already(request, one)
    if not _is_theirs(request.user, one):
        raise PermissionDenied
    one.delete()
    messages.success(request, _("“%(text)s” is removed.") % {"text": one.title})
    return redirect(_back(one))


def _sent_already(request: HttpRequest, one: Briefing) -> HttpResponse:
    messages.error(request, _("This note was sent: it stays as it is. Begin another one instead."))
    return redirect("results_briefing", one.pk)


@with_briefing
@require_safe
def compared(request: HttpRequest, one: Briefing) -> HttpResponse:
    """What it says beside what would be said now."""
    now = Briefing(
        campaign=one.campaign, wave=one.wave, year=one.year, language=one.language, length=one.length, title=one.title
    )
    writing.make(now)
    sections = [
        (section.title, told(one.text.get(key, ""), now.text[key]), one.text.get(key) == now.text[key])
        for key, section in SECTIONS.items()
    ]
    return _show(request, "results/briefing/compared.html", one, {"sections": sections})


urls = [
    path("results/<int:pk>/briefings/", of_campaign, name=TAB),
    path("results/briefings/", of_years, name=YEARS),
    path("results/briefings/<int:number>/", briefing, name="results_briefing"),
    path("results/briefings/<int:number>/delete/", delete, name="results_briefing_delete"),
    path("results/briefings/<int:number>/compared/", compared, name="results_briefing_compared"),
    *(
        path(f"results/briefings/<int:number>/note.{kind}", as_file, {"kind": kind}, name=f"results_briefing_{kind}")
        for kind in MAKERS
    ),
]
