"""Pages for buyers that answer: the self-check and the dialogue. Both run in the visitor's browser alone."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from core import audiences
from core.blocks import BLOCKS
from core.measures.indicators import Indicator
from core.models import BasePage
from core.text.fields import StreamField, TokenTextField
from facts.blocks import FACT_BLOCKS
from interactive import dialogue, questionnaire
from interactive.blocks import EXCHANGE_BLOCKS, QUESTION_BLOCKS, RESULT_BLOCKS
from interactive.meant import Meant, of_results
from interactive.problems import Problem
from interactive.ruled import Ruled, in_graph

HELP = ("helplines", "call_to_action", "notice", "steps")
HELP_BLOCKS = [(name, block) for name, block in BLOCKS + FACT_BLOCKS if name in HELP]
MOST_STATIONS = 30


def help_stream() -> StreamField:
    return StreamField(
        HELP_BLOCKS,
        verbose_name=_("help"),
        help_text=_("Stands beside whatever comes out at the end, and for everybody who reads without JavaScript."),
    )


class SelfCheckPage(Ruled, BasePage):
    """Questions, one a screen, and a result that nobody else learns."""

    lead = TokenTextField(_("lead"), max_length=400, blank=True)
    questions = StreamField(QUESTION_BLOCKS, verbose_name=_("questions"), max_num=MOST_STATIONS)
    results = StreamField(RESULT_BLOCKS, verbose_name=_("results"), max_num=MOST_STATIONS)
    help = help_stream()

    audience = audiences.BUYERS
    shows_in_turn = True
    counted_in_browser = (Indicator.CHECK_START, Indicator.CHECK_DONE)
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = []
    search_fields = [*BasePage.search_fields, index.SearchField("lead")]
    body_panels = [FieldPanel("lead"), FieldPanel("questions"), FieldPanel("results"), FieldPanel("help")]

    class Meta:
        verbose_name = _("self-check")
        verbose_name_plural = _("self-checks")

    def problems(self) -> list[Problem]:
        return questionnaire.problems(*self.graph)

    @property
    def graph(self) -> tuple[list, list]:
        return in_graph(self.questions, "questions"), in_graph(self.results, "results")

    def get_context(self, request: HttpRequest, *args, **kwargs):
        """With each result and for whom it is, and each question's number and text by its key; a draft may break the rules by which that is known."""
        meant = [Meant()] * len(self.results) if self.problems() else of_results(*self.graph)
        counted = questionnaire.counted(self.graph[0]) if any(one.points for one in meant) else []
        results = {"each": list(zip(self.results, meant, strict=True)), "counted": counted}
        asked = {question.key: (number, question.text) for number, question in enumerate(self.graph[0], 1)}
        return super().get_context(request, *args, **kwargs) | {"results": results, "asked": asked}


class DialoguePage(Ruled, BasePage):
    """A conversation with a programme that says it is one."""

    lead = TokenTextField(_("lead"), max_length=400, blank=True)
    exchanges = StreamField(
        EXCHANGE_BLOCKS,
        verbose_name=_("dialogue"),
        max_num=MOST_STATIONS,
        help_text=_("It begins with the first turn."),
    )
    help = help_stream()

    audience = audiences.BUYERS
    shows_in_turn = True
    counted_in_browser = ()
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = []
    search_fields = [*BasePage.search_fields, index.SearchField("lead")]
    body_panels = [FieldPanel("lead"), FieldPanel("exchanges"), FieldPanel("help")]

    class Meta:
        verbose_name = _("dialogue")
        verbose_name_plural = _("dialogues")

    def problems(self) -> list[Problem]:
        return dialogue.problems(in_graph(self.exchanges, "exchanges"))
