"""Events in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column

from core.editor.columns import DayColumn
from core.editor.page_lists import FIRST, LAST, PagesView, PagesViewSet
from home.events.models import EventPage


class EventFilterSet(WagtailFilterSet):
    class Meta:
        model = EventPage
        fields = ["kind", "locale", "departement"]


class EventsView(PagesView):
    page_title = _("Events")
    add_item_label = _("Announce an event")


class EventViewSet(PagesViewSet):
    model = EventPage
    name = "events"
    url_prefix = "events"
    icon = "date"
    menu_label = _("Events")
    menu_order = 208
    ordering = "-starts_at"
    index_view_class = EventsView
    filterset_class = EventFilterSet
    list_display = [
        *FIRST,
        DayColumn("starts_at", label=_("Day")),
        Column(
            "place",
            label=_("Where"),
            accessor=lambda page: page.departement_name or (_("online") if page.is_online else ""),
        ),
        *LAST,
    ]
