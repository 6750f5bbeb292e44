"""The spaces of a language in all words of a document."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any

from core.words.typography import setting
from press.documents.tree import Deck, Document

NO_WORDS = {"language", "href", "url", "letters", "media_type", "voice", "data"}


def spaced[T: (Document, Deck)](document: T) -> T:
    of_text = setting(document.language)
    return _spaced(document, of_text) if of_text else document


def _spaced(part: Any, of_text: Callable[[str], str]) -> Any:
    if isinstance(part, str):
        return of_text(part)
    if isinstance(part, tuple):
        return tuple(_spaced(one, of_text) for one in part)
    if is_dataclass(part):
        return replace(
            part,
            **{
                field.name: _spaced(getattr(part, field.name), of_text)
                for field in fields(part)
                if field.name not in NO_WORDS
            },
        )
    return part
