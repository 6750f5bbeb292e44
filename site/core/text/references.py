"""What leads from one page to another leads to the copy, once both are copied."""

import re
from collections.abc import Mapping
from typing import Any

from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page

LINK = re.compile(r'(?P<before><a\b(?=[^>]*\blinktype="page")[^>]*\bid=")(?P<id>\d+)(?=")')


def renew(page: Page, copies: Mapping[int, int]) -> list[str]:
    """Lead its streams to `copies`, by the ids of the pages that were copied; the names of the fields that changed.

    A page that was not copied is referred to as before.
    """
    changed = []
    for field in page._meta.concrete_fields:
        if isinstance(field, StreamField):
            raw = list(getattr(page, field.name).raw_data)
            renewed = _renewed(field.stream_block, raw, copies)
            if renewed != raw:
                setattr(page, field.name, renewed)
                changed.append(field.name)
    return changed


def _renewed(block: blocks.Block, raw: Any, copies: Mapping[int, int]) -> Any:
    """The stored value of a block, whose definition says what is a page and what is text."""
    if isinstance(block, blocks.StreamBlock):
        known = block.child_blocks
        return [
            one | {"value": _renewed(known[one["type"]], one["value"], copies)} if one["type"] in known else one
            for one in raw or []
        ]
    if isinstance(block, blocks.ListBlock):
        return [
            one | {"value": _renewed(block.child_block, one["value"], copies)}
            if _is_item(one)
            else _renewed(block.child_block, one, copies)
            for one in raw or []
        ]
    if isinstance(block, blocks.StructBlock) and isinstance(raw, dict):
        known = block.child_blocks
        return {name: _renewed(known[name], value, copies) if name in known else value for name, value in raw.items()}
    if isinstance(block, blocks.PageChooserBlock):
        return copies.get(raw, raw)
    if isinstance(block, blocks.RichTextBlock) and isinstance(raw, str):
        return LINK.sub(lambda found: found["before"] + str(copies.get(int(found["id"]), found["id"])), raw)
    return raw


def _is_item(one: Any) -> bool:
    return isinstance(one, dict) and one.get("type") == "item" and "value" in one
