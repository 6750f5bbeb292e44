"""The translations board, and the runs that it starts."""

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.models import Locale
from wagtail_localize.models import Translation

from core.publication.bundles import bundles
from editorial.access.reach import codes_of, languages_of, may_open
from editorial.board import machine, runs, sets
from editorial.board import states as board
from editorial.board.changes import changed_sentences
from editorial.board.states import State
from editorial.models import TranslationRun

ON_A_PAGE = 50


class FilterForm(forms.Form):
    q = forms.CharField(label=_("Title"), required=False)
    group = forms.ChoiceField(label=_("Campaign or kind"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("all")), *State.choices])
    locale = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, data, locales, known):
        super().__init__(data)
        self.fields["group"].choices = [("", _("all")), *((name, name) for name in board.groups(known))]
        self.fields["locale"].choices = [
            ("", _("all")),
            *((one.language_code, one.get_display_name()) for one in locales),
        ]


class RunForm(forms.Form):
    bundle = forms.ChoiceField(label=_("What"), required=False)
    text = forms.CharField(widget=forms.HiddenInput, required=False)  # one text alone, as model:key
    locale = forms.ChoiceField(label=_("into"))
    machine = forms.BooleanField(label=_("with machine translation, as drafts marked as such"), required=False)

    def __init__(self, data, locales, known):
        super().__init__(data)
        self.fields["bundle"].choices = [(one.key, one.label) for one in known] + [("", _("the whole site"))]
        self.fields["locale"].choices = [(one.language_code, one.get_display_name()) for one in locales]
        if not machine.is_on():
            del self.fields["machine"]


class AgencyForm(forms.Form):
    """One file with all sentences of a campaign, or of the site, into a language of the person's own."""

    campaign = forms.ChoiceField(label=_("What"), required=False)
    locale = forms.ChoiceField(label=_("into"))

    def __init__(self, locales, known):
        super().__init__(auto_id="agency_%s")
        self.fields["campaign"].choices = [(one.key, one.label) for one in known] + [("", _("the whole site"))]
        self.fields["locale"].choices = [(one.language_code, one.get_display_name()) for one in locales]


def index(request: HttpRequest) -> HttpResponse:
    if not languages_of(request.user):
        raise PermissionDenied
    locales, known = board.languages(), bundles()
    form = FilterForm(request.GET, locales, known)
    run_form = RunForm(None, locales, known) if may_begin(request.user) else None
    chosen = form.cleaned_data if form.is_valid() else {}
    own = [locale for locale in locales if locale.pk in languages_of(request.user)]
    if chosen.get("locale"):
        locales = [locale for locale in locales if locale.language_code == chosen["locale"]]
    found = board.rows(
        locales, known, group=chosen.get("group", ""), state=chosen.get("state", ""), search=chosen.get("q", "")
    )
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("p"))
    board.add_progress(page.object_list, locales)
    context = {
        "form": form,
        "locales": locales,
        "page": page,
        "run_form": run_form,
        "agency_form": AgencyForm(own, known) if own else None,
        "states": State.choices,
    }
    return render(request, "editorial/board/index.html", context)


def may_begin(user) -> bool:
    """Translations are started by whoever may edit the source language."""
    return user.is_superuser or settings.LANGUAGE_CODE in codes_of(user)


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Translate a campaign, or the site, into a language, in the background."""
    if not may_begin(request.user):
        raise PermissionDenied
    form = RunForm(request.POST, board.languages(), bundles())
    if not form.is_valid():
        return render(request, "editorial/board/index.html", {"form": None, "run_form": form}, status=422)
    said = form.cleaned_data
    locale = Locale.objects.get(language_code=said["locale"])
    objects, label = sets.sources(said["bundle"]), sets.label(said["bundle"]) or str(_("the whole site"))
    if said["text"]:
        objects = [one for one in sets.sources() if f"{one[0]}:{one[1]}" == said["text"]]
        label = sets.title(said["text"])
    run = runs.begin(objects, locale, label=label, user=request.user, with_machine=said.get("machine", False))
    return redirect("translation_run", run.pk)


def runs_list(request: HttpRequest) -> HttpResponse:
    """What was translated in the background lately."""
    if not languages_of(request.user):
        raise PermissionDenied
    found = TranslationRun.objects.select_related("locale", "requested_by")[:50]
    return render(request, "editorial/board/runs.html", {"runs": found})


def run(request: HttpRequest, pk: int) -> HttpResponse:
    """The progress of a run; the page renews itself until it has ended."""
    if not languages_of(request.user):
        raise PermissionDenied
    found = get_object_or_404(TranslationRun.objects.select_related("locale", "requested_by"), pk=pk)
    context = {
        "run": found,
        "headings": [_("What"), _("Reason")],
        "problems": [(f"{error['model']} {error['pk']}", error["reason"]) for error in found.errors],
    }
    return found.renewing(request, render(request, "editorial/board/run.html", context))


def changes(request: HttpRequest, translation_id: int) -> HttpResponse:
    """What of the source has changed since a translation's draft was made."""
    translation = get_object_or_404(Translation.objects.select_related("source", "target_locale"), pk=translation_id)
    target = translation.get_target_instance()
    if not may_open(request.user, target):
        raise PermissionDenied
    context = {"translation": translation, "target": target, "changes": changed_sentences(translation)}
    return render(request, "editorial/board/changes.html", context)


urls = [
    path("translations/", index, name="translations_board"),
    path("translations/begin/", begin, name="translations_begin"),
    path("translations/runs/", runs_list, name="translation_runs"),
    path("translations/runs/<int:pk>/", run, name="translation_run"),
    path("translations/<int:translation_id>/changes/", changes, name="translation_changes"),
]
