"""Arabic dates with their hour, which Django lacks: it would write them as the United States do, month first."""

DATETIME_FORMAT = "j F، Y، H:i"
SHORT_DATETIME_FORMAT = "d\u200f/m\u200f/Y H:i"
TIME_FORMAT = "H:i"
NUMBER_GROUPING = 3  # which Django leaves out
