"""Which texts a person means who names a campaign, or the whole site."""

from django.apps import apps
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from core.publication.bundles import bundles
from editorial.board.states import translatable_snippets


def translations(locale: Locale, key: str = "") -> list[Translation]:
    """The translations into a language of all texts of a bundle, or of all texts, in the order of the source."""
    found = Translation.objects.filter(target_locale=locale, enabled=True).select_related(
        "source__locale", "source__specific_content_type", "target_locale"
    )
    if key:
        found = found.filter(source__object_id__in=_keys(key))
    return list(found.order_by("source_id"))


def sources(key: str = "") -> list[tuple[str, int]]:
    """(model, key) of each text of a bundle, or of the site, in the source language: words first, then pages by the tree."""
    default = Locale.get_default()
    wanted = _keys(key) if key else None
    found = []
    for model in [*translatable_snippets(), Page]:
        texts = model.objects.filter(locale=default)
        if model is Page:
            texts = texts.filter(depth__gt=1, alias_of=None).order_by("path")
        if wanted is not None:
            texts = texts.filter(translation_key__in=wanted)
        found += [(model._meta.label, pk) for pk in texts.values_list("pk", flat=True)]
    return found


def title(text: str) -> str:
    """What a text is called, of which the board says model and key."""
    model, _colon, pk = text.partition(":")
    found = apps.get_model(model)._default_manager.filter(pk=pk).first() if pk.isdecimal() else None
    return str(getattr(found, "title", None) or found or text)


def label(key: str) -> str:
    return next((bundle.label for bundle in bundles() if bundle.key == key), "")


def _keys(key: str) -> set:
    return {one for bundle in bundles() if bundle.key == key for one in (*bundle.pages, *bundle.snippets())}
