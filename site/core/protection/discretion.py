"""What a protected page must not say where others can see it: tab, history, address and link preview."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext, gettext_lazy
from wagtail.blocks import StreamBlockValidationError
from wagtail.fields import StreamField

# Beginnings of words that tell what a page is about, without accents; those of languages that put particles before a word, or
# write no spaces, stand anywhere.
BEGINNINGS = (
    "prostit", "proxen", "racol", "escort", "michet", "sex(?!t[aeo]|ag)", "traite", "maquereau", "putain", "bordel",
    "trafick", "traffick", "pimp", "brothel", "whore", "hooker", "trata", "trafico", "проститу", "секс", "сутен", "сводни", "трафик",
)  # fmt: skip
ANYWHERE = ("دعارة", "بغاء", "جنس", "卖淫", "嫖", "性交易", "性服务", "性工作", "拉皮条")
TELLING = re.compile(rf"(?<![^\W_])(?:{'|'.join(BEGINNINGS)})[^\W_]*|{'|'.join(ANYWHERE)}", re.IGNORECASE)

# What stands in the place of the site's name, which may tell, and of a title that does.
NEUTRAL_NAME = gettext_lazy("Useful information")


def telling_word(text: str) -> str:
    """The first word that tells what a page is about; empty where there is none."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", text or "") if not unicodedata.combining(one))
    found = TELLING.search(unicodedata.normalize("NFC", plain))
    return found[0] if found else ""


def neutral_title(page: Any) -> str:
    """What the browser's tab and history say of a protected page: never the site's name."""
    title = page.seo_title or page.title
    return str(NEUTRAL_NAME) if telling_word(title) else title


def neutral(text: str) -> str:
    """A description for a link preview; empty where it tells."""
    return "" if telling_word(text) else text


def refuse_what_tells(page: Any) -> None:
    """Raise ValidationError for the words of a protected page that others may see, and for blocks that break its zone."""
    errors: dict[str, Any] = {}
    for name, text in _seen(page):
        word = telling_word(text)
        if word:
            errors[name] = gettext(
                "Others can see this in the browser’s tab, its history or a message, and “%(word)s” tells what the page is "
                "about: find neutral words."
            ) % {"word": Truncator(word).chars(40)}
    errors |= _breaking_blocks(page)
    if errors:
        raise ValidationError(errors)


def _seen(page: Any) -> Iterator[tuple[str, str]]:
    yield "seo_title", page.seo_title or page.title
    yield "slug", page.slug.replace("-", " ")
    for name in ("search_description", "social_title", "social_description"):
        yield name, getattr(page, name)


def _breaking_blocks(page: Any) -> dict[str, StreamBlockValidationError]:
    """Where a stream holds a block that says why it may not stand in a protected zone: `refused_where_protected`."""
    errors = {}
    for field in page._meta.get_fields():
        if not isinstance(field, StreamField):
            continue
        blocks = field.stream_block.child_blocks
        refused = {
            position: ValidationError(blocks[child["type"]].refused_where_protected)
            for position, child in enumerate(getattr(page, field.name).raw_data)
            if getattr(blocks.get(child["type"]), "refused_where_protected", None)
        }
        if refused:
            errors[field.name] = StreamBlockValidationError(block_errors=refused)
    return errors
