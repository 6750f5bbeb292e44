"""The short names by which editors say where an answer leads. They are no words: the same in every language."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

# What a text inside a screen may hold; its heading is the screen's.
FEATURES = ["bold", "italic", "ol", "ul", "link", "fact"]


class KeyBlock(blocks.RegexBlock):
    """Neither translated nor searched, since it is no CharBlock."""

    def __init__(self, **kwargs):
        message = _("Small letters without accents, digits and hyphens, 30 at most: “before-2016”.")
        defaults = {"regex": r"^[a-z0-9]+(-[a-z0-9]+)*$", "max_length": 30, "error_messages": {"invalid": message}}
        super().__init__(**defaults | kwargs)

    class Meta:
        icon = "key"
        default = ""


def own_key() -> KeyBlock:
    return KeyBlock(label=_("key"), help_text=_("A short name of its own; readers do not see it."))


def leads_to(help_text, **options) -> KeyBlock:
    return KeyBlock(label=_("leads to"), help_text=help_text, **options)
