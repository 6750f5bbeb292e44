"""Dates as tables: what happened when, and how it compares."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from facts.blocks.choosing import ShowsFacts, SourcedFactBlock, sample, show
from facts.shelf import Shelf
from facts.values import Unit


class MomentBlock(blocks.StructBlock):
    fact = SourcedFactBlock(label=_("date"), units=[Unit.DATE], help_text=_("A fact whose value is a date."))
    text = blocks.CharBlock(label=_("what happened"), max_length=300)


class TimelineBlock(ShowsFacts):
    heading = blocks.CharBlock(label=_("heading"), max_length=120)
    moments = blocks.ListBlock(MomentBlock(), label=_("moments"), min_num=1)

    class Meta:
        icon = "history"
        label = _("Timeline")
        template = "components/timeline.html"
        description = _("What happened when, as a table: each date from a fact, in their order, with its source.")

    def shown(self, value, shelf: Shelf) -> list[dict[str, Any]]:
        moments = [{"text": moment["text"], "fact": show(moment["fact"], shelf)} for moment in value["moments"]]
        found = [moment for moment in moments if moment["fact"]]
        return sorted(found, key=lambda moment: moment["fact"].fact.value)

    def get_preview_value(self):
        moments = [
            {
                "fact": sample("2016-04-13", Unit.DATE, "date de la loi"),
                "text": "La loi interdit l’achat d’actes sexuels.",
            },
            {"fact": sample("2019-02-01", Unit.DATE, "date de la décision"), "text": "Elle est jugée conforme."},
        ]
        return self.normalize({"heading": "La loi, date par date", "moments": moments})


class ComparedBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("name"), max_length=80)
    fact = SourcedFactBlock(label=_("fact"))
    text = blocks.CharBlock(label=_("remark"), required=False, max_length=200)


class ComparisonBlock(ShowsFacts):
    heading = blocks.CharBlock(label=_("heading"), max_length=120)
    column_1 = blocks.CharBlock(label=_("first column"), max_length=60, help_text=_("What is compared: “Country”."))
    column_2 = blocks.CharBlock(label=_("second column"), max_length=60, help_text=_("What its fact is: “Since”."))
    rows = blocks.ListBlock(ComparedBlock(), label=_("rows"), min_num=2)

    class Meta:
        icon = "table"
        label = _("Comparison")
        template = "components/comparison.html"
        description = _("Countries or other things side by side, as a table: a fact of each, with its source.")

    def shown(self, value, shelf: Shelf) -> list[dict[str, Any]]:
        rows = [{"name": row["name"], "text": row["text"], "fact": show(row["fact"], shelf)} for row in value["rows"]]
        return [row for row in rows if row["fact"]]

    def get_preview_value(self):
        rows = [
            {"name": "Suède", "fact": sample("1999-01", Unit.DATE, "date de la loi suédoise"), "text": ""},
            {"name": "France", "fact": sample("2016-04-13", Unit.DATE, "date de la loi française"), "text": ""},
        ]
        headings = {"heading": "Dans d’autres pays", "column_1": "Pays", "column_2": "Depuis"}
        return self.normalize(headings | {"rows": rows})
