"""A kit: what an educator reads, prints, edits and does with a group, written once."""

from datetime import date
from itertools import groupby
from operator import attrgetter

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.search import index
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import SynchronizedField

from campaigns.plan.models import Campaign
from campaigns.prevention.kits import rules
from campaigns.prevention.kits.blocks import (
    EVALUATION_BLOCKS,
    EXTRA_BLOCKS,
    HANDOUT_BLOCKS,
    REVIEWER_BLOCKS,
    SAFETY_BLOCKS,
    SESSION_BLOCKS,
    SLIDE_BLOCKS,
    SOURCE_BLOCKS,
)
from campaigns.prevention.kits.models.editions import KitEdition, KitFile
from campaigns.prevention.kits.panels import files_panel
from campaigns.prevention.kits.vocabulary import LEVELS, Theme, duration, level_name
from core import audiences
from core.blocks import TextBlock
from core.editor import panels as editor_panels
from core.files.sharing import whole
from core.models import BasePage
from core.models.licence import licences, public_licence
from core.models.withdrawal import Withdrawable
from core.text.fields import ChoicesField, StreamField, TokenTextField
from editorial.translation.sources import revised_since
from interactive.problems import Problem
from interactive.ruled import Ruled

PRESENTER = "slides"


def text_stream(label, **options) -> StreamField:
    return StreamField([("text", TextBlock())], verbose_name=label, blank=True, max_num=1, **options)


class KitPage(Ruled, BasePage):
    """Its files are those of its last edition that is complete; see `editions`."""

    lead = TokenTextField(
        _("lead"), max_length=400, blank=True, help_text=_("What the group will know or do after it.")
    )
    campaign = models.ForeignKey(
        Campaign,
        verbose_name=_("goes with the campaign"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="kits",
        help_text=_("Its page and those of its partners lead to the kit while it runs; the kit stays when it is over."),
    )
    levels = ChoicesField(verbose_name=_("with whom"), choices=tuple(LEVELS.items()))
    themes = ChoicesField(verbose_name=_("themes"), choices=Theme)
    group_least = models.PositiveSmallIntegerField(
        _("smallest group"), default=8, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    group_most = models.PositiveSmallIntegerField(
        _("largest group"), default=15, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    minutes = models.PositiveSmallIntegerField(_("minutes in all"), default=0, editable=False)
    objectives = text_stream(_("objectives"))
    programme = text_stream(
        _("place in the programme"),
        help_text=_("Where it stands in EVARS and under article L. 312-17-1-1, from facts."),
    )
    prerequisites = text_stream(_("prerequisites"))
    safety = StreamField(
        SAFETY_BLOCKS,
        verbose_name=_("facilitator safety"),
        blank=True,
        block_counts={name: {"max_num": 1} for name, _block in SAFETY_BLOCKS},
        help_text=_("A session that nobody prepared for may harm: without all four of these a kit is not published."),
    )
    sessions = StreamField(SESSION_BLOCKS, verbose_name=_("sessions"), blank=True, max_num=12)
    materials = text_stream(_("materials"))
    slides = StreamField(SLIDE_BLOCKS, verbose_name=_("slides"), blank=True, max_num=60)
    handouts = StreamField(HANDOUT_BLOCKS, verbose_name=_("handouts"), blank=True)
    evaluation = StreamField(
        EVALUATION_BLOCKS,
        verbose_name=_("evaluation"),
        blank=True,
        max_num=12,
        help_text=_("The same questions before the first session and after the last."),
    )
    sources = StreamField(SOURCE_BLOCKS, verbose_name=_("sources"), blank=True)
    reviewers = StreamField(REVIEWER_BLOCKS, verbose_name=_("reviewers"), blank=True)
    extras = StreamField(EXTRA_BLOCKS, verbose_name=_("more files"), blank=True)
    licence = models.CharField(_("licence"), max_length=20, choices=licences, default=public_licence)
    change_note = models.CharField(
        _("what has changed"),
        max_length=250,
        blank=True,
        help_text=_("Since the version before: it stands in the change log."),
    )

    audience = audiences.PROFESSIONALS
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        SynchronizedField("levels", overridable=False),
        SynchronizedField("themes", overridable=False),
        SynchronizedField("licence", overridable=False),
        SynchronizedField("campaign", overridable=False),
    ]
    parent_page_types = ["catalogue.CataloguePage"]
    subpage_types = []
    search_fields = [*BasePage.search_fields, index.SearchField("lead")]
    content_panels_of_kit = [
        FieldPanel("lead"),
        FieldPanel("campaign"),
        MultiFieldPanel([FieldPanel("levels"), FieldPanel("themes")], heading=_("For whom, about what")),
        FieldRowPanel([FieldPanel("group_least"), FieldPanel("group_most")], heading=_("Size of the group")),
        FieldPanel("objectives"),
        FieldPanel("programme"),
        FieldPanel("prerequisites"),
        FieldPanel("safety"),
    ]
    session_panels = [FieldPanel("sessions"), FieldPanel("materials"), FieldPanel("evaluation")]
    file_panels = [FieldPanel("slides"), FieldPanel("handouts"), FieldPanel("extras"), files_panel()]
    trust_panels = [
        FieldPanel("reviewers"),
        FieldPanel("sources"),
        FieldRowPanel([FieldPanel("licence"), FieldPanel("change_note")], heading=_("Licence and version")),
    ]

    class Meta:
        verbose_name = _("prevention kit")
        verbose_name_plural = _("prevention kits")

    @classmethod
    def get_edit_handler(cls):
        """The tabs of every page, and between them those of a kit: a form that is one long column is not read."""
        _first, *others = super().get_edit_handler().children
        tabs = [
            ObjectList([*cls.title_panels, *cls.content_panels_of_kit, *editor_panels.panels()], heading=_("Kit")),
            ObjectList(cls.session_panels, heading=_("Sessions")),
            ObjectList(cls.file_panels, heading=_("Slides and handouts")),
            ObjectList(cls.trust_panels, heading=_("Sources and licence")),
        ]
        rest = [ObjectList(tab.children, heading=tab.heading) for tab in others]
        return TabbedInterface([*tabs, *rest], base_form_class=cls.base_form_class).bind_to_model(cls)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """A former version lies at `versions/<its number>/`, the slides as they are shown at `slides/`."""
        if self.live and len(path_components) == 2 and path_components[0] == "versions":
            former = self.finished_editions.filter(number=_number(path_components[1])).first()
            if former is None or former == self.finished_editions.first():
                raise Http404
            return RouteResult(self, kwargs={"former": former})
        if self.live and path_components == [PRESENTER] and self.slides:
            return RouteResult(self, kwargs={"is_shown": True})
        return super().route(request, path_components)

    def get_template(self, request: HttpRequest, *args, is_shown: bool = False, **kwargs) -> str:
        return "kits/presenter.html" if is_shown else super().get_template(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, former: KitEdition | None = None, *, is_shown: bool = False):
        editions = list(self.finished_editions.prefetch_related("files"))
        edition = next((one for one in editions if one == former), None) if former else next(iter(editions), None)
        parts = edition.files.all() if edition else []
        documents = [file for file in parts if file.part != KitFile.Part.ARCHIVE]
        return super().get_context(request) | {
            "page_url": self.get_url(request),
            "presenter_url": f"{self.get_url(request)}{PRESENTER}/" if self.slides else "",
            "original": revised_since([self.translation_key], self.locale.language_code).get(self.translation_key),
            "editions": editions,
            "edition": edition,
            "former": former,
            "latest": next(iter(editions), None),
            "archive": next((file for file in parts if file.part == KitFile.Part.ARCHIVE), None),
            "documents": [(title, list(formats)) for title, formats in groupby(documents, attrgetter("title"))],
        }

    def clean(self):
        super().clean()
        if self.group_least and self.group_most and self.group_least > self.group_most:
            raise ValidationError({"group_most": _("The largest group is smaller than the smallest one.")})

    def save(self, *args, **kwargs):
        self.minutes = sum(session.value.minutes for session in self.sessions)
        return super().save(*args, **kwargs)

    def problems(self) -> list[Problem]:
        return list(rules.problems(self))

    @property
    def address(self) -> str:
        """Its whole address, as paper and archives carry it; none where it has none."""
        parts = self.get_url_parts()
        return whole(parts[2]) if parts and parts[2] else ""

    @property
    def finished_editions(self) -> models.QuerySet[KitEdition]:
        """The last one first."""
        return self.editions.filter(finished_at__isnull=False)

    @property
    def begun_edition(self) -> KitEdition | None:
        return self.editions.filter(finished_at=None, withdrawn=None).first()

    def held(self) -> list[Withdrawable]:
        """The pictures, documents, videos and sounds that it shows."""
        streams = [field for field in self._meta.get_fields() if hasattr(field, "stream_block")]
        found = {
            (model, pk)
            for field in streams
            for model, pk, *_where in field.extract_references(getattr(self, field.name))
            if issubclass(model, Withdrawable)
        }
        things = [model._base_manager.filter(pk=pk).first() for model, pk in sorted(found, key=str)]
        return [thing for thing in things if thing is not None and thing.may_be_shown]

    @property
    def duration(self) -> str:
        number = len(self.sessions)
        sessions = ngettext("%(number)d session", "%(number)d sessions", number) % {"number": number}
        return gettext(", ").join((sessions, duration(self.minutes)))

    @property
    def reviewed_on(self) -> date | None:
        return max((block.value["date"] for block in self.reviewers), default=None)

    @property
    def sheets(self) -> list[tuple[str, list]]:
        """(title, blocks) of each handout; what stands before the first one belongs to none."""
        sheets: list[tuple[str, list]] = []
        for block in self.handouts:
            if block.block_type == "handout":
                sheets.append((block.value["title"], []))
            elif sheets:
                sheets[-1][1].append(block)
        return sheets

    @property
    def level_names(self) -> list[str]:
        return [level_name(level) for level in self.levels]

    @property
    def theme_names(self) -> list[str]:
        return [str(Theme(theme).label) for theme in self.themes]


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0
