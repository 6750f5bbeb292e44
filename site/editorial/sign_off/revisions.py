"""Whoever may open a text for its review may read its revisions and its history, too (that of a snippet: `correction.history`): Wagtail asks for permissions that reviewers do not have."""

from django.contrib import messages
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin.views.generic.models import RevisionsCompareView
from wagtail.admin.views.generic.preview import PreviewRevision
from wagtail.admin.views.pages import revisions
from wagtail.admin.views.pages.history import PageHistoryView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.snippets.views import snippets

from editorial.access.reach import may_open
from editorial.sign_off import comparison as comparing  # noqa: F401 (registers itself)
from editorial.sign_off import page_editor
from editorial.sign_off.mending import is_mended
from facts.sentences.tokens import Facts
from facts.shelf import TOKEN


class AsItIsNow:
    """What waits for review is held against the live version in the words that would be approved, not in those handed in."""

    def setup(self, request, pk, revision_id_a, revision_id_b, *args, **kwargs):
        super().setup(request, pk, revision_id_a, revision_id_b, *args, **kwargs)
        state = self.object.current_workflow_task_state
        if revision_id_a == "live" and state and revision_id_b == str(state.revision_id) and is_mended(self.object):
            self.revision_id_b = "latest"
        if getattr(self.object, "live_revision", None) is None and not getattr(self.object, "first_published_at", None):
            messages.info(request, _("This text was never published: all of it is new. Here are two of its drafts."))

    def render_to_response(self, context, **how):
        """Facts are tokens in what is compared: the amount is what one reads."""
        response = super().render_to_response(context, **how)
        response.add_post_render_callback(self._with_values)
        return response

    def _with_values(self, response):
        before, table, html = response.content.decode().partition("<tbody>")
        response.content = (before + table + with_values(html, language_of(self.object))).encode()
        return response


def language_of(instance) -> str:
    return instance.locale.language_code if getattr(instance, "locale_id", None) else get_language()


def with_values(html: str, language: str) -> str:
    """HTML in which each token stands as what it says today."""
    found = list(dict.fromkeys(match[0] for match in TOKEN.finditer(html)))
    for token, value in zip(found, Facts().in_language(found, language), strict=True):
        html = html.replace(token, f'<span title="{token}">{escape(value)}</span>' if value else token)
    return html


class ComparePage(AsItIsNow, revisions.RevisionsCompareView):
    """Its `get_object` asks for this page; what is passed over asks, besides, for a permission on any page at all."""

    def dispatch(self, request, *args, **kwargs):
        return RevisionsCompareView.dispatch(self, request, *args, **kwargs)


class ShowPage(revisions.RevisionsView):
    def dispatch(self, request, *args, **kwargs):
        return PreviewRevision.dispatch(self, request, *args, **kwargs)


class CompareSnippet(AsItIsNow, snippets.RevisionsCompareView):
    def user_has_permission(self, permission):
        return super().user_has_permission(permission) or may_open(self.request.user, self.object)


class HistoryOfPage(PageHistoryView):
    """Its `get_object` asks for this page, as in `ComparePage`."""

    any_permission_required = None


class ReadablePages(PageViewSet):
    """In the place of Wagtail's own, for all pages."""

    edit_view_class = page_editor.EditPage
    history_view_class = HistoryOfPage
    revisions_view_class = ShowPage
    revisions_compare_view_class = ComparePage


# There is no hook for the snippets of other rooms.
snippets.SnippetViewSet.revisions_compare_view_class = CompareSnippet
