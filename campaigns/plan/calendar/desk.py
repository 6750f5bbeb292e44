"""Events of the team in the admin: a form, from the calendar and back to it."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from campaigns.plan.calendar.month import Month
from campaigns.plan.campaign.forms import named
from campaigns.plan.models import CalendarEntry, Campaign
from core.editor.columns import DayColumn


class BackToCalendar:
    def get_success_url(self):
        """To the month in which it stands."""
        day = getattr(getattr(self, "object", None), "first_day", None)
        month = f"?{urlencode({'month': Month.of(day)})}" if day else ""
        return reverse("calendar") + month


class EntryCreateView(BackToCalendar, SnippetViewSet.add_view_class):
    def get_initial_form_instance(self):
        """On the day and for the campaign that the address names."""
        try:
            day = parse_date(self.request.GET.get("day", ""))
        except ValueError:
            day = None
        return self.model(first_day=day, campaign=named(self.request, Campaign))


class EntryEditView(BackToCalendar, SnippetViewSet.edit_view_class):
    pass


class EntryDeleteView(BackToCalendar, SnippetViewSet.delete_view_class):
    pass


class CalendarEntryViewSet(SnippetViewSet):
    model = CalendarEntry
    icon = "calendar-alt"
    add_view_class, edit_view_class, delete_view_class = EntryCreateView, EntryEditView, EntryDeleteView
    list_display = [
        "title",
        DayColumn("first_day", label=_("Day")),
        Column("get_repeats_display", label=_("Comes back")),
        Column("campaign", label=_("Campaign")),
    ]
    list_filter = ["campaign", "repeats"]
    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("first_day"), FieldPanel("hour"), FieldPanel("last_day")]),
        FieldRowPanel([FieldPanel("repeats"), FieldPanel("repeats_until")]),
        FieldPanel("campaign"),
        FieldPanel("note"),
    ]
