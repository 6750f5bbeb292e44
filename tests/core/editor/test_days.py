"""The last day of what ends at a moment, and how the team reads it."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template

from core.editor.calendar import last_day_of

# In Paris an hour later, two in summer.
ENDS = [
    (datetime(2027, 4, 20, 22, tzinfo=UTC), date(2027, 4, 20), "20/04/2027"),
    (datetime(2027, 4, 20, 21, 59, tzinfo=UTC), date(2027, 4, 20), "20/04/2027 23:59"),
    (datetime(2027, 4, 20, 22, 1, tzinfo=UTC), date(2027, 4, 21), "21/04/2027 00:01"),
    (datetime(2027, 3, 28, 22, tzinfo=UTC), date(2027, 3, 28), "28/03/2027"),  # the day that lacks an hour
    (datetime(2026, 10, 25, 23, tzinfo=UTC), date(2026, 10, 25), "25/10/2026"),  # and that which has one more
]


@pytest.mark.parametrize(("end", "day", "told"), ENDS)
def test_what_ends_at_midnight_ends_with_the_day_before(settings, end, day, told):
    settings.LANGUAGE_CODE = "fr"
    shown = Template("{% load core_tags %}{{ end|last_moment }}|{{ end|last_day|date:'Y-m-d' }}")

    assert last_day_of(end) == day
    assert shown.render(Context({"end": end})) == f"{told}|{day.isoformat()}"
