"""wagtail-localize's two views that put pages live without asking who may publish them, with that question asked.

The stock views check one global permission, `submit_translation`, and then publish any translation of any page.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import Page
from wagtail_localize.views.submit_translations import SubmitPageTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView


class GuardedUpdateTranslationsView(UpdateTranslationsView):
    """ "Sync translated pages": publishes only what this person may publish, and nothing that is in review."""

    def dispatch(self, request, *args, **kwargs):
        self.object = self.get_object()
        source = self.object.get_source_instance()
        if isinstance(source, Page) and not source.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @transaction.atomic
    def form_valid(self, form):
        if form.cleaned_data["publish_translations"]:
            # Progress is that of the source as it is now: a new sentence is not translated yet.
            self.object.update_from_db()
            for translation in self.object.translations.filter(enabled=True):
                require_publishable(translation, self.request.user)
        return super().form_valid(form)


class GuardedSubmitPageTranslationView(SubmitPageTranslationView):
    """ "Translate this page": asks for the right to edit the source; the translation is born as a draft."""

    def get_object(self):
        page = super().get_object()
        if not page.permissions_for_user(self.request.user).can_edit():
            raise PermissionDenied
        return page


def require_publishable(translation, user) -> None:
    """PermissionDenied where the user may not publish the target, or where its text is incomplete or in review."""
    target = translation.get_target_instance()
    if not isinstance(target, Page):
        if not user.has_perm(f"{target._meta.app_label}.publish_{target._meta.model_name}"):
            raise PermissionDenied
        return
    total, translated = translation.get_progress()
    if not target.permissions_for_user(user).can_publish() or target.current_workflow_state or translated < total:
        raise PermissionDenied
