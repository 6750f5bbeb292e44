"""Romanian dates as they are typed."""

from config.formats import DOTS, TIMES, with_times

DATE_INPUT_FORMATS = DOTS
TIME_INPUT_FORMATS = TIMES
DATETIME_INPUT_FORMATS = with_times(DOTS)
