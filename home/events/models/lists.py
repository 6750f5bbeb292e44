"""The list of events of one language."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index
from wagtail.url_routing import RouteResult

from core import audiences
from core.models import BasePage
from core.protection.zones import Zone
from core.publication.visibility import public
from core.text import tokens
from core.text.fields import TokenTextField
from core.text.stretches import stretch
from country.territories import TERRITORIES
from home.events import moments
from home.events.models.pages import CALENDAR, EventPage

ON_A_PAGE = 20
ONLINE = "online"


@dataclass(frozen=True)
class Wanted:
    """What is asked of the list; what is none of its questions is as if nobody asked it."""

    is_past: bool
    kind: str
    departement: str

    @classmethod
    def of(cls, query: QueryDict) -> "Wanted":
        kind, departement = query.get("kind", ""), query.get("departement", "")
        return cls(
            query.get("when") == "past",
            kind if kind in EventPage.Kind.values else "",
            departement if departement in TERRITORIES or departement == ONLINE else "",
        )

    @property
    def is_narrow(self) -> bool:
        return bool(self.kind or self.departement)

    def among(self, events: QuerySet) -> QuerySet:
        if self.kind:
            events = events.filter(kind=self.kind)
        if self.departement == ONLINE:
            return events.filter(is_online=True)
        return events.filter(departement=self.departement) if self.departement else events


class EventIndexPage(BasePage):
    """What is to come, and what is past by year; under `ics/` lies what is to come, for calendars."""

    intro = TokenTextField(_("introduction"), max_length=500, blank=True)

    audience = audiences.PUBLIC
    query_parameters = BasePage.query_parameters | {"page", "when", "year", "kind", "departement"}
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    search_fields = [*BasePage.search_fields, index.SearchField("intro")]
    body_panels = [FieldPanel("intro")]

    class Meta:
        verbose_name = _("list of events")
        verbose_name_plural = _("lists of events")

    @classmethod
    def in_language(cls, locale_id: int) -> "EventIndexPage | None":
        return public(cls.objects.filter(locale=locale_id).public()).order_by("path").first()

    @property
    def events(self):
        return EventPage.objects.child_of(self)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        if self.live and path_components == [CALENDAR]:
            return RouteResult(self, kwargs={"as_calendar": True})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, as_calendar: bool = False) -> HttpResponse:
        if not as_calendar:
            return super().serve(request)
        from home.events.ics import MOST, answer

        if self.zone == Zone.PROTECTED or request.method not in ("GET", "HEAD"):
            raise Http404
        planned = self.events.told().upcoming(timezone.now()).select_related("locale")
        return answer(request, self.title, moments.agree(planned[:MOST]), f"{self.slug}.ics")

    def get_context(self, request: HttpRequest, *args, **kwargs):
        now, wanted = timezone.now(), Wanted.of(request.GET)
        moments.until_next_ends(request, now)
        told = self.events.told()
        told = told.past(now) if wanted.is_past else told.upcoming(now)
        found, years, year = wanted.among(told), [], None
        if wanted.is_past:
            years = [moment.year for moment in told.datetimes("starts_at", "year", order="DESC")]
            year = next((year for year in years if str(year) == request.GET.get("year")), None)
            found = found.filter(starts_at__year=year) if year else found
        shown = stretch(found, request.GET.get("page"), ON_A_PAGE)
        moments.agree(tokens.gather(shown.rows))
        return super().get_context(request, *args, **kwargs) | {
            "wanted": wanted,
            "events": shown,
            "years": years,
            "year": year,
            "kinds": EventPage.Kind.choices,
            "departements": _places(told, wanted),
        }

    def clean(self):
        super().clean()
        if self.zone == Zone.PROTECTED:
            raise ValidationError({"zone": _("Events are announced to all: they have no place in the protected zone.")})


def _places(events: QuerySet, wanted: Wanted) -> list[tuple[str, str]]:
    """The départements in which there is one, and that which was asked for."""
    codes = set(events.order_by().values_list("departement", flat=True).distinct()) | {wanted.departement}
    return [(code, name) for code, name in TERRITORIES.items() if code in codes]
