"""By when a text has to be decided, so that what shows it can start on its day."""

from datetime import date, datetime, timedelta

from core.editor.calendar import day_of
from core.publication.bundles import Bundle

# Working days before the launch, or before the next wave; by the model of each step.
LEAD = {"legalreview": 5, "publication": 2}
SATURDAY = 5


def of(step: str, bundle: Bundle | None, asked: datetime | None) -> date | None:
    """The day on which the text itself asks to go live, or the one that its campaign leaves: the earlier of the two."""
    days = [day_of(asked)] if asked else []
    if bundle and bundle.needed:
        days.append(working_days_before(day_of(bundle.needed), LEAD.get(step, 0)))
    return min(days, default=None)


def working_days_before(day: date, number: int) -> date:
    """Monday to Friday; public holidays are not known."""
    while number:
        day -= timedelta(days=1)
        number -= day.weekday() < SATURDAY
    return day
