"""Pages for one age each, and for parents; a page without an age is the section above, which leads to them."""

from django.db import models
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from campaigns.prevention.models.warned import Warned, blocks, helpless
from core import audiences
from core.models import BasePage
from core.publication.visibility import public
from core.text import tokens
from core.text.fields import StreamField
from facts.blocks import FIRST_HELPLINES
from interactive.problems import Problem
from interactive.ruled import Ruled

BELOW = ("youthpage", "chatpage", "quizpage")
# What is drawn beside a page of these: the one whom it speaks to, or the thing that it is.
KIND = models.Case(
    models.When(chatpage__isnull=False, then=models.Value("chat")),
    models.When(quizpage__isnull=False, then=models.Value("quiz")),
    default=Coalesce("youthpage__band", models.Value("")),
)


class Band(models.TextChoices):
    """Whom a page speaks to."""

    YOUNGER = "12-15", _("12 to 15 years")
    OLDER = "15-18", _("15 to 18 years")
    PARENTS = "parents", _("parents")


class YouthPage(Ruled, Warned, BasePage):
    """Short, without a lecture: who answers comes first, then what is said."""

    band = models.CharField(
        _("age"),
        max_length=10,
        choices=Band,
        blank=True,
        help_text=_("Empty: the page is a section, which shows the pages under it."),
    )
    first = StreamField(
        FIRST_HELPLINES,
        verbose_name=_("helplines to call first"),
        max_num=1,
        help_text=_("They stand above everything else."),
    )
    body = StreamField(
        blocks(
            "text",
            "steps",
            "notice",
            "accordion",
            "statement",
            "table",
            "comparison",
            "myths",
            "fact_card",
            "penalty_ladder",
            "video",
            "call_to_action",
            "downloads",
            "helplines",
        ),
        verbose_name=_("body"),
        blank=True,
    )

    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        SynchronizedField("band", overridable=False),
    ]
    parent_page_types = ["home.HomePage", "home.StandardPage", "prevention.YouthPage"]
    search_fields = [*BasePage.search_fields, index.SearchField("lead")]
    body_panels = [FieldPanel(name) for name in ("band", "lead", "warning", "first", "body")]

    class Meta:
        verbose_name = _("page for an age")
        verbose_name_plural = _("pages for an age")

    @property
    def drawn(self) -> str:
        """Whom its heading shows."""
        return self.band

    @property
    def audience(self) -> str:
        return audiences.PROFESSIONALS if self.band == Band.PARENTS else audiences.YOUNG

    def problems(self) -> list[Problem]:
        """A section leads to other pages, and tells nothing itself: it needs no warning."""
        return [*(self.unwarned() if self.band else ()), *helpless(self.first, "first")]

    def get_context(self, request: HttpRequest, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        if not self.band:
            below = public(self.get_children()).order_by("path")
            leads = Coalesce(*(f"{name}__lead" for name in BELOW), models.Value(""), output_field=models.TextField())
            context["ways_on"] = ways_on(below.annotate(lead=leads, kind=KIND), self)
        return context


def ways_on(below: models.QuerySet, section: YouthPage) -> list[Page]:
    """The pages below, each with what is read of its `lead`."""
    pages = list(below)
    leads = tokens.in_language([page.lead for page in pages], section.locale.language_code, section)
    for page, lead in zip(pages, leads, strict=True):
        page.lead = lead
    return pages
