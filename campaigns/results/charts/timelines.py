"""What was counted as charts over time: by day or by month, beside the wave before, by hour."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from campaigns.results.charts.shapes import Chart, Mark, Series, chart
from campaigns.results.figures.marks import Happened
from reach.figures.reading import DAILY, Period
from reach.models import Total

DAY = timedelta(days=1)


def days_of(period: Period) -> list[date]:
    return [period.first + number * DAY for number in range(period.days)]


def months_of(period: Period) -> list[date]:
    months, month = [], period.first.replace(day=1)
    while month <= period.last:
        months.append(month)
        month = (month + 31 * DAY).replace(day=1)
    return months


def known(values: dict[date, int], day: date, until: date | None) -> int | None:
    """Nothing counted is a zero up to the day that is counted, and unknown after it."""
    return values.get(day, 0) if until and day <= until else None


def timeline(
    key: str, name: str, values: dict[date, int], period: Period, until: date | None, marks: Iterable[Happened]
) -> Chart:
    """One kind over a period, by the day, or by the month where it is long."""
    by_month = period.grain == Total.Grain.MONTH
    slots = months_of(period) if by_month else days_of(period)
    long = "YEAR_MONTH_FORMAT" if by_month else "DATE_FORMAT"
    # Translators: how a month, or a day, is written where there is little room; see Django's date formats.
    short = pgettext("month on a chart", "M Y") if by_month else pgettext("day on a chart", "j M")
    last = until.replace(day=1) if until and by_month else until
    return chart(
        key,
        _("%(indicator)s, by month") % {"indicator": name}
        if by_month
        else _("%(indicator)s, by day") % {"indicator": name},
        _("Month") if by_month else _("Day"),
        [date_format(slot, long) for slot in slots],
        [Series(name, [known(values, slot, last) for slot in slots])],
        ticks=[date_format(slot, short) for slot in slots],
        marks=_placed(marks, slots, by_month),
        note=_("The first and the last month are told whole.") if by_month else "",
        open_end=bool(slots) and last is not None and last <= slots[-1],
    )


def _placed(marks: Iterable[Happened], slots: Sequence[date], by_month: bool = False) -> list[Mark]:
    positions = {slot: index for index, slot in enumerate(slots)}
    days = ((one, one.day.replace(day=1) if by_month else one.day) for one in marks)
    return [Mark(positions[day], one.when, one.text, one.kind) for one, day in days if day in positions]


def beside(
    key: str,
    name: str,
    names: tuple[str, str],
    now: tuple[dict[date, int], Period],
    then: tuple[dict[date, int], Period],
    until: date | None,
    marks: Iterable[Happened],
) -> Chart:
    """A kind in a wave and in the wave before, both from their first day on, for at most `DAILY` days."""
    (values, period), (earlier, before) = now, then
    length = min(DAILY, max(period.days, before.days))
    slots, past = [
        [one.first + number * DAY if number < one.days else None for number in range(length)]
        for one in (period, before)
    ]
    return chart(
        key,
        _("%(indicator)s, by day since the start") % {"indicator": name},
        _("Day since the start"),
        [_("Day %(number)d") % {"number": number} for number in range(1, length + 1)],
        [
            Series(names[0], [known(values, day, until) if day else None for day in slots]),
            Series(names[1], [known(earlier, day, until) if day else None for day in past], "before"),
        ],
        ticks=[str(number) for number in range(1, length + 1)],
        marks=_placed(marks, [day or date.min for day in slots]),
        open_end=until is not None and until <= period.last,
    )


def hours(
    key: str, name: str, values: dict[datetime, int], slots: Sequence[datetime], marks: Iterable[Happened]
) -> Chart:
    """A kind by the hour, `slots` being the hours that are counted."""
    return chart(
        key,
        _("%(indicator)s, by hour") % {"indicator": name},
        _("Hour"),
        [date_format(localtime(slot), "SHORT_DATETIME_FORMAT") for slot in slots],
        [Series(name, [values.get(slot, 0) for slot in slots])],
        ticks=[date_format(localtime(slot), pgettext("day and hour on a chart", "j M, H:i")) for slot in slots],
        marks=timed(marks, slots, timedelta(hours=1)),
        bars=True,
    )


def minutes(
    key: str,
    name: str,
    values: dict[datetime, int],
    slots: Sequence[datetime],
    length: timedelta,
    marks: Iterable[Happened],
) -> Chart:
    """A kind by the minute, or by ten of them, as the lines arrived."""
    is_one = length == timedelta(minutes=1)
    short = [date_format(localtime(slot), "TIME_FORMAT") for slot in slots]
    return chart(
        key,
        _("%(indicator)s, by minute") % {"indicator": name}
        if is_one
        else _("%(indicator)s, each bar ten minutes") % {"indicator": name},
        _("Minute") if is_one else _("Ten minutes from"),
        short if is_one else [date_format(localtime(slot), "SHORT_DATETIME_FORMAT") for slot in slots],
        [Series(name, [values.get(slot, 0) for slot in slots])],
        ticks=short,
        marks=timed(marks, slots, length),
        bars=True,
        height=110,
    )


def timed(marks: Iterable[Happened], slots: Sequence[datetime], length: timedelta) -> list[Mark]:
    """Those whose moment is known, in the slot that it falls into."""
    if not slots:
        return []
    moments = ((one, int((one.at - slots[0]) / length)) for one in marks if one.at and one.at >= slots[0])
    return [Mark(position, one.when, one.text, one.kind) for one, position in moments if position < len(slots)]
