"""What stands under the title: of whom, which version, when, under what licence."""

from django.utils import translation
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from press.documents import wording
from press.documents.tree import Deck, Document


def facts(document: Document | Deck) -> tuple[tuple[str, str], ...]:
    """Each with its name in the language of the document; what is empty is left out."""
    with translation.override(document.language):
        told = (
            (_("Author"), document.author),
            (_("Version"), document.version),
            (_("Date"), document.date),
            (_("Language"), get_language_info(document.language)["name_local"]),
            (_("Licence"), document.licence),
        )
    return tuple((name, wording.cleaned(value)) for name, value in told if value)


def description(document: Document | Deck) -> str:
    """The same as a line of the file’s properties."""
    return " · ".join(f"{name}: {value}" for name, value in facts(document))
