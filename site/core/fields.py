"""Model fields of the house: a StreamField whose blocks stay out of the migrations, and several choices in one."""

from django import forms
from django.db import models
from django.utils.text import capfirst
from wagtail import fields


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
