"""Columns of the admin's lists."""

from datetime import date, datetime

from django.utils.formats import date_format
from wagtail.admin.ui.tables import Column

from core.editor.calendar import day_of, last_day_of


class DayColumn(Column):
    """A date as a date: what is planned is compared with other days, and not with today. Sorts by the field."""

    def __init__(self, name: str, **kwargs):
        super().__init__(name, **{"sort_key": name} | kwargs)

    def get_value(self, instance) -> str:
        value: date | None = super().get_value(instance)
        return date_format(self.get_day(value), "SHORT_DATE_FORMAT") if value else ""

    def get_day(self, value: date) -> date:
        return day_of(value)


class LastDayColumn(DayColumn):
    """The same of a moment at which something ends: the last day on which it runs."""

    def get_day(self, value: datetime) -> date:
        return last_day_of(value)
