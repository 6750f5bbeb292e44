"""What young people try out: a chat that is simulated, and a quiz. Both run in the visitor's browser alone."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index

from campaigns.prevention.models.warned import Warned, blocks, helpless
from core.models import BasePage
from core.text.fields import StreamField
from interactive import chat, questionnaire
from interactive.blocks import QUESTION_BLOCKS, QUIZ_BLOCKS, RESULT_BLOCKS, SCENE_BLOCKS
from interactive.blocks.scenes import Speaker
from interactive.problems import Problem
from interactive.ruled import Ruled, in_graph

MOST_STATIONS = 30


def help_stream() -> StreamField:
    return StreamField(
        blocks("first_helplines", "helplines", "call_to_action", "notice", "steps"),
        verbose_name=_("help"),
        help_text=_("Stands beside every end, and for everybody who reads without JavaScript."),
    )


class ChatPage(Ruled, Warned, BasePage):
    """A situation told in messages; without JavaScript, a story that is read."""

    friend = models.CharField(_("name of the friend"), max_length=40, blank=True)
    unknown = models.CharField(_("name of who is unknown"), max_length=40, blank=True)
    scenes = StreamField(
        SCENE_BLOCKS, verbose_name=_("scenes"), max_num=MOST_STATIONS, help_text=_("It begins with the first scene.")
    )
    help = help_stream()

    drawn = "chat"
    shows_in_turn = True
    parent_page_types = ["prevention.YouthPage"]
    subpage_types = []
    search_fields = [*BasePage.search_fields, index.SearchField("lead")]
    body_panels = [
        FieldPanel("lead"),
        FieldPanel("warning"),
        FieldRowPanel([FieldPanel("friend"), FieldPanel("unknown")], heading=_("Who writes")),
        FieldPanel("scenes"),
        FieldPanel("help"),
    ]

    class Meta:
        verbose_name = _("simulated chat")
        verbose_name_plural = _("simulated chats")

    def problems(self) -> list[Problem]:
        return [*self.unwarned(), *chat.problems(in_graph(self.scenes, "scenes")), *helpless(self.help, "help")]

    @property
    def speakers(self) -> dict[str, str]:
        return {Speaker.FRIEND.value: self.friend, Speaker.UNKNOWN.value: self.unknown}

    @property
    def story(self) -> list[dict]:
        """Each scene as it is read: the answers that lead to it, the same words once, and itself."""
        led: dict[str, dict[str, None]] = {}
        for scene in self.scenes:
            for reply in scene.value["replies"]:
                led.setdefault(reply["goes_to"], {})[reply["text"]] = None
        return [{"answers": list(led.get(scene.value["key"], ())), "scene": scene} for scene in self.scenes]


class QuizPage(Ruled, Warned, BasePage):
    """Questions whose answers are explained at once, and a result that nobody else learns."""

    questions = StreamField(QUIZ_BLOCKS + QUESTION_BLOCKS, verbose_name=_("questions"), max_num=MOST_STATIONS)
    results = StreamField(RESULT_BLOCKS, verbose_name=_("results"), max_num=MOST_STATIONS)
    help = help_stream()

    drawn = "quiz"
    shows_in_turn = True
    parent_page_types = ["prevention.YouthPage"]
    subpage_types = []
    search_fields = [*BasePage.search_fields, index.SearchField("lead")]
    body_panels = [FieldPanel(name) for name in ("lead", "warning", "questions", "results", "help")]

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")

    def problems(self) -> list[Problem]:
        questions, results = in_graph(self.questions, "questions"), in_graph(self.results, "results")
        return [*self.unwarned(), *questionnaire.problems(questions, results), *helpless(self.help, "help")]
