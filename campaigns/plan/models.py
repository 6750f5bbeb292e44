"""The campaign as one object, and its pages."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import PageManager, PageQuerySet, RevisionMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from core import visibility
from core.audiences import Audience, Voice
from core.blocks import BLOCKS
from core.fields import StreamField
from core.models import BasePage
from facts.blocks import FACT_BLOCKS


class Frame(models.TextChoices):
    """The angle of a message."""

    LAW = "law", _("law")
    HARM = "harm", _("harm")
    NORM = "norm", _("norm")
    HELP = "help", _("help")


class Campaign(RevisionMixin, index.Indexed, models.Model):
    """What is one in all languages: for whom, from which angle, in which voice, from when until when."""

    name = models.CharField(_("name"), max_length=120, unique=True, help_text=_("For the team."))
    audience = models.CharField(_("audience"), max_length=20, choices=Audience)
    frame = models.CharField(_("frame"), max_length=10, choices=Frame, help_text=_("The angle of the message."))
    voice = models.CharField(
        _("voice"), max_length=20, choices=Voice, blank=True, help_text=_("Empty: the voice of the audience.")
    )
    starts_at = models.DateTimeField(
        _("start"), help_text=_("Paris time. Before, its pages are not public in any language.")
    )
    ends_at = models.DateTimeField(
        _("end"),
        null=True,
        blank=True,
        help_text=_("Paris time. After, its pages say that it is over. Empty: open end."),
    )

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        ordering = ["-starts_at"]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("The end is before the start.")})

    @property
    def has_started(self) -> bool:
        return self.starts_at <= timezone.now()

    @property
    def is_over(self) -> bool:
        return self.ends_at is not None and self.ends_at <= timezone.now()

    @property
    def spoken_in(self) -> str:
        """The voice of its pages."""
        return self.voice or Voice(self.audience).value


class CampaignPageQuerySet(PageQuerySet):
    def started(self):
        return self.live().filter(campaign__starts_at__lte=timezone.now())

    def running(self):
        now = timezone.now()
        return self.started().filter(Q(campaign__ends_at=None) | Q(campaign__ends_at__gt=now))

    def in_locale_of(self, page):
        return self.filter(locale_id=page.locale_id)


class CampaignPage(BasePage):
    """What the public reads of a campaign in one language."""

    campaign = models.ForeignKey(Campaign, verbose_name=_("campaign"), on_delete=models.PROTECT, related_name="pages")
    statement = models.CharField(
        _("statement"), max_length=160, help_text=_("The first sentence that is read, in large letters.")
    )
    lead = models.TextField(_("lead"), max_length=400, blank=True)
    summary = models.CharField(_("summary"), max_length=250, blank=True, help_text=_("For lists of campaigns."))
    body = StreamField(BLOCKS + FACT_BLOCKS, verbose_name=_("body"), blank=True)

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
        FieldPanel("statement"),
        FieldPanel("lead"),
        FieldPanel("summary"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("campaign page")
        verbose_name_plural = _("campaign pages")

    @classmethod
    def for_serving(cls):
        return super().for_serving().select_related("campaign")

    @property
    def audience(self) -> str:
        return self.campaign.audience

    @property
    def voice(self) -> str:
        return self.campaign.spoken_in

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """The campaign's dates govern every language, whatever the state of the page itself."""
        if not self.campaign.has_started:
            raise Http404
        return super().serve(request, *args, **kwargs)


class CampaignIndexPage(BasePage):
    """All campaigns that the public may see."""

    intro = models.TextField(_("introduction"), max_length=500, blank=True)

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["plan.CampaignPage"]
    search_fields = [*BasePage.search_fields, index.SearchField("intro")]
    body_panels = [FieldPanel("intro")]

    class Meta:
        verbose_name = _("list of campaigns")
        verbose_name_plural = _("lists of campaigns")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        pages = list(
            CampaignPage.objects.started()
            .child_of(self)
            .select_related("campaign")
            .defer_streamfields()
            .order_by("-campaign__starts_at")
        )
        context["running"] = [page for page in pages if not page.campaign.is_over]
        context["over"] = [page for page in pages if page.campaign.is_over]
        return context


@visibility.register
def not_started():
    """The pages of campaigns that are still to come."""
    return CampaignPage.objects.filter(campaign__starts_at__gt=timezone.now()).values("pk")
