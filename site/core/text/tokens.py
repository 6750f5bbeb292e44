"""Tokens in plain text: `{fact:12}` is what is kept, and whoever shows the text shows what it stands for today.

A room registers a `Kind` of token. Fields and blocks that take tokens are `core.text.fields.TokenCharField`, `TokenTextField`,
`core.blocks.TokenCharBlock` and `TokenTextBlock`; `accepts` says of any other that it takes none. What a page's field gives
is `Written`, which keeps its tokens in every copy and loses them wherever it becomes output.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol

from django.db import models
from django.http import HttpRequest
from django.utils.html import escape
from django.utils.safestring import SafeString
from wagtail import blocks
from wagtail.blocks.list_block import ListValue
from wagtail.fields import StreamField

from core import registry

Text = tuple[str, str, bool]


class Kind(Protocol):
    def hold(self, page: Any, request: HttpRequest) -> None:
        """A page is about to be served: its own texts share what the request reads."""

    def gather(self, pages: list[Any]) -> None:
        """Several pages are about to be shown: read together what their fields stand for."""

    def of_page(self, text: str, page: Any) -> str:
        """A text of a page as its readers read it today, in the language of the page."""

    def in_context(self, text: str, context: dict[str, Any]) -> str:
        """A text of a block, in the language that is active where it is rendered."""

    def in_language(self, texts: list[str], language: str, page: Any = None) -> list[str]:
        """Texts that were read apart from their page, all of one language; shown on a page for its audience."""

    def bare(self, text: str) -> str:
        """A text without its tokens, where no page says for whom they stand."""

    def editor(self) -> dict[str, str]:
        """For the script beside a field in the editor, as `data-` attributes."""

    def references(self, text: str) -> Iterator[tuple[type[models.Model], str]]:
        """(model, id) of each thing that a text names."""


Follower = Callable[[list[int]], None]

KINDS = registry.Kind[Kind]()
# A function that keeps copies of what is read; it takes the ids of pages that may read otherwise now.
FOLLOWERS = registry.Kind[Follower]()


def retold(page_ids: list[int]) -> None:
    for follower in FOLLOWERS:
        follower(page_ids)


def accepts(place: Any) -> bool:
    """Whether a model field, or a block, takes tokens."""
    return getattr(place, "holds_tokens", False)


class Written(str):
    """A text of a page as its editor wrote it. Compared, copied and stored it keeps its tokens; printed it says what they
    stand for: `str()`, an f-string, a template and `format_html` all give what is read."""

    def __new__(cls, text: str, page: Any):
        written = super().__new__(cls, text)
        written.page = page
        return written

    @property
    def kept(self) -> str:
        return str.__str__(self)

    def __str__(self) -> str:
        text = self.kept
        for kind in KINDS:
            text = kind.of_page(text, self.page)
        return text

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __html__(self) -> SafeString:
        return escape(str(self))

    def __reduce__(self):
        return str, (self.kept,)


def of_page(text: Any, page: Any) -> Any:
    """A text that belongs to a page; what cannot hold a token is left as it is."""
    return Written(kept(text), page) if isinstance(text, str) and "{" in text else text


def kept(text: Any) -> Any:
    """The text with its tokens, and without its page."""
    return text.kept if isinstance(text, Written) else text


def hold(page: Any, request: HttpRequest) -> None:
    for kind in KINDS:
        kind.hold(page, request)


def gather(pages: Iterable[Any]) -> list[Any]:
    """The pages of a list, whose fields cost one query together where any of them holds a token, and none else."""
    pages = list(pages)
    for kind in KINDS:
        kind.gather(pages)
    return pages


def in_language(texts: Iterable[str], language: str, page: Any = None) -> list[str]:
    """What is read of texts that no page gave: columns of a query, words that were copied. `page` is the one that shows them."""
    texts = [kept(text) for text in texts]
    for kind in KINDS:
        texts = kind.in_language(texts, language, page)
    return texts


def editor() -> dict[str, str]:
    return {name: said for kind in KINDS for name, said in kind.editor().items()}


def bare(text: str) -> str:
    for kind in KINDS:
        text = kind.bare(text)
    return text


def references(text: str | None) -> Iterator[tuple[type[models.Model], str, str, str]]:
    """As Wagtail's index of references asks a field, and a block."""
    for kind in KINDS if text and "{" in text else ():
        for model, pk in kind.references(kept(text)):
            yield model, pk, "", ""


# What a block shows


def told(block: blocks.Block, value: Any, context: dict[str, Any]) -> Any:
    """The value of a block with what its tokens stand for in the place of them; the value itself where it has none."""
    if accepts(block):
        return _in_context(value, context) if isinstance(value, str) and "{" in value else value
    if isinstance(block, blocks.StructBlock):
        changed = {name: told(child, value.get(name), context) for name, child in block.child_blocks.items()}
        same = all(changed[name] is value.get(name) for name in changed)
        return value if same else type(value)(block, {**value, **changed})
    if isinstance(block, blocks.ListBlock):
        changed = [told(block.child_block, item, context) for item in value]
        same = all(one is other for one, other in zip(changed, value, strict=True))
        return value if same else ListValue(block, values=changed)
    return value


def _in_context(text: str, context: dict[str, Any]) -> str:
    for kind in KINDS:
        text = kind.in_context(text, context)
    return text


# Where tokens stand


def texts(instance: Any) -> Iterator[Text]:
    """(label, text as kept, whether it takes tokens) of each plain text of a page or snippet, in its fields and blocks."""
    for field in instance._meta.concrete_fields:
        if isinstance(field, StreamField):
            for child in getattr(instance, field.name).raw_data:
                yield from _texts(field.stream_block.child_blocks.get(child["type"]), child["value"], "")
        elif isinstance(field, models.CharField | models.TextField) and not field.choices:
            text = field.value_from_object(instance)
            if isinstance(text, str) and "{" in text:
                yield str(field.verbose_name), kept(text), accepts(field)


def _texts(block: blocks.Block | None, raw: Any, above: str) -> Iterator[Text]:
    if isinstance(block, blocks.StructBlock) and isinstance(raw, dict):
        for name, child in block.child_blocks.items():
            yield from _texts(child, raw.get(name), f"{above}{block.label} – ")
    elif isinstance(block, blocks.ListBlock) and isinstance(raw, list | tuple):
        for item in raw:
            is_item = isinstance(item, dict) and item.keys() >= {"type", "value", "id"}
            yield from _texts(block.child_block, item["value"] if is_item else item, above)
    elif isinstance(block, blocks.FieldBlock) and isinstance(raw, str) and "{" in raw:
        yield f"{above}{block.label}", raw, accepts(block)


def of_fields(instance: Any) -> Iterator[str]:
    """The texts of the fields alone that take tokens, of those that were read."""
    for field in instance._meta.concrete_fields:
        if accepts(field) and field.attname in instance.__dict__:
            text = field.value_from_object(instance)
            if text and "{" in text:
                yield text
