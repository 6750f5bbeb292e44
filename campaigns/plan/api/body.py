"""The body of a campaign page for other sites: plain typed blocks, each class its shape and how it is read.

Left out are pictures, videos, files and testimonies, whose rights were granted to this site, and what speaks of this site alone.
"""

from typing import Any

from rest_framework import serializers
from rest_framework.serializers import Serializer

from campaigns.plan.api.fields import AddressField, AudienceField, HtmlField, TextField
from campaigns.plan.api.html import PlainHtml, with_values
from campaigns.plan.api.links import Links
from core.text import tokens
from facts.readers.withholding import allowed
from facts.sentences.tokens import told
from facts.shelf import Shelf, ShownFact, among, ids_in, mentions

LEFT_OUT = ("figure", "video", "downloads", "share", "operator", "testimony")


class Part(Serializer):
    """What a block holds, read field by field from what is stored."""

    @classmethod
    def read(cls, stored: dict[str, Any], body: "Body") -> dict[str, Any] | None:
        """The values of the fields; None where there is nothing to show."""
        return {name: cls._value(field, stored.get(name), body) for name, field in cls._declared_fields.items()}

    @staticmethod
    def _value(field, stored: Any, body: "Body") -> Any:
        if isinstance(field, serializers.ListSerializer):
            return [field.child.read(item, body) for item in stored or []]
        return body.html(stored or "") if isinstance(field, HtmlField) else body.text(stored or "")


class StatementBlock(Part):
    """One sentence in large letters."""

    text = TextField()
    detail = TextField()


class TextBlock(Part):
    """Running text."""

    text = HtmlField()


class QuoteBlock(Part):
    """The words of someone else."""

    text = TextField()
    author = TextField()
    source = TextField()
    url = AddressField(help_text="Of the source.")


class Step(Part):
    title = TextField()
    text = TextField()


class StepsBlock(Part):
    """Numbered steps."""

    heading = TextField()
    steps = Step(many=True)


class Question(Part):
    question = TextField()
    answer = HtmlField()


class AccordionBlock(Part):
    """Questions and their answers."""

    heading = TextField()
    questions = Question(many=True)


class NoticeBlock(Part):
    """Something that must not be overlooked."""

    kind = serializers.ChoiceField(["information", "warning", "danger"])
    heading = TextField()
    text = HtmlField()


class TableBlock(Part):
    """The first cell of a row heads the row."""

    caption = TextField()
    columns = serializers.ListField(child=TextField())
    rows = serializers.ListField(child=serializers.ListField(child=TextField()))

    @classmethod
    def read(cls, stored, body):
        columns = [stored[name] for name in (f"column_{number}" for number in range(1, 5)) if stored.get(name)]
        rows = [[row.get(f"cell_{number + 1}") or "" for number in range(len(columns))] for row in stored["rows"]]
        return {"caption": stored["caption"], "columns": columns, "rows": rows}


class CallToActionBlock(Part):
    """One clear next step. Left out where it leads to a page that is not open to all."""

    text = TextField()
    url = serializers.URLField()
    detail = TextField()

    @classmethod
    def read(cls, stored, body):
        address = stored.get("address") or ""
        url = body.links.address(stored["page"], body.language) if stored.get("page") else address
        return super().read(stored | {"url": url}, body) if url and not url.startswith("#") else None


class FactCardBlock(Part):
    """A fact in large letters."""

    fact = serializers.IntegerField(help_text="The id of one of the page's `facts`.")

    @classmethod
    def read(cls, stored, body):
        fact = body.in_force(stored.get("fact"))
        return {"fact": fact} if fact else None


class Rung(Part):
    title = TextField()
    text = TextField()
    facts = serializers.ListField(child=serializers.IntegerField(), help_text="Ids of the page's `facts`.")

    @classmethod
    def read(cls, stored, body):
        facts = [fact for fact in map(body.in_force, (stored.get("fact"), stored.get("fact_2"))) if fact]
        return {"title": stored.get("title") or "", "text": stored.get("text") or "", "facts": facts}


class PenaltyLadderBlock(Part):
    """Penalties from the lightest to the heaviest."""

    heading = TextField()
    rungs = Rung(many=True)

    @classmethod
    def read(cls, stored, body):
        value = super().read(stored, body)
        return value | {"rungs": [rung for rung in value["rungs"] if rung["facts"]]}


class OnFact(Part):
    """What says one thing by a fact; left out where the fact is."""

    fact = serializers.IntegerField(help_text="The id of one of the page's `facts`.")

    @classmethod
    def read(cls, stored, body):
        fact = body.in_force(stored.get("fact"))
        return super().read(stored | {"fact": fact}, body) if fact else None

    @classmethod
    def listed(cls, items, body: "Body") -> list[dict[str, Any]]:
        return [read for read in (cls.read(item, body) for item in items) if read]


class Moment(OnFact):
    text = TextField()


class TimelineBlock(Part):
    """What happened when. Each fact is a date; put them in their order."""

    heading = TextField()
    moments = Moment(many=True)

    @classmethod
    def read(cls, stored, body):
        return {"heading": stored["heading"], "moments": Moment.listed(stored["moments"], body)}


class Compared(OnFact):
    name = TextField()
    text = TextField()


class ComparisonBlock(Part):
    """A fact of each of several things, in two columns."""

    heading = TextField()
    column_1 = TextField(help_text="What is compared.")
    column_2 = TextField(help_text="What its fact is.")
    rows = Compared(many=True)

    @classmethod
    def read(cls, stored, body):
        return super().read(stored | {"rows": []}, body) | {"rows": Compared.listed(stored["rows"], body)}


class Bar(Part):
    label = TextField()
    fact = serializers.IntegerField(
        allow_null=True, help_text="The id of one of the page's `facts`; null where no figure is known."
    )

    @classmethod
    def read(cls, stored, body):
        fact = body.in_force(stored.get("fact"))
        return {"label": stored["label"], "fact": fact} if fact or not stored.get("fact") else None


class FactChartBlock(Part):
    """Bars of facts of one unit."""

    heading = TextField()
    text = TextField()
    column = TextField(help_text="What the bars are.")
    bars = Bar(many=True)

    @classmethod
    def read(cls, stored, body):
        bars = [read for read in (Bar.read(bar, body) for bar in stored["bars"]) if read]
        return super().read(stored | {"bars": []}, body) | {"bars": bars}


class Myth(Part):
    myth = TextField()
    answer = HtmlField()
    facts = serializers.ListField(child=serializers.IntegerField(), help_text="Ids of the page's `facts`.")

    @classmethod
    def read(cls, stored, body):
        if not body.in_force(stored.get("fact")) or body.shelf.withheld(among(stored.items())):
            return None
        facts = [fact for fact in map(body.in_force, (stored["fact"], stored.get("fact_2"))) if fact]
        return {"myth": stored["myth"], "answer": body.html(stored["answer"]), "facts": facts}


class MythsBlock(Part):
    """What is often said, and what is known."""

    heading = TextField()
    myths = Myth(many=True)

    @classmethod
    def read(cls, stored, body):
        myths = [read for read in (Myth.read(myth, body) for myth in stored["myths"]) if read]
        return {"heading": stored["heading"], "myths": myths}


class HelplinesBlock(Part):
    """Here the page shows the helplines for an audience: those of `/helplines/?audience=…`."""

    heading = TextField()
    audience = AudienceField()


BLOCKS: dict[str, type[Part]] = {
    "statement": StatementBlock,
    "text": TextBlock,
    "quote": QuoteBlock,
    "steps": StepsBlock,
    "accordion": AccordionBlock,
    "notice": NoticeBlock,
    "table": TableBlock,
    "call_to_action": CallToActionBlock,
    "fact_card": FactCardBlock,
    "penalty_ladder": PenaltyLadderBlock,
    "timeline": TimelineBlock,
    "comparison": ComparisonBlock,
    "fact_chart": FactChartBlock,
    "myths": MythsBlock,
    "helplines": HelplinesBlock,
}


class Body:
    """Reads the stored body of one page, and remembers the facts that it shows."""

    def __init__(self, page, shelf: Shelf, links: Links):
        self.language, self.shelf, self.links = shelf.language, shelf.of_page(page), links
        self._cleaner = PlainHtml(links, shelf.language)
        self._shown: dict[int, ShownFact] = {}
        page.fact_shelf = self.shelf
        for pk in ids_in(tokens.of_fields(page)):
            self._fact(pk)
        self.blocks = list(self._read(page.body.raw_data))
        self.facts = [self._shown[pk] for pk in mentions(page) if pk in self._shown]

    def _read(self, stored):
        for child in stored:
            shape = BLOCKS.get(child["type"])
            value = shape.read(plain(child["value"]), self) if shape else None
            if value is not None:
                yield {"type": child["type"]} | value

    def text(self, stored: Any) -> Any:
        """Plain text as it is read; what is none, such as the number of a fact, as it is."""
        if not isinstance(stored, str):
            return stored
        for pk in ids_in([stored]):
            self._fact(pk)
        return told(stored, self.shelf)

    def html(self, source: str) -> str:
        return self._cleaner.clean(with_values(allowed(source, self.shelf), self._fact))

    def in_force(self, pk: int | None) -> int | None:
        """The id again, where the fact may stand in a card."""
        fact = self.shelf.in_force(pk) if pk else None
        if fact is not None:
            self._shown[pk] = fact
        return pk if fact is not None else None

    def _fact(self, pk: int) -> ShownFact | None:
        fact = self.shelf.fact(pk)
        if fact is not None:
            self._shown[pk] = fact
        return fact


def plain(stored: Any) -> Any:
    """What is stored, without the ids that Wagtail gives to the items of lists."""
    if isinstance(stored, dict):
        return {name: plain(value) for name, value in stored.items()}
    if isinstance(stored, (list, tuple)):
        return [
            plain(item["value"] if isinstance(item, dict) and item.keys() >= {"type", "value", "id"} else item)
            for item in stored
        ]
    return stored
