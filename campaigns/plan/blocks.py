"""The block of ready-to-post copy."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from core.blocks.tokens import TellingBlock, TokenTextBlock
from core.text import tokens

# Characters of a whole post, as networks count them; its text leaves room for the link that is added to it.
LENGTHS = {"short": 140, "medium": 280, "long": 1000}
ROOM = 30


def too_long(length: str, text: str) -> str:
    """Why a text is no post of this length; empty where it is one."""
    limit = LENGTHS.get(length, 0) - ROOM
    if len(text) <= limit:
        return ""
    return _(
        "This post has %(count)d characters, and its length takes %(limit)d: shorten “%(beginning)s…”, or choose another length."
    ) % {"count": len(text), "limit": limit, "beginning": text[:40]}


class Post(blocks.StructValue):
    """A post as it is written; `link` is what is added to it where it is shown to a partner."""

    link = ""

    @property
    def label(self) -> str:
        return dict(self.block.child_blocks["length"].field.choices).get(self["length"], "")

    @property
    def said(self) -> str:
        return f"{self['text']} {self.link}".strip()

    @property
    def count(self) -> int:
        return len(self.said)


def of_page(post: Post, page: Any) -> Post:
    """The same post, which is read in the language of its page."""
    return Post(post.block, {**post, "text": tokens.of_page(post["text"], page)})


class PostBlock(TellingBlock):
    length = blocks.ChoiceBlock(
        label=gettext_lazy("length"),
        choices=[
            ("short", gettext_lazy("short: up to 140 characters")),
            ("medium", gettext_lazy("medium: up to 280 characters")),
            ("long", gettext_lazy("long: up to 1000 characters")),
        ],
        default="short",
    )
    text = TokenTextBlock(
        label=gettext_lazy("text"),
        rows=4,
        max_length=max(LENGTHS.values()) - ROOM,
        help_text=gettext_lazy("Without a link: that of each partner is added, and 30 characters are kept for it."),
    )

    class Meta:
        icon = "comment"
        label = gettext_lazy("Post")
        template = "components/post.html"
        value_class = Post
        description = gettext_lazy("Ready-to-post copy for partners. It is shown on their page, not on this one.")
        preview_value = {"length": "short", "text": "Acheter un acte sexuel est interdit, partout en France."}

    def clean(self, value):
        value = super().clean(value)
        read = next(iter(tokens.in_language([value["text"]], get_language())))
        problem = too_long(value["length"], read)
        if problem:
            raise StructBlockValidationError(block_errors={"text": ValidationError(problem)})
        return value

    def get_searchable_content(self, value):
        """The site's search finds what its pages show, and they do not show this."""
        return []
