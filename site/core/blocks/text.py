"""Blocks of words."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.tokens import TellingBlock, TokenCharBlock, TokenTextBlock

PREVIEW_PARAGRAPH = "<p>Un texte court, qui dit une chose et la dit simplement.</p>"


class StatementBlock(TellingBlock):
    text = TokenCharBlock(label=_("statement"), max_length=160, help_text=_("One sentence, in large letters."))
    detail = TokenTextBlock(label=_("detail"), required=False, rows=3, max_length=400)

    class Meta:
        icon = "openquote"
        label = _("Statement")
        template = "components/statement.html"
        description = _("One sentence in large letters, for what must be read first.")
        preview_value = {
            "text": "Acheter un acte sexuel est interdit.",
            "detail": "Partout en France, même une seule fois.",
        }


class TextBlock(blocks.StructBlock):
    text = blocks.RichTextBlock(label=_("text"))

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "components/text.html"
        description = _("Running text with headings, lists, links, and facts inside a sentence.")
        preview_value = {"text": f"<h2>Un titre</h2>{PREVIEW_PARAGRAPH}<ul><li>un point</li><li>un autre</li></ul>"}


class QuoteBlock(TellingBlock):
    text = TokenTextBlock(label=_("quotation"), rows=4)
    author = blocks.CharBlock(label=_("who said it"), required=False, max_length=120)
    source = blocks.CharBlock(label=_("where"), required=False, max_length=200)
    url = blocks.URLBlock(label=_("address of the source"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "components/quote.html"
        description = _("The words of someone else, with who said them and where.")
        preview_value = {
            "text": "Les mots d’une autre personne.",
            "author": "Son nom",
            "source": "Titre de la source",
            "url": "",
        }


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=120)
    text = TokenTextBlock(label=_("text"), required=False, rows=3)


class StepsBlock(TellingBlock):
    heading = blocks.CharBlock(label=_("heading"), max_length=120)
    steps = blocks.ListBlock(StepBlock(), label=_("steps"), min_num=1)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        template = "components/steps.html"
        description = _("Numbered steps: what happens, or what to do, in order.")
        preview_value = {
            "heading": "Que faire ?",
            "steps": [{"title": "D’abord", "text": "Une phrase."}, {"title": "Ensuite", "text": "Une autre."}],
        }


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(label=_("question"), max_length=200)
    answer = blocks.RichTextBlock(label=_("answer"))


class AccordionBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("heading"), max_length=120)
    questions = blocks.ListBlock(QuestionBlock(), label=_("questions"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("Questions and answers")
        template = "components/accordion.html"
        description = _("Questions that open on their answers, without JavaScript.")
        preview_value = {
            "heading": "Questions",
            "questions": [{"question": "Est-ce légal ?", "answer": PREVIEW_PARAGRAPH}],
        }


class NoticeBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(
        label=_("kind"),
        choices=[("information", _("information")), ("warning", _("warning")), ("danger", _("immediate danger"))],
        default="information",
    )
    heading = blocks.CharBlock(label=_("heading"), max_length=120)
    text = blocks.RichTextBlock(label=_("text"))

    class Meta:
        icon = "warning"
        label = _("Notice")
        template = "components/notice.html"
        description = _("Something that must not be overlooked; says in words what its colour says.")
        preview_value = {"kind": "danger", "heading": "En danger immédiat", "text": "<p>Appelez le 17 ou le 112.</p>"}


class RowBlock(blocks.StructBlock):
    cell_1 = blocks.CharBlock(label=_("first column"), max_length=200)
    cell_2 = blocks.CharBlock(label=_("second column"), max_length=300)
    cell_3 = blocks.CharBlock(label=_("third column"), required=False, max_length=300)
    cell_4 = blocks.CharBlock(label=_("fourth column"), required=False, max_length=300)


class TableValue(blocks.StructValue):
    @property
    def columns(self) -> list[str]:
        """The headings of the columns that are used."""
        return [self[f"column_{number}"] for number in range(1, 5) if self[f"column_{number}"]]

    @property
    def lines(self) -> list[list[str]]:
        """Each row as its first cell, which heads it, and the others."""
        width = len(self.columns)
        return [[row[f"cell_{number}"] for number in range(1, width + 1)] for row in self["rows"]]


class TableBlock(blocks.StructBlock):
    caption = blocks.CharBlock(label=_("caption"), max_length=200)
    column_1 = blocks.CharBlock(label=_("first column"), max_length=80)
    column_2 = blocks.CharBlock(label=_("second column"), max_length=80)
    column_3 = blocks.CharBlock(label=_("third column"), required=False, max_length=80)
    column_4 = blocks.CharBlock(label=_("fourth column"), required=False, max_length=80)
    rows = blocks.ListBlock(RowBlock(), label=_("rows"), min_num=1)

    class Meta:
        icon = "table"
        label = _("Table")
        template = "components/table.html"
        value_class = TableValue
        description = _("Up to four columns with their headings; the first cell of a row heads the row.")
        preview_value = {
            "caption": "Pays et années",
            "column_1": "Pays",
            "column_2": "Depuis",
            "column_3": "",
            "column_4": "",
            "rows": [
                {"cell_1": "Suède", "cell_2": "1999", "cell_3": "", "cell_4": ""},
                {"cell_1": "France", "cell_2": "2016", "cell_3": "", "cell_4": ""},
            ],
        }
