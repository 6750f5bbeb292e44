"""wagtail-localize's views, each asking what the person may do with the very text, in the very language.

The stock views check one global permission or none, publish, and know neither lock nor workflow. Each of them is served from
here: an address that is not in `urls` does not exist in the admin.
"""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext as _
from rest_framework.renderers import JSONRenderer
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.models import Page
from wagtail.snippets.permissions import get_permission_name
from wagtail_localize.models import Translation
from wagtail_localize.views import edit_translation, report, snippets_api
from wagtail_localize.views.submit_translations import SubmitPageTranslationView, SubmitSnippetTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView

from core.publication.sign_off import SignOffError
from editorial.access.reach import languages_of, may_change, may_open, may_publish, may_translate
from editorial.exchange.views import UploadForTranslation
from editorial.translation import drafting


def asks(permitted):
    """Decorate a view of one translation: `permitted(user, target)` says who may use it. Who may open what is in review is told so."""

    def decorate(view):
        @wraps(view)
        def guarded(request, translation_id, **kwargs):
            target = get_object_or_404(Translation, pk=translation_id).get_target_instance()
            if not permitted(request.user, target):
                reviewed = may_open(request.user, target) and getattr(target, "workflow_in_progress", False)
                raise _stays_as_it_was(target) if reviewed else PermissionDenied
            return view(request, translation_id=translation_id, **kwargs)

        return guarded

    return decorate


def _stays_as_it_was(target) -> SignOffError:
    kept = _("What was typed or asked for now is not kept: reload the page to read what is under review.")
    return SignOffError(f"{drafting.in_review(target).message} {kept}")


class AskingForSource:
    """A view that starts or renews translations: for whoever may change the text that is translated."""

    def dispatch(self, request, *args, **kwargs):
        instance = self.get_object()
        instance = instance.get_source_instance() if hasattr(instance, "get_source_instance") else instance
        if not may_change(request.user, instance):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class SubmitPage(AskingForSource, SubmitPageTranslationView):
    """ "Translate this page": each translation is born a draft."""


class SubmitSnippet(AskingForSource, SubmitSnippetTranslationView):
    pass


class Update(AskingForSource, UpdateTranslationsView):
    """ "Sync translated pages": the sentences to translate are read again, and drafts made; nothing is published."""

    def get_form(self):
        form = super().get_form()
        del form.fields["publish_translations"]
        form.fields.pop("use_machine_translation", None)
        return form

    @transaction.atomic
    def form_valid(self, form):
        if "publish_translations" in self.request.POST:
            raise SignOffError(_("Translations go live through their own sign-off, each in its language."))
        form.cleaned_data["publish_translations"] = False
        response = super().form_valid(form)
        for translation in self.object.translations.filter(enabled=True).select_related("source", "target_locale"):
            if may_translate(self.request.user, translation.get_target_instance()):
                drafting.save_draft(translation, self.request.user)
        return response


class Report(report.TranslationsReportView):
    """Lists what is within the reader's languages."""

    def dispatch(self, request, *args, **kwargs):
        if not languages_of(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        return super().get_queryset().filter(target_locale__in=languages_of(self.request.user)).order_by("pk")


class Snippets(snippets_api.SnippetViewSet):
    """The snippets that a chooser of the translation editor shows, to who may see them."""

    http_method_names = ["get"]
    renderer_classes = [JSONRenderer]  # the page for people that the framework makes of it has no template here

    def get_queryset(self):
        model = self.get_model()
        if not any(self.request.user.has_perm(get_permission_name(action, model)) for action in ("view", "change")):
            raise PermissionDenied
        return super().get_queryset()


def convert_to_alias(request, page_id):
    """An alias in another language would show the first language in silence."""
    get_object_or_404(Page, pk=page_id)
    if not user_has_any_page_permission(request.user):
        raise PermissionDenied
    raise SignOffError(_("A page in one language cannot stand for another: unpublish the translation instead."))


def may_stop(user, target) -> bool:
    """A translation that is no longer one is held against no source: the decision of those who publish."""
    return may_translate(user, target) and may_publish(user, target)


urls = [
    path("submit/page/<int:page_id>/", SubmitPage.as_view()),
    path("submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/", SubmitSnippet.as_view()),
    path("update/<int:translation_source_id>/", Update.as_view()),
    path(
        "translate/<int:translation_id>/strings/<int:string_segment_id>/edit/",
        asks(may_translate)(edit_translation.edit_string_translation),
    ),
    path(
        "translate/<int:translation_id>/overrides/<int:overridable_segment_id>/edit/",
        asks(may_translate)(edit_translation.edit_override),
    ),
    path("translate/<int:translation_id>/pofile/download/", asks(may_open)(edit_translation.download_pofile)),
    path("translate/<int:translation_id>/pofile/upload/", UploadForTranslation.as_view()),
    path("translate/<int:translation_id>/machine_translate/", asks(may_translate)(edit_translation.machine_translate)),
    path("translate/<int:translation_id>/preview/", asks(may_open)(edit_translation.preview_translation)),
    path("translate/<int:translation_id>/preview/<str:mode>/", asks(may_open)(edit_translation.preview_translation)),
    path("translate/<int:translation_id>/disable/", asks(may_stop)(edit_translation.stop_translation)),
    path("page/<int:page_id>/convert_to_alias/", convert_to_alias),
    path("reports/translations/", Report.as_view()),
    path("reports/translations/results/", Report.as_view(results_only=True)),
    path("api/snippets/<slug:app_label>/<slug:model_name>/", Snippets.as_view({"get": "list"})),
    path("api/snippets/<slug:app_label>/<slug:model_name>/<str:pk>/", Snippets.as_view({"get": "retrieve"})),
]
