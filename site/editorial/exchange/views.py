"""Sending sentences to an agency, and taking them back."""

import re
from datetime import timedelta
from functools import partial

from django import forms
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages
from wagtail.models import Locale
from wagtail_localize.models import Translation

from core.publication.sign_off import SignOffError
from editorial import exchange
from editorial.access.reach import languages_of, may_open, may_translate
from editorial.board import sets
from editorial.exchange import MAX_BYTES, MAX_PROBLEMS, Reading
from editorial.models import TranslationImport

KEPT_UNAPPLIED = timedelta(days=1)


class UploadForm(forms.Form):
    locale = forms.ModelChoiceField(
        Locale.objects.none(), label=gettext_lazy("Language"), to_field_name="language_code", empty_label=None
    )
    file = forms.FileField(
        label=gettext_lazy("PO file"),
        allow_empty_file=True,
        help_text=gettext_lazy("The file that the agency sends back. Nothing is changed before you have seen what is."),
        widget=forms.FileInput({"accept": ".po,text/x-gettext-translation"}),
    )

    def __init__(self, *args, locales, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["locale"].queryset = locales


@require_GET
def export_view(request: HttpRequest) -> HttpResponse:
    """One file of a campaign (`campaign`), of some translations (`translation`, repeated), or of a whole language."""
    locale = _locale(request, request.GET)
    translations = _translations(request, locale)
    if not translations:
        messages.warning(request, _("There is nothing to translate here in this language yet."))
        return redirect(_upload_url(locale))
    name = f"translations-{locale.language_code}-{timezone.localdate()}.po"
    return HttpResponse(
        str(exchange.export(translations)),
        content_type="text/x-gettext-translation; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def upload(request: HttpRequest) -> HttpResponse:
    """Ask for a file; then show what it would change, or why it is refused."""
    locales = _locales(request.user)
    if request.method != "POST":
        chosen = _locale(request, request.GET) if "locale" in request.GET else locales.first()
        return _show_form(request, UploadForm(initial={"locale": chosen}, locales=locales), chosen)
    locale = _locale(request, request.POST)
    form = UploadForm(request.POST, request.FILES, locales=locales)
    if not form.is_valid():
        return _show_form(request, form, locale, status=422)
    return _answer(request, locale, request.FILES["file"], again=_upload_url(locale), leads_to=_upload_url(locale))


@require_POST
def upload_for_translation(request: HttpRequest, translation_id: int) -> HttpResponse:
    """In the place of wagtail-localize's upload: a file of one translation, or of many of which it takes that one."""
    translation = get_object_or_404(Translation, pk=translation_id, enabled=True)
    if not may_translate(request.user, translation.get_target_instance()):
        raise PermissionDenied
    back = _next(request) or translation.get_target_instance_edit_url()
    if "file" not in request.FILES:
        messages.error(request, _("Choose the PO file to import."))
        return redirect(back)
    return _answer(
        request, translation.target_locale, request.FILES["file"], again=back, leads_to=back, only=translation
    )


@require_POST
def apply_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what the preview showed."""
    pending = get_object_or_404(TranslationImport, pk=pk, user=request.user)
    try:
        count = exchange.apply(pending, request.user)
    except SignOffError as error:
        messages.error(request, error.message)
    else:
        said = ngettext(
            "%(count)d sentence was imported into drafts. Nothing went live.",
            "%(count)d sentences were imported into drafts. Nothing went live.",
            count,
        )
        messages.success(request, said % {"count": count})
    return redirect(_next(request) or _upload_url(pending.locale))


def _answer(request, locale: Locale, file, *, again: str, leads_to: str, only=None) -> HttpResponse:
    data = file.read(MAX_BYTES + 1)
    refuse = partial(exchange.refusal, request.user)
    reading = exchange.read(data, locale, refuse, file_name=file.name[:255], only=only)
    if reading.problems:
        return _show_problems(request, locale, reading, again)
    if not reading.changes:
        messages.info(
            request, _("This file changes nothing: its sentences are the same here, or not translated in it.")
        )
        return redirect(leads_to)
    return _show_preview(request, locale, reading, leads_to)


def _show_form(request, form: UploadForm, locale: Locale, status: int = 200) -> HttpResponse:
    return render(request, "editorial/exchange/upload.html", {"form": form, "locale": locale}, status=status)


def _show_problems(request, locale: Locale, reading: Reading, again: str) -> HttpResponse:
    problems = [(problem.line, _shown(problem.sentence), problem.reason) for problem in reading.problems]
    context = {"reading": reading, "problems": problems, "locale": locale, "again": again, "limit": MAX_PROBLEMS}
    return render(request, "editorial/exchange/problems.html", context, status=422)


def _show_preview(request, locale: Locale, reading: Reading, leads_to: str) -> HttpResponse:
    pending = TranslationImport.objects.filter(user=request.user, applied_at=None)
    pending.filter(created_at__lt=timezone.now() - KEPT_UNAPPLIED).delete()
    pending = TranslationImport.objects.create(
        user=request.user, locale=locale, file_name=reading.file_name, changes=reading.changes
    )
    texts: dict[str, list[dict]] = {}
    for change in reading.changes:
        shown = change | {name: _shown(change[name]) for name in ("source", "old", "new")}
        texts.setdefault(change["translation"], []).append(shown)
    context = {
        "reading": reading,
        "pending": pending,
        "texts": list(texts.values()),
        "notes": sum(bool(change["notes"]) for change in reading.changes),
        "locale": locale,
        "leads_to": leads_to,
    }
    return render(request, "editorial/exchange/preview.html", context)


def _shown(sentence: str) -> SafeString:
    """A sentence with its tags to be read, each apart: they neither turn it around nor are turned around in it."""
    pieces = re.split(r"(<[^<>]*>)", sentence)
    return format_html_join(
        "",
        "{}",
        (
            [format_html('<code dir="ltr">{}</code>', piece) if number % 2 else piece]
            for number, piece in enumerate(pieces)
        ),
    )


def _translations(request: HttpRequest, locale: Locale) -> list[Translation]:
    """Those that are asked for; of a campaign or a language, those among them that the person may open."""
    named = request.GET.getlist("translation")
    if not named:
        found = sets.translations(locale, request.GET.get("campaign", ""))
        return [translation for translation in found if _may_open(request.user, translation)]
    if not all(number.isdecimal() for number in named):
        raise Http404
    found = [translation for translation in sets.translations(locale) if str(translation.pk) in named]
    if len(found) != len(set(named)):
        raise Http404
    if not all(_may_open(request.user, translation) for translation in found):
        raise PermissionDenied
    return found


def _may_open(user, translation: Translation) -> bool:
    try:
        return may_open(user, translation.get_target_instance())
    except ObjectDoesNotExist:
        return False


def _locales(user):
    found = Locale.objects.filter(pk__in=languages_of(user)).exclude(pk=Locale.get_default().pk)
    if not found:
        raise PermissionDenied
    return found.order_by("language_code")


def _locale(request: HttpRequest, asked) -> Locale:
    locale = get_object_or_404(Locale, language_code=asked.get("locale", ""))
    if locale.pk not in languages_of(request.user):
        raise PermissionDenied
    return locale


def _upload_url(locale: Locale) -> str:
    return f"{reverse('exchange_upload')}?locale={locale.language_code}"


def _next(request: HttpRequest) -> str:
    asked = request.POST.get("next", "")
    return asked if url_has_allowed_host_and_scheme(asked, {request.get_host()}, request.is_secure()) else ""


urls = [
    path("translations/export/", export_view, name="exchange_export"),
    path("translations/import/", upload, name="exchange_upload"),
    path("translations/import/<int:pk>/apply/", apply_view, name="exchange_apply"),
]
