"""Whoever may open a text for its review may read its revisions, too: Wagtail asks for permissions that reviewers do not have."""

from wagtail.admin.views.generic.models import RevisionsCompareView
from wagtail.admin.views.generic.preview import PreviewRevision
from wagtail.admin.views.pages import revisions
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.snippets.views import snippets

from editorial.reach import may_open


class ComparePage(revisions.RevisionsCompareView):
    """Its `get_object` asks for this page; what is passed over asks, besides, for a permission on any page at all."""

    def dispatch(self, request, *args, **kwargs):
        return RevisionsCompareView.dispatch(self, request, *args, **kwargs)


class ShowPage(revisions.RevisionsView):
    def dispatch(self, request, *args, **kwargs):
        return PreviewRevision.dispatch(self, request, *args, **kwargs)


class CompareSnippet(snippets.RevisionsCompareView):
    def user_has_permission(self, permission):
        return super().user_has_permission(permission) or may_open(self.request.user, self.object)


class ReadablePages(PageViewSet):
    """In the place of Wagtail's own, for all pages."""

    revisions_view_class = ShowPage
    revisions_compare_view_class = ComparePage


# There is no hook for the snippets of other rooms.
snippets.SnippetViewSet.revisions_compare_view_class = CompareSnippet
