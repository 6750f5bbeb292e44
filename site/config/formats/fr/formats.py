"""French dates as they are typed and written: the first of a month is its 1er."""

from config.formats import SLASHES, TIMES, with_times

DATE_FORMAT = "jS F Y"
DATETIME_FORMAT = "jS F Y H:i"
MONTH_DAY_FORMAT = "jS F"
ORDINALS = {1: "er"}  # behind the figure of a day (core/words/dates.py)
DATE_INPUT_FORMATS = SLASHES
TIME_INPUT_FORMATS = TIMES
DATETIME_INPUT_FORMATS = with_times(SLASHES)
