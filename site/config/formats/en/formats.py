"""English dates as Europe writes them: 13 April 2016."""

from config.formats import SLASHES, TIMES, with_times

DATE_FORMAT = "j F Y"
SHORT_DATE_FORMAT = "j M Y"
DATETIME_FORMAT = "j F Y, H:i"
SHORT_DATETIME_FORMAT = "j M Y, H:i"
TIME_FORMAT = "H:i"
MONTH_DAY_FORMAT = "j F"
DATE_INPUT_FORMATS = SLASHES
TIME_INPUT_FORMATS = TIMES
DATETIME_INPUT_FORMATS = with_times(SLASHES)
