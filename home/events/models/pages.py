"""An event in one language: when, where, for whom."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import PageManager, PageQuerySet
from wagtail.search import index
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import SynchronizedField

from core import audiences
from core.models import BasePage
from core.protection.zones import Zone
from core.publication.visibility import public
from core.text.fields import ChoicesField, StreamField, TokenTextField
from country.territories import TERRITORIES, choices
from home.events import moments
from home.events.forms import EventForm
from home.newsroom.blocks import ARTICLE_BLOCKS
from serving.page_cache import shown_until

CALENDAR = "ics"
# What is one in all languages. A draft takes it from its original when it is translated, and pages show what the original says now.
SHARED = (
    "kind",
    "starts_at",
    "ends_at",
    "is_cancelled",
    "is_online",
    "departement",
    "access",
    "registration_address",
    "contact_email",
    "contact_telephone",
)


class EventQuerySet(PageQuerySet):
    def told(self) -> "EventQuerySet":
        """Those that a visitor may see, without their texts; nothing of a protected page."""
        return public(self.public().filter(zone=Zone.OPEN)).defer_streamfields()

    def upcoming(self, now: datetime) -> "EventQuerySet":
        """The next first; one that goes on is among them until its end."""
        return self.filter(ends_at__gt=now).order_by("starts_at", "pk")

    def past(self, now: datetime) -> "EventQuerySet":
        return self.filter(ends_at__lte=now).order_by("-starts_at", "-pk")


class EventPage(BasePage):
    """It stays when it is over, and says so."""

    class Kind(models.TextChoices):
        PUBLIC = "public", _("public event")
        TRAINING = "training", _("training")
        TALK = "talk", _("talk by a speaker")

    class Access(models.TextChoices):
        STEP_FREE = "step_free", _("step-free access")
        TOILET = "toilet", _("accessible toilet")
        LOOP = "loop", _("induction loop")
        SIGNED = "signed", _("French Sign Language")
        CAPTIONED = "captioned", _("live captions")
        EASY = "easy", _("plain language")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.PUBLIC)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"), db_index=True)
    is_cancelled = models.BooleanField(
        _("cancelled"), default=False, help_text=_("It stays in lists and in calendars, which say so.")
    )
    cancelled_note = TokenTextField(
        _("what is said of the cancellation"), max_length=400, blank=True, help_text=_("Such as what to do instead.")
    )
    summary = TokenTextField(_("summary"), max_length=400, help_text=_("In one or two sentences, for lists."))
    is_online = models.BooleanField(_("online"), default=False)
    how_to_join = models.TextField(
        _("how to join online"), max_length=600, blank=True, help_text=_("All can read it: no code that is a secret.")
    )
    venue = models.CharField(_("name of the place"), max_length=160, blank=True)
    address = models.TextField(_("address of the place"), max_length=400, blank=True)
    departement = models.CharField(
        _("département or territory"),
        max_length=3,
        choices=choices,
        blank=True,
        help_text=_("Visitors look for events by it."),
    )
    access = ChoicesField(verbose_name=_("what is accessible"), choices=Access)
    access_note = models.TextField(_("more on accessibility"), max_length=600, blank=True)
    who = models.TextField(_("who may come"), max_length=400)
    bring = models.TextField(_("what to bring"), max_length=400, blank=True)
    registration = models.TextField(_("price and registration"), max_length=400, blank=True)
    registration_address = models.URLField(
        _("address where one registers"), blank=True, validators=[URLValidator(schemes=["https"])]
    )
    contact_email = models.EmailField(_("e-mail"), blank=True)
    contact_telephone = models.CharField(
        _("telephone"),
        max_length=26,
        blank=True,
        validators=[
            RegexValidator(
                r"^\+?[0-9][0-9 .()-]{1,24}\Z", _("A number has digits and spaces alone, and may begin with +.")
            )
        ],
    )
    body = StreamField(ARTICLE_BLOCKS, verbose_name=_("body"), blank=True)

    objects = PageManager.from_queryset(EventQuerySet)()
    base_form_class = EventForm
    audience = audiences.PUBLIC
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *(SynchronizedField(name, overridable=False) for name in SHARED),
    ]
    parent_page_types = ["events.EventIndexPage"]
    subpage_types = []
    search_fields = [
        *BasePage.search_fields,
        *(index.SearchField(name) for name in ("summary", "venue", "address", "who", "departement_name")),
    ]
    body_panels = [
        FieldPanel("kind"),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("venue", "address", "departement", "is_online", "how_to_join")],
            heading=_("Place of the event"),
        ),
        MultiFieldPanel([FieldPanel("access"), FieldPanel("access_note")], heading=_("Accessibility")),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("who", "bring", "registration", "registration_address")],
            heading=_("How to take part"),
        ),
        MultiFieldPanel(
            [FieldPanel("contact_telephone"), FieldPanel("contact_email")], heading=_("Whom to ask about this event")
        ),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("is_cancelled"), FieldPanel("cancelled_note")], heading=_("Cancellation")),
    ]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [models.Index(fields=["starts_at"], name="events_by_start")]

    @property
    def is_over(self) -> bool:
        return self.ends_at <= timezone.now()

    @property
    def when(self) -> str:
        return moments.told(self.starts_at, self.ends_at)

    @property
    def departement_name(self) -> str:
        return TERRITORIES.get(self.departement, "")

    @property
    def place(self) -> str:
        """In one line, as calendars want it; empty of an event that is online alone."""
        return ", ".join(line.strip() for line in (self.venue, *self.address.splitlines()) if line.strip())

    @property
    def accessible(self) -> list[str]:
        return [str(self.Access(name).label) for name in self.access if name in self.Access.values]

    @property
    def dialled(self) -> str:
        return "".join(sign for sign in self.contact_telephone if sign in "+0123456789")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Its entry for calendars lies at `ics/`."""
        if self.live and path_components == [CALENDAR]:
            return RouteResult(self, kwargs={"as_calendar": True})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, as_calendar: bool = False) -> HttpResponse:
        moments.agree([self])
        if as_calendar:
            from home.events.ics import answer

            if self.zone == Zone.PROTECTED or request.method not in ("GET", "HEAD"):
                raise Http404
            return answer(request, self.title, [self], f"{self.slug}.ics")
        if not self.is_over:
            shown_until(request, self.ends_at)
        return super().serve(request)

    def get_context(self, request: HttpRequest, *args, **kwargs):
        from home.events.models.lists import EventIndexPage

        return super().get_context(request, *args, **kwargs) | {"list": EventIndexPage.in_language(self.locale_id)}

    def clean(self):
        super().clean()
        wrong = {}
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            wrong["ends_at"] = _("It ends before it has begun. Choose a later moment.")
        if not (self.is_online or self.place):
            wrong["venue"] = _("Give a place, or say that it is online.")
        if self.is_online and not self.how_to_join.strip():
            wrong["how_to_join"] = _("Say how one joins, such as by a link that is sent after registration.")
        if not self.contact_email and not self.contact_telephone:
            wrong["contact_email"] = _("Give a telephone number or an e-mail address.")
        if self.zone == Zone.PROTECTED:
            wrong["zone"] = _("An event is announced to all: it has no place in the protected zone.")
        if wrong:
            raise ValidationError(wrong)
