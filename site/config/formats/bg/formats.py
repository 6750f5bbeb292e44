"""Bulgarian dates with their hour, which Django lacks: it would write them as the United States do, month first."""

from config.formats import DOTS, TIMES, with_times

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, H:i"
SHORT_DATETIME_FORMAT = "d.m.Y, H:i"
NUMBER_GROUPING = 3  # which Django leaves out
DATE_INPUT_FORMATS = DOTS
TIME_INPUT_FORMATS = TIMES
DATETIME_INPUT_FORMATS = with_times(DOTS)
