"""Arabic numbers that nobody can take for a thousandth, and dates with their hour, which Django would write month first."""

from config.formats import SLASHES, TIMES, with_times

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y، H:i"
SHORT_DATETIME_FORMAT = "d\u200f/m\u200f/Y H:i"
TIME_FORMAT = "H:i"
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "\u00a0"
NUMBER_GROUPING = 3
GROUPED_DIGITS = 5  # the least that are told apart (core/words/numbers.py)
DATE_INPUT_FORMATS = SLASHES
TIME_INPUT_FORMATS = TIMES
DATETIME_INPUT_FORMATS = with_times(SLASHES)
