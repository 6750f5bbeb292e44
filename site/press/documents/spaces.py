"""The spaces of French in all words of a document; other languages stay as they are written."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

from core.typography import french
from press.documents.tree import Deck, Document

NO_WORDS = {"language", "href", "url", "letters", "media_type", "voice", "data"}


def spaced[T: (Document, Deck)](document: T) -> T:
    return _spaced(document) if document.language == "fr" else document


def _spaced(part: Any) -> Any:
    if isinstance(part, str):
        return french(part)
    if isinstance(part, tuple):
        return tuple(_spaced(one) for one in part)
    if is_dataclass(part):
        return replace(
            part,
            **{field.name: _spaced(getattr(part, field.name)) for field in fields(part) if field.name not in NO_WORDS},
        )
    return part
