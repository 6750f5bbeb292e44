"""Where a page says something: each of its texts with its path, as Wagtail writes content paths, and a name for people."""

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from core.publication.sign_off import VOLATILE
from core.text import tokens

NO_WORDS = frozenset({"slug", "zone", "url_path"})
BETWEEN = " › "


@dataclass(frozen=True)
class Place:
    """One text; `holder` is what says whether it takes a fact: a field of the model, or a block. None where it is not edited here."""

    path: str
    label: str
    text: str
    rich: bool
    holder: Any = None


def places(page: Page) -> Iterator[Place]:
    """All that visitors read of a page and that is written in it, however nested; without a query, but for its shared picture."""
    for field in _fields(page):
        value = tokens.kept(getattr(page, field.name))
        if isinstance(field, StreamField):
            yield from _in_stream(field.stream_block, value.raw_data if value else [], field.name, [_name(field)])
        elif value:
            yield Place(field.name, _name(field), value, isinstance(field, RichTextField), field)
    if getattr(page, "social_image_id", None):
        label = [_name(page._meta.get_field("social_image")), _("text alternative")]
        yield Place("social_image", BETWEEN.join(label), page.social_image.default_alt_text, rich=False)


def _fields(page: Page) -> Iterator[models.Field]:
    same = {field.field_name for field in getattr(page, "override_translatable_fields", []) if _is_synchronised(field)}
    for field in page._meta.concrete_fields:
        if field.name in VOLATILE | NO_WORDS | same or field.choices or not field.editable:
            continue
        if isinstance(field, models.CharField | models.TextField | StreamField) and not isinstance(
            field, models.URLField | models.EmailField
        ):
            yield field


def _is_synchronised(field: Any) -> bool:
    return isinstance(field, SynchronizedField)


def _name(field: models.Field) -> str:
    return capfirst(str(field.verbose_name))


def _in_stream(block: blocks.StreamBlock, raw: Any, path: str, label: list[str]) -> Iterator[Place]:
    for number, child in enumerate(raw, 1):
        if kind := block.child_blocks.get(child["type"]):
            named = [*label, f"{number}. {capfirst(str(kind.label))}"]
            yield from _in_block(kind, child["value"], f"{path}.{child.get('id') or number}", named)


def _in_block(block: blocks.Block, raw: Any, path: str, label: list[str]) -> Iterator[Place]:
    if isinstance(block, blocks.StreamBlock):
        yield from _in_stream(block, raw or [], path, label)
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            if isinstance(raw, dict) and raw.get(name):
                yield from _in_block(child, raw[name], f"{path}.{name}", _with(label, child))
    elif isinstance(block, blocks.ListBlock):
        for number, item in enumerate(raw or [], 1):
            value, key = _item(item, number)
            yield from _in_block(block.child_block, value, f"{path}.{key}", [*label, str(number)])
    elif isinstance(block, blocks.RichTextBlock | blocks.CharBlock | blocks.TextBlock) and isinstance(raw, str) and raw:
        yield Place(path, BETWEEN.join(label), raw, isinstance(block, blocks.RichTextBlock), block)


def _with(label: list[str], block: blocks.Block) -> list[str]:
    """A block “Text” that holds a text is not named twice."""
    name = capfirst(str(block.label))
    return label if label[-1].endswith(f". {name}") else [*label, name]


def _item(item: Any, number: int) -> tuple[Any, Any]:
    """A list is stored with the ids of its items, or, of old, without."""
    if isinstance(item, dict) and item.keys() >= {"type", "value", "id"}:
        return item["value"], item["id"] or number
    return item, number


def rewrite(page: Page, path: str, text: str) -> None:
    """Put another text at a path of the page in memory; KeyError where there is none."""
    name, *inner = path.split(".")
    if not inner:
        setattr(page, name, text)
        return
    stream = getattr(page, name)
    raw = deepcopy(json.loads(json.dumps(list(stream.raw_data))))
    _put(raw, inner, text)
    setattr(page, name, blocks.StreamValue(stream.stream_block, raw, is_lazy=True))


def _put(raw: Any, path: list[str], text: str) -> None:
    key, *rest = path
    if isinstance(raw, dict):
        if not rest:
            if key not in raw:
                raise KeyError(key)
            raw[key] = text
        else:
            _put(raw[key], rest, text)
        return
    place = next((n for n, item in enumerate(raw) if _key(item, n + 1) == key), None)
    if place is None:
        raise KeyError(key)
    item = raw[place]
    held = isinstance(item, dict) and "value" in item and "type" in item
    if rest:
        _put(item["value"] if held else item, rest, text)
    elif held:
        item["value"] = text
    else:
        raw[place] = text


def _key(item: Any, number: int) -> str:
    return str((item.get("id") if isinstance(item, dict) and "type" in item else None) or number)
