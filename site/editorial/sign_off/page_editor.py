"""Wagtail's editor of a page, which asks the same again for its menus, its panels and each language: here it asks once.

What is remembered lives as long as the answer to one GET. What is sent is decided on by what stands in the database.
"""

from functools import cache

from django.db.models import Exists, OuterRef, Value
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.views.pages import edit
from wagtail.models import Page

from core.editor import choosers
from core.protection.zones import Zone
from editorial.models import OutsideComment
from editorial.translation import preview


class EditPage(edit.EditView):
    def get_object(self) -> Page:
        page = super().get_object()
        open_ones = OutsideComment.objects.filter(page=OuterRef("pk"), resolved_at=None)
        versions = Page.objects.translation_of(page, inclusive=True).annotate(has_outside_comments=Exists(open_ones))
        self.versions = list(versions.select_related("locale").prefetch_workflow_states())
        if self.request.method == "GET":
            self._remember(page)
        return page

    def _remember(self, page: Page) -> None:
        own = next(version for version in self.versions if version.pk == page.pk)
        page.locale, page.has_outside_comments = own.locale, own.has_outside_comments
        page.get_workflow = cache(page.get_workflow)
        for same in (page, self.real_page_record.specific):
            for name in ("latest_revision", "live_revision"):
                if self.latest_revision and getattr(same, f"{name}_id") == self.latest_revision.pk:
                    setattr(same, name, self.latest_revision)
        if getattr(page, "zone", None) == Zone.OPEN:  # so is all above it
            page.get_ancestors = lambda inclusive=False: (
                type(page).get_ancestors(page, inclusive).annotate(zone=Value(Zone.OPEN))
            )
        may = page.permissions_for_user(self.request.user)
        may.can_delete = cache(may.can_delete)
        page.permissions_for_user = lambda user: (
            may if user == self.request.user else type(page).permissions_for_user(page, user)
        )
        choosers.read_together(page)

    def get_translations(self) -> list[dict]:
        """As Wagtail lists them; its own way takes three queries for each language."""
        return [
            {"locale": page.locale, "url": reverse("wagtailadmin_pages:edit", args=[page.pk])} for page in self.others
        ]

    @cached_property
    def others(self) -> list[Page]:
        """The same in the other languages that the person may open."""
        return [
            page
            for page in self.versions
            if page.pk != self.page.pk and page.permissions_for_user(self.request.user).can_edit()
        ]

    def get_side_panels(self):
        panels = super().get_side_panels()
        if self.others and not self.expects_json_response:
            panels.append(preview.LanguagesPanel(self.page, self.request, preview.of_versions(self.others)))
        return panels
