"""Beside an editor, the page as a telephone shows it, in each language that the person may open."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.models import Page
from wagtail_localize.models import Translation

from core.models.pages import NARROW


@dataclass(frozen=True)
class Shown:
    """One language, and the address of the latest words in it."""

    language: str
    url: str


class LanguagesPanel(BaseSidePanel):
    """`shown` has what is offered, the first as it opens."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = gettext_lazy("Toggle the preview by language")
        icon_name = "globe"
        has_counter = False

    name = "languages"
    title = gettext_lazy("Preview by language")
    template_name = "editorial/preview/languages.html"
    order = 410

    def __init__(self, page: Page, request, shown: list[Shown]):
        super().__init__(page, request)
        self.shown = shown

    def get_context_data(self, parent_context):
        return super().get_context_data(parent_context) | {"shown": self.shown, "width": NARROW}


def of_versions(versions: list[Page]) -> list[Shown]:
    """Of pages with their locale; no query."""
    return [
        Shown(page.locale.get_display_name(), reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
        for page in versions
    ]


def of_translation(translation: Translation, versions: list[Page]) -> list[Shown]:
    """As its sentences stand now, saved or not as a draft; then the other languages."""
    own = reverse("wagtail_localize:preview_translation", args=[translation.pk])
    others = [page for page in versions if page.locale_id != translation.target_locale_id]
    return [Shown(translation.target_locale.get_display_name(), own), *of_versions(others)]
