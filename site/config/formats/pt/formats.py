"""Portuguese dates as they are typed."""

from config.formats import SLASHES, TIMES, with_times

DATE_INPUT_FORMATS = SLASHES
TIME_INPUT_FORMATS = TIMES
DATETIME_INPUT_FORMATS = with_times(SLASHES)
