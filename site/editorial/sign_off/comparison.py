"""What differs between two revisions of a stream: the parts that changed, in the words that editors choose from.

Wagtail shows every block of a stream in which anything differs, choices and empty values as they are stored, and of a link
that leads elsewhere nothing. It tells what was put in from what was taken out by colour alone, and cuts the tokens of facts in two.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.admin.compare import (
    FieldComparison,
    ForeignObjectComparison,
    TextFieldComparison,
    register_comparison_class,
)
from wagtail.images.blocks import ImageBlock
from wagtail.utils.text import text_from_html

from core.text.fields import StreamField
from facts.blocks.choosing import FactChooserBlock
from facts.shelf import TOKEN

KEY = re.compile(r' data-block-key="[^"]*"')  # by which the editor of a browser knows a paragraph
# What a comparison never cuts: a token of a fact, an amount with its unit, a word; a Chinese character is a word.
WHOLE = re.compile(
    rf"{TOKEN.pattern}|\d+(?:[ \u00a0\u202f.,]\d+)*(?:[ \u00a0\u202f]?(?:€|%|euros?\b))?|[\u3400-\u9fff]|[^\W_]+|.",
    re.DOTALL,
)
SMALL = 4  # letters of a word that may stand anywhere: no place to begin from
MARKS = {"addition": "ins", "deletion": "del"}
OF_PICTURE = {"alt_text": "contextual_alt_text", "decorative": "decorative"}
Row = tuple[str, SafeString]  # the label of a part, what changed in it


def said(block: blocks.Block, value: Any) -> str:
    """A value that is no group of others, as an editor reads it."""
    if value in (None, ""):
        return ""
    if isinstance(block, blocks.ChoiceBlock | blocks.MultipleChoiceBlock):
        names = _names(block.field.choices)
        chosen = value if isinstance(value, list | tuple) else [value]
        return ", ".join(str(names.get(one, one)) for one in chosen)
    if isinstance(block, blocks.BooleanBlock):
        return str(_("yes") if value else _("no"))
    if isinstance(block, blocks.RichTextBlock):
        return text_from_html(value.source)
    if isinstance(block, FactChooserBlock):
        return f"{{fact:{value.pk}}} ({value.name})"
    return str(value)


def parts(block: blocks.StructBlock, value: Any) -> Iterator[tuple[str, blocks.Block, Any]]:
    """(name, block, value) of each part. The value of Wagtail's ImageBlock is the picture itself, with its words beside it."""
    if isinstance(block, ImageBlock):
        value = {name: getattr(value, attribute, None) for name, attribute in OF_PICTURE.items()} | {"image": value}
    for name, child in block.child_blocks.items():
        yield name, child, value[name]


def _names(choices: Iterable) -> dict[Any, str]:
    """{what is stored: its label}, without the groups that choices may stand in."""
    flat = {}
    for key, label in choices:
        flat |= dict(label) if isinstance(label, list | tuple) else {key: label}
    return flat


def stored(block: blocks.Block, value: Any) -> str:
    """What tells whether it changed: nothing is nothing, whether it was ever typed or not."""
    kept = block.get_prep_value(value)
    return "" if kept in (None, "", []) else KEY.sub("", str(kept).replace("\r\n", "\n"))


def rows(block: blocks.Block, before: Any, after: Any, label: str = "") -> Iterator[Row]:
    """What changed within a value; each part under the labels of all that it stands in."""
    if isinstance(block, blocks.StructBlock):
        for (_name, child, was), (*_same, now) in zip(parts(block, before), parts(block, after), strict=True):
            yield from rows(child, was, now, _below(label, child))
    elif isinstance(block, blocks.StreamBlock | blocks.ListBlock):
        yield from _of_items(_items(before), _items(after), label)
    elif stored(block, before) != stored(block, after):
        yield label, _diff(block, before, after)


def whole(block: blocks.Block, value: Any, label: str = "") -> Iterator[tuple[str, str]]:
    """All that a value says: of something new, or taken out."""
    if isinstance(block, blocks.StructBlock):
        for _name, child, part in parts(block, value):
            yield from whole(child, part, _below(label, child))
    elif isinstance(block, blocks.StreamBlock | blocks.ListBlock):
        for item in _items(value):
            yield from whole(item.block, item.value, _below(label, item.block))
    elif text := said(block, value):
        yield label, text


def _items(value: Any) -> list:
    return list(value.bound_blocks if isinstance(value, blocks.list_block.ListValue) else value)


def _below(label: str, block: blocks.Block) -> str:
    own = capfirst(str(block.label or ""))
    return f"{label} – {own}" if label and own else label or own


def _diff(block: blocks.Block, before: Any, after: Any) -> SafeString:
    words = said(block, before), said(block, after)
    if words[0] == words[1]:  # a link leads elsewhere
        words = stored(block, before), stored(block, after)
    return told(*words)


def _of_items(before: list, after: list, label: str) -> Iterator[Row]:
    known = {item.id: item for item in before}
    kept = {item.id for item in after}
    for item in before:
        if item.id not in kept:
            yield from _marked("deletion", item, label)
    for item in after:
        here = _below(label, item.block)
        if item.id in known:
            yield from rows(item.block, known[item.id].value, item.value, here)
        else:
            yield from _marked("addition", item, label)
    order = [item.id for item in after if item.id in known]
    if order != [item.id for item in before if item.id in kept]:
        yield label, format_html("<em>{}</em>", _("The parts stand in another order."))


def _marked(how: str, item: Any, label: str) -> Iterator[Row]:
    for place, text in whole(item.block, item.value, _below(label, item.block)):
        yield place, marked([(how, text)])


def told(before: str, after: str) -> SafeString:
    """What differs, marked as taken out and put in; tokens of facts and amounts are whole on both sides."""
    return marked(_changes(*([match[0] for match in WHOLE.finditer(text)] for text in (before, after))))


def _changes(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    """Between what both begin with and what both end with, where small words are no place to begin from."""
    first = _alike(old, new)
    last = _alike(old[first:][::-1], new[first:][::-1])
    yield "equal", "".join(old[:first])
    middle = [parts[first : len(parts) - last] for parts in (old, new)]
    for how, from_old, to_old, from_new, to_new in SequenceMatcher(
        lambda part: len(part) <= SMALL, *middle
    ).get_opcodes():
        taken, put = "".join(middle[0][from_old:to_old]), "".join(middle[1][from_new:to_new])
        yield from [("equal", taken)] if how == "equal" else [("deletion", taken), ("addition", put)]
    yield "equal", "".join(old[len(old) - last :])


def _alike(old: list[str], new: list[str]) -> int:
    """How many parts both begin with."""
    return sum(1 for _both in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))


def marked(changes: Iterable[tuple[str, str]]) -> SafeString:
    return format_html_join("", "{}", ((_mark(how, text),) for how, text in changes if text))


def _mark(how: str, text: str) -> SafeString | str:
    tag = MARKS.get(how)
    return format_html('<{} class="{}">{}</{}>', tag, how, text, tag) if tag else text


class TextComparison(TextFieldComparison):
    def htmldiff(self) -> SafeString:
        return told(self.val_a or "", self.val_b or "")


class ChosenComparison(ForeignObjectComparison):
    def htmldiff(self) -> SafeString:
        return _instead(*(str(chosen) if chosen else "" for chosen in self.get_objects()))


class MomentComparison(FieldComparison):
    """A day or a moment as it is told in the language and by the clock of whoever reads it."""

    def htmldiff(self) -> SafeString:
        return _instead(_moment(self.val_a), _moment(self.val_b))


class YesNoComparison(FieldComparison):
    def htmldiff(self) -> SafeString:
        return _instead(*(str(_("Yes") if value else _("No")) for value in (self.val_a, self.val_b)))


def _instead(before: str, after: str) -> SafeString:
    """Two values as a whole, apart for who hears or copies them."""
    both = [marked([side]) for side in (("deletion", before), ("addition", after)) if side[1]]
    return format_html_join(" ", "{}", [[one] for one in both])


def _moment(value: date | None) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
    return date_format(value, "SHORT_DATE_FORMAT")


class StreamComparison(FieldComparison):
    def __init__(self, field, before, after):
        super().__init__(field, before, after)
        self.rows = list(rows(field.stream_block, self.val_a, self.val_b))

    def has_changed(self) -> bool:
        return bool(self.rows)

    def htmldiff(self) -> SafeString:
        return format_html("<dl>{}</dl>", format_html_join("\n", "<dt>{}</dt><dd>{}</dd>", self.rows))


register_comparison_class(models.CharField, comparison_class=TextComparison)
register_comparison_class(models.TextField, comparison_class=TextComparison)
register_comparison_class(
    models.DateField, comparison_class=MomentComparison
)  # and so moments, which are days with an hour
register_comparison_class(models.BooleanField, comparison_class=YesNoComparison)
register_comparison_class(models.ForeignKey, comparison_class=ChosenComparison)
register_comparison_class(StreamField, comparison_class=StreamComparison)
