"""Facts in large letters: a card, and the ladder of penalties."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from facts.blocks.choosing import FactChooserBlock, ShowsFacts, SourcedFactBlock, sample, show, show_all, sources
from facts.shelf import Shelf, ShownFact
from facts.values import Unit


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
    fact = SourcedFactBlock(label=_("penalty"))
    fact_2 = SourcedFactBlock(label=_("and also"), required=False)
    text = blocks.TextBlock(label=_("detail"), required=False, rows=2, max_length=300)


class PenaltyLadderBlock(ShowsFacts):
    heading = blocks.CharBlock(label=_("heading"), max_length=120)
    rungs = blocks.ListBlock(RungBlock(), label=_("rungs"), min_num=1)

    class Meta:
        icon = "order-up"
        label = _("Penalty ladder")
        template = "components/penalty_ladder.html"
        description = _("Penalties from the lightest to the heaviest, each from a fact, with its source.")

    def shown(self, value, shelf: Shelf) -> list[dict]:
        rungs = []
        for rung in value["rungs"]:
            facts = show_all((rung["fact"], rung["fact_2"]), shelf)
            if facts:
                rungs.append({"title": rung["title"], "text": rung["text"], "facts": facts, "sources": sources(facts)})
        return rungs

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
