"""The page on which an advertisement lands: one statement, the penalty, the harm, the norm, and what now."""

from typing import Any

from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from campaigns.plan.models import Campaign, Channel, Frame
from campaigns.plan.models.pages import OBJECT_HELP, SAYS_OBJECT, STATEMENT, OfCampaign
from campaigns.plan.models.waves import running_wave
from core.blocks import BLOCKS
from core.models import BasePage
from core.text.fields import StreamField, TokenCharField, TokenTextField
from facts.blocks import FACT_BLOCKS
from facts.shelf import mentioned_in
from interactive.problems import Problem
from interactive.ruled import Ruled

# What stands under the statement and the call to action, by the frame of the message: whoever was promised help finds it first.
ORDER = {
    Frame.LAW: ("penalty", "harm", "norm", "help"),
    Frame.HARM: ("harm", "penalty", "norm", "help"),
    Frame.NORM: ("norm", "penalty", "harm", "help"),
    Frame.HELP: ("help", "harm", "norm", "penalty"),
}


def blocks(*names: str) -> list:
    return [(name, block) for name, block in BLOCKS + FACT_BLOCKS if name in names]


class LandingPage(Ruled, OfCampaign, BasePage):
    """One for each frame and channel; its parts stand in the order of its frame."""

    audience_column = "channel__campaign__audience"
    channel = models.ForeignKey(
        Channel, verbose_name=_("channel"), on_delete=models.PROTECT, related_name="landing_pages"
    )
    frame = models.CharField(
        _("frame"), max_length=10, choices=Frame, help_text=_("The angle of the message: it orders the page.")
    )
    statement = TokenCharField(
        _("statement"),
        max_length=160,
        blank=True,
        help_text=_("The first sentence that is read, in large letters."),
    )
    lead = TokenTextField(_("lead"), max_length=400, blank=True)
    object_words = SAYS_OBJECT()
    penalty = StreamField(
        blocks("fact_card", "penalty_ladder", "text"),
        verbose_name=_("penalty"),
        blank=True,
        help_text=_("What the law provides, from facts: a number that is typed here would not follow the law."),
    )
    harm = StreamField(blocks("statement", "quote", "fact_card", "text", "figure"), verbose_name=_("harm"), blank=True)
    norm = StreamField(blocks("statement", "quote", "fact_card", "text"), verbose_name=_("norm"), blank=True)
    call_to_action = StreamField(blocks("call_to_action"), verbose_name=_("call to action"), blank=True, max_num=1)
    help = StreamField(
        blocks("helplines", "steps", "notice", "text"),
        verbose_name=_("what now"),
        blank=True,
        help_text=_("A private way to get help. It closes the page, or opens that of a message that offers help."),
    )

    # A translation belongs to the channel of its source, in the same order.
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        SynchronizedField("channel", overridable=False),
        SynchronizedField("frame", overridable=False),
    ]
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = []
    search_fields = [*BasePage.search_fields, index.SearchField("statement"), index.SearchField("lead")]
    body_panels = [
        MultiFieldPanel(
            [STATEMENT(), FieldPanel("lead"), FieldPanel("object_words", help_text=OBJECT_HELP)], heading=_("Statement")
        ),
        FieldPanel("penalty"),
        FieldPanel("harm"),
        FieldPanel("norm"),
        FieldPanel("call_to_action"),
        FieldPanel("help"),
        FieldRowPanel([FieldPanel("channel"), FieldPanel("frame")], heading=_("Channel and frame")),
    ]

    class Meta:
        verbose_name = _("landing page")
        verbose_name_plural = _("landing pages")

    @classmethod
    def for_serving(cls):
        wave = Subquery(running_wave(OuterRef("channel__campaign"))[:1])
        return (
            super().for_serving().select_related("channel__campaign__theme__object_picture").annotate(running_wave=wave)
        )

    @property
    def campaign(self) -> Campaign:
        return self.channel.campaign

    @property
    def team_title(self) -> str:
        """Those of one statement have one title: their channel tells them apart."""
        return f"{self.title} – {self.channel.name}"

    @property
    def parts(self) -> list[tuple[str, Any]]:
        """(name, stream) of what stands under the statement, without what is empty; the help is there in any case."""
        streams = [(name, getattr(self, name)) for name in ORDER[Frame(self.frame)]]
        return [(name, stream) for name, stream in streams if stream or name == "help"]

    @property
    def is_help_below(self) -> bool:
        return self.parts[0][0] != "help"

    def problems(self) -> list[Problem]:
        """What a landing page never lacks, each with what mends it."""
        problems = []
        if not self.statement.strip():
            problems.append(
                Problem(
                    ("statement",), gettext("Write the statement: one sentence, which says what the page is about.")
                )
            )
        if not mentioned_in(self.penalty):
            problems.append(
                Problem(
                    ("penalty",),
                    gettext(
                        "The penalty is missing: add a fact card, a penalty ladder, or a text with a fact inside a sentence. "
                        "A fact that is not there yet is added under “Facts”, with its source."
                    ),
                )
            )
        if not self.call_to_action and not any(block.block_type == "helplines" for block in self.help):
            problems.append(
                Problem(
                    ("help",),
                    gettext(
                        "There is no way to get help: add the block “Helplines” here, or a call to action that leads to help."
                    ),
                )
            )
        return problems
