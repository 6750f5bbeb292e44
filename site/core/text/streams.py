"""Reads what a page's streams refer to, so that one query fetches it all."""

from collections.abc import Iterator
from typing import Any

from wagtail.blocks import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Page


def leaves(page: Page) -> Iterator[tuple[str, Any]]:
    """Each (name, value) stored in the streams of a page, however nested; items of a list bear the list's name."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            yield from leaves_of(getattr(page, field.name))


def leaves_of(stream: StreamValue) -> Iterator[tuple[str, Any]]:
    """The same of one stream."""
    for child in stream.raw_data:
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


def structs(page: Page) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each (name, fields) of the structs stored in the streams of a page, however nested, the outer one first."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            for child in getattr(page, field.name).raw_data:
                yield from _structs(child["value"], child["type"])


def _structs(raw: Any, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(raw, dict):
        is_item = raw.keys() >= {"type", "value", "id"}
        if not is_item:
            yield name, raw
        for key, value in [(name, raw["value"])] if is_item else raw.items():
            yield from _structs(value, key)
    elif isinstance(raw, (list, tuple)):
        for value in raw:
            yield from _structs(value, name)
