"""The places of a page at which a reviewer may say something: its fields, and the parts of its streams, as its editor knows them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db import models
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.utils.text import text_from_html

from editorial.sign_off.comparison import parts, said
from facts.sentences.tokens import Facts, sentences

SPOKEN = blocks.CharBlock, blocks.TextBlock
UNSPOKEN = models.SlugField, models.URLField
END_OF_LINE = re.compile(r"</(?:p|h[1-6]|li)>|<br/?>")
SHOWN = 90  # characters of its words, in the list that one chooses from


@dataclass(frozen=True)
class Place:
    """`path` is the content path of Wagtail's comments; `words` is what stands there."""

    path: str
    label: str
    words: str

    def __str__(self):
        said = {"label": self.label, "words": Truncator(self.words).chars(SHOWN)}
        return _("%(label)s: “%(words)s”") % said

    @property
    def sentences(self) -> list[str]:
        return [one.strip() for one in sentences(self.words) if one.strip()]

    def holds(self, quote: str) -> bool:
        return letters(quote) in letters(self.words)


def letters(words: str) -> str:
    """What of words is the same in a draft and as a browser shows it, with its capitals and its spaces."""
    return "".join(filter(str.isalnum, words.lower()))


def of(page: Page) -> list[Place]:
    """In the order of its editor, facts as they are read; those without words are left out."""
    found = [place for field in _fields(type(page)) for place in _of_field(page, field) if place.words.strip()]
    words = Facts().in_language([place.words for place in found], page.locale.language_code)
    return [replace(place, words=said) for place, said in zip(found, words, strict=True)]


def _fields(model: type[Page]) -> list[models.Field]:
    stored = {field.name: field for field in model._meta.concrete_fields}
    names = model.get_edit_handler().get_form_options().get("fields", [])
    return [stored[name] for name in names if name in stored]


def _of_field(page: Page, field: models.Field) -> Iterator[Place]:
    name, value, label = field.name, getattr(page, field.name), capfirst(field.verbose_name)
    if isinstance(field, StreamField):
        for item in value:
            yield from _of_block(item.block, item.value, f"{name}.{item.id}", capfirst(item.block.label))
    elif isinstance(field, RichTextField):
        yield Place(name, label, _in_lines(value))
    elif isinstance(field, models.CharField | models.TextField) and not (field.choices or isinstance(field, UNSPOKEN)):
        yield Place(name, label, str(value or ""))


def _of_block(block: blocks.Block, value: Any, path: str, label: str) -> Iterator[Place]:
    if isinstance(block, blocks.StructBlock):
        for name, child, part in parts(block, value):
            yield from _of_block(child, part, f"{path}.{name}", label)
    elif isinstance(block, blocks.StreamBlock):
        for item in value:
            yield from _of_block(item.block, item.value, f"{path}.{item.id}", label)
    elif isinstance(block, blocks.ListBlock):
        for item in value.bound_blocks:
            yield from _of_block(item.block, item.value, f"{path}.{item.id}", label)
    elif isinstance(block, blocks.RichTextBlock):
        yield Place(path, label, _in_lines(value.source if value else ""))
    elif isinstance(block, SPOKEN):
        yield Place(path, label, said(block, value))


def _in_lines(html: str) -> str:
    """A heading or a point of a list ends a sentence, too."""
    return text_from_html(END_OF_LINE.sub(r"\g<0>\n", html or ""))
