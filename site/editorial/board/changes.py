"""What of a source has changed since the latest draft of its translation."""

from dataclasses import dataclass

from wagtail_localize.models import Translation

from editorial.translation import drafting


@dataclass(frozen=True)
class Change:
    """A sentence before and after; empty where it is new, or gone."""

    before: str
    after: str


def changed_sentences(translation: Translation) -> list[Change]:
    """In the order of the source; nothing where the draft was made from its present words."""
    made_from = getattr(translation, "made_from", None)
    return compare(made_from.strings, drafting.words(translation.source)) if made_from else []


def compare(before: dict[str, str], after: dict[str, str]) -> list[Change]:
    """Sentences are held against each other place by place; one that only moved is no change."""
    old, new = set(before.values()), set(after.values())
    found = []
    for place, text in after.items():
        was = before.get(place, "")
        if text != was and text not in old:
            found.append(Change(was if was not in new else "", text))
    replaced = {change.before for change in found}
    return found + [Change(text, "") for text in before.values() if text not in new and text not in replaced]
