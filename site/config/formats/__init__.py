"""How dates are typed: the day first, as no language of this site writes the month first; ISO 8601 is read besides.

The first format of each is what a field of the admin shows. Django's own put the month first where a language has none.
"""

TIMES = ["%H:%M", "%H:%M:%S", "%Hh%M"]
SLASHES = ["%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d-%m-%Y"]
DOTS = ["%d.%m.%Y", "%d.%m.%y", "%d/%m/%Y", "%d-%m-%Y"]


def with_times(dates: list[str]) -> list[str]:
    return [f"{date} {time}" for date in dates for time in TIMES]
