"""The pages of a campaign, and their list."""

from dataclasses import replace
from datetime import datetime
from functools import partial

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.panels import FieldPanel
from wagtail.models import PageManager, PageQuerySet
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from campaigns.plan.blocks import (
    IN_A_FILM,
    FilmBlock,
    PostBlock,
    most_in_a_film,
    of_page,
    too_long,
    unreadable,
)
from campaigns.plan.campaign import asked_along
from campaigns.plan.links import gone
from campaigns.plan.models.campaign import Campaign
from campaigns.plan.models.launch import AfterClose, PageOutcome
from campaigns.plan.models.printed import PrintedItem
from campaigns.plan.models.waves import running_wave
from core.audiences import KEPT_APART, SHELTERED
from core.blocks import BLOCKS
from core.models import BasePage
from core.navigation.frame import Frame
from core.protection.zones import Zone
from core.text import token_widgets, tokens
from core.text.fields import StreamField, TokenCharField, TokenTextField
from core.text.stretches import Stretch, stretch
from core.words import languages
from facts.blocks import FACT_BLOCKS
from testimonies.blocks import TESTIMONY_BLOCKS
from themes.models import Theme


def gone_keys():
    """The translation keys of pages that are gone once their campaign is closed."""
    return PageOutcome.objects.filter(outcome=AfterClose.GONE).values("translation_key")


def hidden(campaign: str = "campaign", now: datetime | None = None) -> Q:
    """Pages of campaigns that are not launched yet, and those that went with the close of theirs; by the way to the campaign."""
    launched = f"{campaign}__launched_at"
    not_launched = Q(**{launched: None}) | Q(**{f"{launched}__gt": now or timezone.now()})
    return not_launched | Q(**{f"{campaign}__closed_at__isnull": False}, translation_key__in=gone_keys())


ON_A_PAGE = 30  # past campaigns


def not_over() -> Q:
    """Of a campaign; each half as it lies in the index."""
    return Q(closed_at=None, ends_at=None) | Q(closed_at=None, ends_at__gt=timezone.now())


# Words of a page in its campaign's object: a type that has a theme takes this field.
SAYS_OBJECT = partial(
    TokenCharField,
    _("what the object says"),
    max_length=60,
    blank=True,
    help_text=_("As in a message that is not sent. Empty: it says nothing."),
)


OBJECT_HELP = _(
    "In the drawing of the theme, where that can speak: the words of a message on a telephone. Empty: it says nothing."
)


# The lengths are those of films, in which it is read; migrations do not know them.
CALL_HELP = format_lazy(
    _(
        "What there is to do, beside the code of sheets and at the end of films: best what the landing page says, too. Empty: by the frame, as in “Know the law”. At most {letters} characters, {chinese} in Chinese."
    ),
    **most_in_a_film("call"),
)
MOST_LINES = 4
# That of a page of a campaign, whose translations break lines of their own.
STATEMENT = partial(
    FieldPanel,
    "statement",
    widget=token_widgets.TokenTextarea,
    help_text=_(
        "The first sentence that is read, in large letters. A line that you break is broken on the page, on sheets and in films; where a format has no room for that, the lines are joined. At most 4 lines."
    ),
)


def lined(statement: str) -> str:
    """Its lines, without those that are empty."""
    return "\n".join(filter(None, map(str.strip, statement.splitlines())))


class CampaignPageQuerySet(PageQuerySet):
    def started(self):
        return self.live().exclude(hidden())

    def running(self):
        """Found by their campaigns: those that run are few, whatever the number of pages."""
        return self.started().filter(campaign__in=Campaign.objects.filter(not_over()))

    def over(self):
        ended = Q(campaign__ends_at__lte=timezone.now()) | Q(campaign__closed_at__isnull=False)
        return self.started().filter(ended)

    def in_locale_of(self, page):
        return self.filter(locale_id=page.locale_id)


class OfCampaign:
    """Base of a page that its `campaign` governs in every language, whatever the state of the page; it stands before BasePage."""

    audience_column = "campaign__audience"
    is_previewed = False

    @property
    def audience(self) -> str:
        return self.campaign.audience

    @property
    def voice(self) -> str:
        return self.campaign.spoken_in

    @property
    def theme(self) -> Theme | None:
        """What was approved of it, None before; in a preview what it will be."""
        theme = self.campaign.theme
        return theme if theme and (theme.live or self.is_previewed) else None

    @property
    def theme_stylesheets(self) -> list[str]:
        theme = self.theme
        return theme.stylesheets(self.statement) if theme else []

    @property
    def theme_css(self) -> str:
        """What stands in them, for a page that carries it: to ask for one would cost a round trip before the first words."""
        theme = self.theme
        return theme.css(self.statement) if theme else ""

    @property
    def face_file(self) -> str:
        """Of the first words of the page: they are asked for before the stylesheets are read."""
        theme = self.theme
        return theme.face_file(self.statement) if theme else ""

    @property
    def over_since(self) -> datetime | None:
        """When its campaign ended; None while it runs."""
        return self.campaign.over_since if self.campaign.is_over else None

    @property
    def is_gone(self) -> bool:
        """Whether it went with the close of its campaign."""
        return self.campaign.closed_at is not None and gone_keys().filter(translation_key=self.translation_key).exists()

    def full_clean(self, *args, **kwargs):
        """A campaign for people in prostitution or for young people is protected wherever its pages stand."""
        campaign = getattr(self, "campaign", None)  # none yet, in an empty form
        if campaign and campaign.audience in SHELTERED:
            self.zone = Zone.PROTECTED
        self.statement = lined(tokens.kept(self.statement))
        super().full_clean(*args, **kwargs)

    def clean(self):
        super().clean()
        lines = self.statement.count("\n") + 1
        if lines > MOST_LINES:
            said = ngettext(
                "The statement has %(count)d line, and at most %(most)d are accepted: join some of them.",
                "The statement has %(count)d lines, and at most %(most)d are accepted: join some of them.",
                lines,
            )
            raise ValidationError({"statement": said % {"count": lines, "most": MOST_LINES}})

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        self.is_previewed = True
        return super().serve_preview(request, mode_name)

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not self.campaign.has_started:
            raise Http404
        if self.is_gone:
            return gone.page(request, self)
        return super().serve(request, *args, **kwargs)


class CampaignPage(OfCampaign, BasePage):
    """What the public reads of a campaign in one language."""

    may_have_film = True  # as it is served: whether any was made of its campaign

    campaign = models.ForeignKey(Campaign, verbose_name=_("campaign"), on_delete=models.PROTECT, related_name="pages")
    statement = TokenCharField(
        _("statement"), max_length=160, help_text=_("The first sentence that is read, in large letters.")
    )
    lead = TokenTextField(_("lead"), max_length=400, blank=True)
    object_words = SAYS_OBJECT()
    call_to_action = StreamField(
        [(name, block) for name, block in BLOCKS if name == "call_to_action"],
        verbose_name=_("call to action"),
        blank=True,
        max_num=1,
        help_text=_("What there is to do, beside the statement: on the first screen of a phone."),
    )
    call = TokenCharField(_("closing call"), max_length=60, blank=True)
    summary = TokenCharField(_("summary"), max_length=250, blank=True, help_text=_("For lists of campaigns."))
    body = StreamField(BLOCKS + FACT_BLOCKS + TESTIMONY_BLOCKS, verbose_name=_("body"), blank=True)
    posts = StreamField(
        [("post", PostBlock())],
        verbose_name=_("ready-to-post copy"),
        blank=True,
        help_text=_("What partners may post, in several lengths. Shown on their page alone."),
    )
    film = StreamField(
        [("film", FilmBlock())],
        verbose_name=_("film"),
        blank=True,
        max_num=1,
        help_text=_("How its films are told. They are made in the tab “Print and share” of the campaign."),
    )

    objects = PageManager.from_queryset(CampaignPageQuerySet)()

    # A translation belongs to the campaign of its source, whose dates govern it.
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        SynchronizedField("campaign", overridable=False),
    ]

    parent_page_types = ["plan.CampaignIndexPage"]
    subpage_types = []
    search_fields = [*BasePage.search_fields, index.SearchField("statement"), index.SearchField("lead")]
    body_panels = [
        FieldPanel("campaign"),
        STATEMENT(),
        FieldPanel("lead"),
        FieldPanel("object_words", help_text=OBJECT_HELP),
        FieldPanel("call", help_text=CALL_HELP),
        FieldPanel("call_to_action"),
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("posts"),
        FieldPanel("film"),
    ]

    class Meta:
        verbose_name = _("campaign page")
        verbose_name_plural = _("campaign pages")

    @property
    def relay_address(self) -> str:
        """Where whoever passes the campaign on finds what to show; none of pages that a reader may have to hide."""
        is_offered = self.campaign.has_started and not self.campaign.is_over and self.zone == Zone.OPEN
        return reverse("relay", args=[self.campaign.slug]) if is_offered else ""

    @classmethod
    def for_serving(cls):
        wave = Subquery(running_wave(OuterRef("campaign"))[:1])
        items = PrintedItem.objects.filter(campaign=OuterRef("campaign"), replaced_at=None)
        film = Exists(items.filter(format__startswith="film-").exclude(poster=""))
        found = super().for_serving().select_related("campaign__theme__object_picture")
        return found.annotate(running_wave=wave, may_have_film=film, **asked_along.annotations())

    def clean(self):
        """Translations too keep to the length of a post; the editor's form tells it at the block itself."""
        super().clean()
        problems = [too_long(post.value["length"], str(of_page(post.value, self)["text"])) for post in self.posts]
        if any(problems):
            raise ValidationError({"posts": [problem for problem in problems if problem]})
        said = [self._unreadable(name, film.value[name]) for film in self.film for name in IN_A_FILM]
        if any(said):
            raise ValidationError({"film": [problem for problem in said if problem]})
        if problem := self._unreadable("call", self.call):
            raise ValidationError({"call": problem})

    def _unreadable(self, name: str, text: str) -> str:
        spoken = languages.language(self.locale.language_code).name
        return unreadable(name, str(tokens.of_page(text, self)), spoken)


def started_last(page: CampaignPage) -> tuple[float, int, int]:
    """Sorts by it: the campaign that started last first. Of the few that run, in Python: the database would go through all for it."""
    return -page.campaign.starts_at.timestamp(), -page.campaign_id, page.pk


class CampaignIndexPage(BasePage):
    """All campaigns that the public may see: those that run, and the past ones page by page."""

    query_parameters = BasePage.query_parameters | {"page"}
    leads_everywhere = True
    intro = TokenTextField(_("introduction"), max_length=500, blank=True)

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    search_fields = [*BasePage.search_fields, index.SearchField("intro")]
    body_panels = [FieldPanel("intro")]

    class Meta:
        verbose_name = _("list of campaigns")
        verbose_name_plural = _("lists of campaigns")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        pages = (
            CampaignPage.objects.child_of(self).select_related("campaign__theme__object_picture").defer_streamfields()
        )
        if Frame.of(request).is_sheltered:
            pages = pages.exclude(campaign__audience__in=KEPT_APART)
        context["running"] = sorted(tokens.gather(pages.running().order_by()), key=started_last)
        context["themes"] = sorted({one for page in context["running"] for one in page.theme_stylesheets})
        context["over"] = self.over(pages.over(), request.GET.get("page"))
        return context

    def over(self, pages: CampaignPageQuerySet, asked: str | None) -> Stretch:
        """The campaigns are found in the order of their index, and then their pages: none is counted or sorted that isn't shown."""
        campaigns = Campaign.objects.filter(Exists(pages.filter(campaign=OuterRef("pk")))).order_by("-starts_at", "-pk")
        found = stretch(campaigns.values_list("pk", flat=True), asked, ON_A_PAGE)
        return replace(found, rows=sorted(tokens.gather(pages.filter(campaign__in=found.rows)), key=started_last))


def hidden_pages(now: datetime):
    return CampaignPage.objects.filter(hidden(now=now)).values("pk")
