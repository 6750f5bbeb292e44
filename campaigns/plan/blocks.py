"""The blocks of ready-to-post copy, and of films."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtailmedia.blocks import AbstractMediaChooserBlock

from core.blocks.tokens import TellingBlock, TokenCharBlock, TokenTextBlock
from core.text import tokens
from press.films import storyboards

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


# Seconds of the shortest film in which its own words are read: the address has half of it, and the statement one second.
IN_A_FILM = {"opening": storyboards.SHORTEST - storyboards.ADDRESS - 1, "call": 1.6}


def unreadable(name: str, text: str, language: str = "") -> str:
    """Why these words of a film cannot be read in the shortest; empty where they can.

    They say themselves whether they are Chinese; `language` is the name of theirs, where it is known.
    """
    most = storyboards.readable(IN_A_FILM[name], text)
    over = len(text) - most
    if over <= 0:
        return ""
    kind = _("in Chinese characters") if storyboards.is_chinese(text) else _("in an alphabet")
    message = ngettext(
        "%(count)d character too many (%(language)s): in a film of %(seconds)d seconds, %(limit)d are read. Shorten “%(beginning)s…”.",
        "%(count)d characters too many (%(language)s): in a film of %(seconds)d seconds, %(limit)d are read. Shorten “%(beginning)s…”.",
        over,
    )
    said = {"count": over, "language": language or kind, "seconds": storyboards.SHORTEST, "limit": most}
    return message % (said | {"beginning": text[:30]})


def most_in_a_film(name: str) -> dict[str, int]:
    """As its help says it."""
    return {
        "letters": storyboards.readable(IN_A_FILM[name], "a"),
        "chinese": storyboards.readable(IN_A_FILM[name], "字"),
    }


class SoundChooserBlock(AbstractMediaChooserBlock):
    """A sound of the site's own files."""

    @cached_property
    def widget(self):
        from wagtailmedia.widgets import AdminAudioChooser

        return AdminAudioChooser()

    def render_basic(self, value, context=None):
        return value.title if value else ""


class FilmBlock(TellingBlock):
    storyboard = blocks.ChoiceBlock(
        label=gettext_lazy("storyboard"),
        choices=storyboards.CHOICES,
        required=False,
        help_text=gettext_lazy("Empty: that of the campaign’s object, or of its number."),
    )
    opening = TokenCharBlock(
        label=gettext_lazy("opening line"),
        required=False,
        max_length=60,
        help_text=format_lazy(
            gettext_lazy(
                "What is typed, or what is read before anything else. Empty: what the object says. At most {letters} characters, {chinese} in Chinese."
            ),
            **most_in_a_film("opening"),
        ),
    )
    call = TokenCharBlock(
        label=gettext_lazy("closing call"),
        required=False,
        max_length=60,
        help_text=format_lazy(
            gettext_lazy(
                "What there is to do, above the address. Empty: as on sheets. At most {letters} characters, {chinese} in Chinese."
            ),
            **most_in_a_film("call"),
        ),
    )
    sound = SoundChooserBlock(
        label=gettext_lazy("sound track"),
        required=False,
        help_text=gettext_lazy("Optional: most films are watched without. It is cut to length, and faded in and out."),
    )

    class Meta:
        icon = "media"
        label = gettext_lazy("Film")
        template = "components/film_words.html"
        description = gettext_lazy(
            "How the films of this page are told, and words of theirs. Without it they are told as the campaign looks."
        )
        preview_value = {"storyboard": "message", "opening": "Bonsoir, c’est combien ?", "call": "Faire le point, seul"}

    def clean(self, value):
        value = super().clean(value)
        read = zip(IN_A_FILM, tokens.in_language([value[name] for name in IN_A_FILM], get_language()), strict=True)
        problems = {name: unreadable(name, str(text)) for name, text in read}
        if any(problems.values()):
            errors = {name: ValidationError(problem) for name, problem in problems.items() if problem}
            raise StructBlockValidationError(block_errors=errors)
        return value

    def get_searchable_content(self, value):
        """As with posts: the page does not show this."""
        return []
