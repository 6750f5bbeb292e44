"""Reads what a page's streams refer to, so that one query fetches it all."""

from collections.abc import Iterator
from typing import Any

from wagtail.fields import StreamField
from wagtail.models import Page


def leaves(page: Page) -> Iterator[tuple[str, Any]]:
    """Each (name, value) stored in the streams of a page, however nested; items of a list bear the list's name."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            for child in getattr(page, field.name).raw_data:
                yield from _leaves(child["value"], child["type"])


def _leaves(raw: Any, name: str) -> Iterator[tuple[str, Any]]:
    if isinstance(raw, dict):
        is_item = raw.keys() >= {"type", "value", "id"}
        for key, value in [(name, raw["value"])] if is_item else raw.items():
            yield from _leaves(value, key)
    elif isinstance(raw, (list, tuple)):
        for value in raw:
            yield from _leaves(value, name)
    else:
        yield name, raw
