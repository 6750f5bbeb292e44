"""Blocks that show facts and helplines."""

import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from core.audiences import Audience
from facts.models import Fact, FactWording, Helpline, HelplineWording
from facts.shelf import Shelf, ShownFact, ShownHelpline
from facts.values import Unit


class FactChooserBlock(SnippetChooserBlock):
    """A fact is the same in all languages: there is nothing in the choice to translate."""

    def __init__(self, **kwargs):
        super().__init__("facts.Fact", **kwargs)

    def get_translatable_segments(self, value):
        return []

    def bulk_to_python(self, values):
        """Known by their ids alone: the shelf reads what a page shows, in one query for all its blocks."""
        return [Fact.from_db("default", ["id"], [value]) if value else None for value in values]

    def to_python(self, value):
        return self.bulk_to_python([value])[0]

    def get_form_state(self, value):
        """The editor reads the fact itself, and finds the choice empty where it was deleted."""
        return super().get_form_state(Fact.objects.filter(pk=value.pk).first() if value else None)


class ShowsFacts(blocks.StructBlock):
    """A block that asks the shelf for its facts, all of them at once."""

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["shown"] = self.shown(value, Shelf.of(parent_context or {}))
        return context


class FactCardBlock(ShowsFacts):
    fact = FactChooserBlock(label=_("fact"))

    class Meta:
        icon = "clipboard-list"
        label = _("Fact card")
        template = "components/fact_card.html"
        description = _("A fact in large letters: value, sentence, source and date.")

    def shown(self, value, shelf: Shelf) -> ShownFact | None:
        return show(value["fact"], shelf)

    def get_preview_value(self):
        return self.normalize({"fact": sample("1500", Unit.EURO, "d’amende, dès la première fois")})


class RungBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("when"), max_length=120)
    fact = FactChooserBlock(label=_("penalty"))
    fact_2 = FactChooserBlock(label=_("and also"), required=False)
    text = blocks.TextBlock(label=_("detail"), required=False, rows=2, max_length=300)


class PenaltyLadderBlock(ShowsFacts):
    heading = blocks.CharBlock(label=_("heading"), max_length=120)
    rungs = blocks.ListBlock(RungBlock(), label=_("rungs"), min_num=1)

    class Meta:
        icon = "order-up"
        label = _("Penalty ladder")
        template = "components/penalty_ladder.html"
        description = _("Penalties from the lightest to the heaviest, each from a fact.")

    def shown(self, value, shelf: Shelf) -> list[dict]:
        rungs = [
            {
                "title": rung["title"],
                "text": rung["text"],
                "facts": [fact for fact in (show(rung["fact"], shelf), show(rung["fact_2"], shelf)) if fact],
            }
            for rung in value["rungs"]
        ]
        return [rung for rung in rungs if rung["facts"]]

    def get_preview_value(self):
        rungs = [
            {"title": "La première fois", "fact": sample("1500", Unit.EURO, "d’amende"), "fact_2": None, "text": ""},
            {
                "title": "En cas de récidive",
                "fact": sample("3750", Unit.EURO, "d’amende"),
                "fact_2": None,
                "text": "C’est alors un délit.",
            },
            {
                "title": "Mineur de 15 à 17 ans",
                "fact": sample("5", Unit.YEAR, "d’emprisonnement"),
                "fact_2": sample("75000", Unit.EURO, "d’amende"),
                "text": "",
            },
        ]
        return self.normalize({"heading": "Ce que dit la loi", "rungs": rungs})


class HelplinesBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("heading"), max_length=120)
    audience = blocks.ChoiceBlock(label=_("audience"), choices=Audience.choices, default=Audience.PUBLIC)

    class Meta:
        icon = "mail"
        label = _("Helplines")
        template = "components/helplines.html"
        description = _("All helplines for an audience: number, hours, cost and languages.")

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        sample = value.get("sample")
        context["helplines"] = [sample] if sample else Shelf.of(parent_context or {}).helplines_for(value["audience"])
        return context

    def get_preview_value(self):
        value = self.normalize({"heading": "Parler à quelqu’un", "audience": Audience.PUBLIC})
        helpline = Helpline(name="3919", number="3919", always_open=True, spoken=["fr", "en", "ar"])
        wording = HelplineWording(
            helpline=helpline, title="Violences Femmes Info", purpose="Écoute, informe et oriente."
        )
        value["sample"] = ShownHelpline(helpline, wording, get_language())
        return value


FACT_BLOCKS = [
    ("fact_card", FactCardBlock()),
    ("penalty_ladder", PenaltyLadderBlock()),
    ("helplines", HelplinesBlock()),
]


def show(fact: Fact | None, shelf: Shelf) -> ShownFact | None:
    """The fact as the shelf has it; a sample of the style guide as it is."""
    if fact is None:
        return None
    return getattr(fact, "sample", None) or shelf.in_force(fact.pk)


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
