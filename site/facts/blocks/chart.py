"""A chart of facts: bars that the server draws, and the same in a table.

Where a bar lies is told in per cent across and in pixels down, so that it fills its place while its words keep their size.
It grows from where the language begins its lines.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from facts.blocks.choosing import COUNTABLE, ShowsFacts, SourcedFactBlock, sample, show, sources
from facts.models import Fact
from facts.shelf import Shelf, ShownFact
from facts.values import Unit, parse

ROW = 56  # pixels: of a bar with its name above it
WIDEST = 78  # per cent: what is left stands for the value at the end of the longest bar


@dataclass(frozen=True)
class Bar:
    """A bar; without a fact, a place where no figure is known. Places are strings, so that no language writes a comma there."""

    label: str
    fact: ShownFact | None
    top: int
    x: str = ""
    width: str = ""
    end: str = ""


@dataclass(frozen=True)
class Chart:
    bars: list[Bar]
    sources: list[Fact]
    mirrored: bool

    @property
    def height(self) -> int:
        return ROW * len(self.bars)


class BarBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("name of the bar"), max_length=40)
    fact = SourcedFactBlock(
        label=_("fact"),
        units=COUNTABLE,
        required=False,
        help_text=_("Empty where no figure is known: the chart says so."),
    )


class FactChartBlock(ShowsFacts):
    heading = blocks.CharBlock(label=_("heading"), max_length=120)
    text = blocks.TextBlock(label=_("what one sees"), required=False, rows=2, max_length=300)
    column = blocks.CharBlock(label=_("what the bars are"), max_length=60, help_text=_("Heads the table: “Year”."))
    bars = blocks.ListBlock(BarBlock(), label=_("bars"), min_num=2)

    class Meta:
        icon = "success"
        label = _("Chart of facts")
        template = "components/fact_chart.html"
        description = _(
            "Bars of facts of one unit, drawn without a script, with their sources and the same in a table."
        )

    def clean(self, value):
        value = super().clean(value)
        facts = [bar["fact"] for bar in value["bars"] if bar["fact"]]
        wrong = None
        if len(facts) < 2:
            wrong = _("Choose at least two facts to compare.")
        elif len({fact.unit for fact in facts}) > 1:
            wrong = _("These facts count different things: choose facts of one unit.")
        elif any(".." in fact.value for fact in facts):
            wrong = _("A bar shows one number, no range.")
        if wrong:
            raise StructBlockValidationError(non_block_errors=[ValidationError(wrong)])
        return value

    def shown(self, value, shelf: Shelf) -> Chart | None:
        pairs = [(bar["label"], bar["fact"] and show(bar["fact"], shelf), bar["fact"]) for bar in value["bars"]]
        kept = [(label, fact) for label, fact, chosen in pairs if fact or not chosen]
        facts = [fact for _label, fact in kept if fact]
        if not facts:
            return None
        mirrored, most = get_language_bidi(), max(map(amount, facts)) or 1
        bars = [_bar(row, label, fact, most, mirrored) for row, (label, fact) in enumerate(kept)]
        return Chart(bars, sources(facts), mirrored)

    def get_preview_value(self):
        bars = [
            {"label": "2022", "fact": sample("1155", Unit.NUMBER, "acheteurs verbalisés")},
            {"label": "2023", "fact": None},
            {"label": "2024", "fact": sample("1146", Unit.NUMBER, "acheteurs verbalisés")},
        ]
        return self.normalize({"heading": "Acheteurs verbalisés", "text": "", "column": "Année", "bars": bars})


def amount(shown: ShownFact) -> Decimal:
    """The number of a fact; of a range its end."""
    return parse(shown.fact.value, shown.fact.unit).high


def _bar(row: int, label: str, fact: ShownFact | None, most: Decimal, mirrored: bool) -> Bar:
    if fact is None:
        return Bar(label, None, ROW * row)
    width = WIDEST * amount(fact) / most
    x, end = (100 - width, 100 - width) if mirrored else (0, width)
    return Bar(label, fact, ROW * row, f"{x:.2f}%", f"{width:.2f}%", f"{end:.2f}%")
