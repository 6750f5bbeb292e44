"""What a questionnaire ends with: words, and a page that helps further."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from core.blocks.actions import LeadsToPage
from core.editor.choosers import PageBlock
from interactive.blocks.keys import FEATURES, KeyBlock
from interactive.problems import Place
from interactive.questionnaire import AnswerResult, ScoreResult

PREVIEW = {
    "title": "Vous vous posez la question",
    "text": "<p>C’est déjà un pas. En parler aide à faire le suivant.</p>",
    "page": None,
    "link": "",
}


def helping_page() -> PageBlock:
    return PageBlock(label=_("page that helps"), required=False)


def link_text() -> blocks.CharBlock:
    return blocks.CharBlock(label=_("text of the link"), required=False, max_length=80)


class LinkedTextBlock(LeadsToPage):
    """Words with, at their end, a link to a page of this site: the fields `page` and `link`."""

    def clean(self, value):
        value = super().clean(value)
        if not self.is_deferred_validation and bool(value["page"]) != bool(value["link"]):
            missing = "link" if value["page"] else "page"
            message = _("A page and the text of the link to it: give both, or neither.")
            raise StructBlockValidationError(block_errors={missing: ValidationError(message)})
        return value


class ResultOfScore(blocks.StructValue):
    def in_graph(self, place: Place) -> ScoreResult:
        return ScoreResult(place, self["least"] or 0, self["most"] or 0)


class ScoreResultBlock(LinkedTextBlock):
    least = blocks.IntegerBlock(label=_("from (points)"), default=0, min_value=0, max_value=9999)
    most = blocks.IntegerBlock(label=_("up to (points)"), default=0, min_value=0, max_value=9999)
    title = blocks.CharBlock(label=_("heading"), max_length=120)
    text = blocks.RichTextBlock(label=_("text"), features=FEATURES)
    page = helping_page()
    link = link_text()

    class Meta:
        icon = "decimal"
        label = _("Result of a score")
        template = "components/result.html"
        label_format = "{title}"
        value_class = ResultOfScore
        description = _("For all whose points add up to this; a result of an answer goes before it.")
        preview_value = PREVIEW | {"least": 0, "most": 3}


class ResultOfAnswer(blocks.StructValue):
    def in_graph(self, place: Place) -> AnswerResult:
        return AnswerResult(place, self["question"], self["answer"])


class AnswerResultBlock(LinkedTextBlock):
    question = KeyBlock(label=_("key of the question"))
    answer = KeyBlock(label=_("key of the answer"), help_text=_("Of a scale, the number of the step."))
    title = blocks.CharBlock(label=_("heading"), max_length=120)
    text = blocks.RichTextBlock(label=_("text"), features=FEATURES)
    page = helping_page()
    link = link_text()

    class Meta:
        icon = "tick-inverse"
        label = _("Result of an answer")
        template = "components/result.html"
        label_format = "{title}"
        value_class = ResultOfAnswer
        description = _("For all who gave this answer, whatever their points. The first that fits is shown.")
        preview_value = PREVIEW | {"question": "frequence", "answer": "oui"}
