"""How a block chooses facts, and how it finds them on the shelf."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.editor.audience_panel import AUDIENCE_FIELD
from core.editor.choosers import KnownByIdBlock
from facts.models import Fact, FactWording
from facts.shelf import Shelf, ShownFact
from facts.values import Unit

COUNTABLE = frozenset(Unit) - {Unit.NONE, Unit.DATE}


class FactChooserBlock(KnownByIdBlock):
    def __init__(self, **kwargs):
        super().__init__("facts.Fact", **kwargs)

    @cached_property
    def widget(self):
        """It tells the chooser for whom the page is."""
        widget = super().widget
        widget.linked_fields = {"audience": AUDIENCE_FIELD}
        return widget


class SourcedFactBlock(FactChooserBlock):
    """A fact that says where it comes from; of certain units alone where they are named."""

    def __init__(self, units: Iterable[Unit] = (), **kwargs):
        self.units = frozenset(units)
        super().__init__(**kwargs)

    def clean(self, value):
        value = super().clean(value)
        if value is None:
            return value
        if not value.has_source:
            raise ValidationError(_("This fact has no source: give it one first."))
        if self.units and value.unit not in self.units:
            raise ValidationError(
                _("This fact is no date.")
                if self.units == {Unit.DATE}
                else _("This fact is nothing that can be counted.")
            )
        return value


class ShowsFacts(blocks.StructBlock):
    """A block that asks the shelf for its facts, all of them at once."""

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["shown"] = self.shown(value, Shelf.of(parent_context or {}))
        return context


def show(fact: Fact | None, shelf: Shelf) -> ShownFact | None:
    """The fact as the shelf has it; a sample of the style guide as it is."""
    if fact is None:
        return None
    return getattr(fact, "sample", None) or shelf.in_force(fact.pk)


def show_all(facts: Iterable[Fact | None], shelf: Shelf) -> list[ShownFact]:
    """Those of the facts that can be shown."""
    return [shown for shown in (show(fact, shelf) for fact in facts) if shown]


def sources(facts: Iterable[ShownFact]) -> list[Fact]:
    """One of the facts for each text that they are from, wherever it was read."""
    known = {(shown.fact.source_title, shown.fact.source_date): shown.fact for shown in facts}
    return list(known.values())


def sample(value: str, unit: Unit, label: str) -> Fact:
    """A fact for previews, never saved."""
    fact = Fact(
        name=label,
        value=value,
        unit=unit,
        source_title="Code pénal, article 611-1",
        source_url="https://www.legifrance.gouv.fr/",
        source_date=datetime.date(2016, 4, 13),
    )
    fact.sample = ShownFact(
        fact, FactWording(fact=fact, label=label, sentence="La loi prévoit {value}."), get_language()
    )
    return fact
