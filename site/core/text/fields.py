"""Model fields of the house: a StreamField whose blocks stay out of the migrations, text with tokens, several choices in one."""

from django import forms
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.text import capfirst
from wagtail import fields

from core.text import token_widgets, tokens


class StreamField(fields.StreamField):
    """Migrations name the column alone; a historical model without blocks keeps the stored list as it is.

    Block definitions in migrations grow without bound. But a stock StreamField without blocks drops every value that it
    reads, so that the first data migration that saves an instance would empty it in silence.
    """

    def deconstruct(self):
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs

    def to_python(self, value):
        return super().to_python(value) if self.stream_block.child_blocks else value

    def get_default(self):
        return super().get_default() if self.stream_block.child_blocks else []


class TokenAttribute(DeferredAttribute):
    """Gives the text as one of this page; what is stored is always the bare text with its tokens."""

    def __get__(self, instance, cls=None):
        text = super().__get__(instance, cls)
        return text if instance is None else tokens.of_page(text, instance)

    def __set__(self, instance, value):
        instance.__dict__[self.field.attname] = tokens.kept(value)


class HoldsTokens:
    """A column of text like any other, for migrations too; only what shows it knows more."""

    holds_tokens = True
    descriptor_class = TokenAttribute

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, f"django.db.models.{self.plain.__name__}", args, kwargs

    def value_from_object(self, obj):
        return tokens.kept(super().value_from_object(obj))

    def get_prep_value(self, value):
        return tokens.kept(super().get_prep_value(value))

    def extract_references(self, value: str):
        return tokens.references(value)

    def get_searchable_content(self, value: str) -> str:
        """Without the tokens: the room that knows them adds their words (`core.words.search`)."""
        return tokens.bare(value)


class TokenCharField(HoldsTokens, models.CharField):
    plain = models.CharField

    def formfield(self, **kwargs):
        return super().formfield(**{"widget": token_widgets.TokenInput} | kwargs)


class TokenTextField(HoldsTokens, models.TextField):
    plain = models.TextField

    def formfield(self, **kwargs):
        return token_widgets.read_length(super().formfield(**{"widget": token_widgets.TokenTextarea} | kwargs))


class ChoicesField(models.JSONField):
    """Several of a few choices, kept as a list; ticked as boxes in forms."""

    def __init__(self, *args, choices=None, **kwargs):
        self.options = choices
        super().__init__(*args, **({"default": list, "blank": True} | kwargs))

    def formfield(self, **kwargs):
        options = self.options.choices if hasattr(self.options, "choices") else self.options
        return forms.MultipleChoiceField(
            choices=options,
            required=not self.blank,
            label=capfirst(self.verbose_name),
            help_text=self.help_text,
            widget=forms.CheckboxSelectMultiple,
        )
