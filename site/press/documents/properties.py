"""What the properties of a Word or PowerPoint file say: the same for the same tree, so no time at which it was made."""

from typing import Any

from press.documents import cover, wording
from press.documents.tree import Deck, Document


def describe(core: Any, document: Document | Deck) -> None:
    """`core` is what python-docx and python-pptx call the properties; of Dublin Core it knows no licence."""
    element = core._element
    for child in list(element):
        element.remove(child)
    core.title = wording.cleaned(document.title)
    core.subject = wording.cleaned(getattr(document, "subtitle", ""))
    core.author = wording.cleaned(document.author)
    core.language = wording.tag(document.language)
    core.version = wording.cleaned(document.version)
    core.comments = cover.description(document)
    core.revision = 1


def languages(language: str, script: str) -> dict[str, str]:
    """The tags of each kind of script: those of other languages stand for words that are no language’s of the document."""
    tag = wording.tag(language)
    return {
        "tag": tag,
        "asian": tag if script == "chinese" else "zh-CN",
        "complex": tag if script == "arabic" else "ar-SA",
    }
