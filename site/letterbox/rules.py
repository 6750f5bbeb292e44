"""Where a form may stand: never in the protected zone, nor among pages for young people or people in prostitution."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from wagtail.models import Page

from core.navigation.signposts import is_sheltered
from core.protection.zones import Zone
from letterbox.models import CorrectionPage, FormPage, MessageFormPage


def is_place_for_forms(page: Page) -> bool:
    """Whether a form may stand below a page, read as its own type; those above it are asked too."""
    return not any(_is_closed(one.specific) for one in (page, *page.get_ancestors().filter(depth__gt=1)))


def _is_closed(page: Page) -> bool:
    return is_sheltered(page) or getattr(page, "zone", Zone.OPEN) == Zone.PROTECTED


def stands_well(form: MessageFormPage) -> bool:
    if form.zone == Zone.PROTECTED:
        return False
    parent = form.get_parent() if form.path else None
    return parent is None or is_place_for_forms(parent.specific)


def forms_in_the_open(thing) -> Iterator[str]:
    if isinstance(thing, MessageFormPage):
        if not stands_well(thing):
            yield _(
                "A form may stand neither in the protected zone nor in a section for young people or for people in prostitution: what is written there could put somebody in danger. Move it to an open section."
            )
    elif isinstance(thing, Page) and thing.path and _is_closed(thing) and _has_forms_below(thing):
        yield _(
            "There is a form below this page, so it can be neither protected nor for these readers: move the form first."
        )


def _has_forms_below(page: Page) -> bool:
    if page.is_leaf():
        return False
    return any(model.objects.descendant_of(page).exists() for model in (FormPage, CorrectionPage))
