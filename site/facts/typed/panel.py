"""The panel of a page's editor that lists the numbers of law typed in it, and that of a fact's which lists those near it."""

from typing import Any

from django import forms
from django.urls import reverse
from wagtail.admin.panels import Panel
from wagtail.models import Page

from facts.typed.listing import IN_A_REQUEST, draft, refresh
from facts.typed.near import near
from facts.typed.numbers import of_page

MEDIA = forms.Media(css={"all": ["css/admin/typed_numbers.css"]}, js=["js/admin/typed_numbers.js"])


class TypedNumbersPanel(Panel):
    """Read from the draft as it was saved last, and anew while somebody writes."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "facts/typed/panel.html"
        media = MEDIA

        def is_shown(self) -> bool:
            return super().is_shown() and self.instance.pk is not None

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | shown(self.instance)


def shown(page: Page) -> dict:
    return {
        "page": page,
        "numbers": [number for number in of_page(page) if number.is_open],
        "read_url": reverse("typed_numbers_read", args=[page.pk]),
        "address": reverse("typed_numbers", args=[page.pk]),
    }


def of_source(source: Any, target: Page) -> dict:
    """What a translator is told: the typed numbers of the source as it is live, or else as it was written last."""
    page = source.get_source_instance()
    newer = None if page.live else draft(page, page.latest_revision)
    return {"numbers": of_page(newer or page), "address": reverse("typed_numbers", args=[target.pk])}


class NearFactPanel(Panel):
    """Where the value of a fact, as it is, was, or is about to be, is typed by hand."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "facts/typed/near_panel.html"
        media = MEDIA

        def is_shown(self) -> bool:
            return super().is_shown() and self.instance.pk is not None

        def get_context_data(self, parent_context=None):
            left = refresh(IN_A_REQUEST)
            found = near(self.instance, self.request.user)
            return super().get_context_data(parent_context) | {"near": found, "left": left}
