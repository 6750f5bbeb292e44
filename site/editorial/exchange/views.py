"""Sending sentences to an agency, and taking them back."""

import re
from dataclasses import replace
from functools import partial

from django import forms
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET
from wagtail.admin import messages
from wagtail.models import Locale
from wagtail_localize.models import Translation

from editorial import exchange
from editorial.access.reach import languages_of, may_open, may_translate
from editorial.board import sets
from editorial.models import TranslationImport
from intake import views as intake
from intake.files import file_field
from intake.problems import Problems


class FileForm(forms.Form):
    file = file_field(
        ".po,text/x-gettext-translation",
        label=gettext_lazy("PO file"),
        help_text=gettext_lazy("The file that the agency sends back. Nothing is changed before you have seen what is."),
    )


class UploadForm(FileForm):
    locale = forms.ModelChoiceField(
        Locale.objects.none(), label=gettext_lazy("Language"), to_field_name="language_code", empty_label=None
    )
    field_order = ("locale", "file")

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


class Step(intake.Step):
    frame, apply = "editorial/exchange/base.html", "exchange_apply"

    def again(self) -> str:
        return _upload_url(self.locale)

    def leads_to(self) -> str:
        return self.again()

    def render(self, template, context, status) -> HttpResponse:
        return super().render(template, {"locale": self.locale} | context, status)

    def refuse(self, file_name, problems, **context) -> HttpResponse:
        shown = [replace(one, place=_shown(one.place)) for one in problems.shown]
        return super().refuse(file_name, Problems(shown, problems.total), place=_("Sentence"), **context)


class Upload(Step, intake.Upload):
    template = "editorial/exchange/upload.html"
    only: Translation | None = None

    def enter(self, **kwargs) -> None:
        self.locales = _locales(self.request.user)
        asked = self.request.POST if self.request.method == "POST" else self.request.GET
        is_asked = self.request.method == "POST" or "locale" in asked
        self.locale = _locale(self.request, asked) if is_asked else self.locales.first()

    def form(self, *data) -> UploadForm:
        return UploadForm(*data, initial={"locale": self.locale}, locales=self.locales)

    def ask(self, form, status: int = 200) -> HttpResponse:
        return self.show(self.template, {"form": form, "leads_to": reverse("translations_board")}, status)

    def take(self, file, form=None) -> HttpResponse:
        user = self.request.user
        reading = exchange.read(file, self.locale, partial(exchange.refusal, user), self.only)
        if not reading.changes:
            said = _("This file changes nothing: its sentences are the same here, or not translated in it.")
            messages.info(self.request, said)
            return redirect(self.leads_to())
        pending = TranslationImport.objects.create(
            user=user, locale=self.locale, file_name=file.name[:255], changes=reading.changes
        )
        return self.preview(
            "editorial/exchange/preview.html",
            pending,
            reading=reading,
            texts=_by_text(reading.changes),
            notes=sum(bool(change["notes"]) for change in reading.changes),
        )


class UploadForTranslation(Upload):
    """In the place of wagtail-localize's upload: a file of one translation, or of many of which it takes that one."""

    http_method_names = ["post"]

    def enter(self, translation_id: int) -> None:
        self.only = get_object_or_404(Translation, pk=translation_id, enabled=True)
        self.locale = self.only.target_locale
        if not may_translate(self.request.user, self.only.get_target_instance()):
            raise PermissionDenied

    def again(self) -> str:
        return _next(self.request) or self.only.get_target_instance_edit_url()

    def form(self, *data) -> FileForm:
        return FileForm(*data)

    def ask(self, form, status: int = 422) -> HttpResponse:
        messages.error(self.request, _("Choose the PO file to import."))
        return redirect(self.again())


class Apply(Step, intake.Act):
    """Changes what the preview showed."""

    def enter(self, pk: int) -> None:
        self.pending = get_object_or_404(TranslationImport, pk=pk, user=self.request.user)
        self.locale = self.pending.locale

    def leads_to(self) -> str:
        return _next(self.request) or self.again()

    def kept(self, **kwargs) -> TranslationImport:
        return self.pending

    def act(self, kept: TranslationImport) -> str:
        count = exchange.apply(kept, self.request.user)
        said = ngettext(
            "%(count)d sentence was imported into drafts. Nothing went live.",
            "%(count)d sentences were imported into drafts. Nothing went live.",
            count,
        )
        return said % {"count": count}


def _by_text(changes: list[dict]) -> list[list[dict]]:
    texts: dict[str, list[dict]] = {}
    for change in changes:
        shown = change | {name: _shown(change[name]) for name in ("source", "old", "new")}
        texts.setdefault(change["translation"], []).append(shown)
    return list(texts.values())


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
    path("translations/import/", Upload.as_view(), name="exchange_upload"),
    path("translations/import/<int:pk>/apply/", Apply.as_view(), name="exchange_apply"),
]
