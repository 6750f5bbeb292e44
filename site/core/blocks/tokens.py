"""Blocks of plain text that take tokens (`core.text.tokens`), and the structure around them, which shows what they stand for."""

from django.utils.functional import cached_property
from wagtail import blocks

from core.text import tokens
from core.text.token_widgets import TokenInput, TokenTextarea, read_length


class HoldsTokens:
    holds_tokens = True

    def extract_references(self, value: str):
        return tokens.references(value)

    def get_searchable_content(self, value: str) -> list[str]:
        """Without the tokens: the room that knows them adds their words (`core.words.search`)."""
        return [tokens.bare(text) for text in super().get_searchable_content(value)]


class TokenCharBlock(HoldsTokens, blocks.CharBlock):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.field.widget = TokenInput(self.field.widget.attrs)
        read_length(self.field)


class TokenTextBlock(HoldsTokens, blocks.TextBlock):
    @cached_property
    def field(self):
        field = super().field
        field.widget = TokenTextarea(field.widget.attrs)
        return read_length(field)


class TellingBlock(blocks.StructBlock):
    """A structure with texts that take tokens, or with lists of such: its template is given what is read."""

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        read = tokens.told(self, value, context)
        return context | {"self": read, self.TEMPLATE_VAR: read}
