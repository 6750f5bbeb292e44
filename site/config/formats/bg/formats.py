"""Bulgarian dates with their hour, which Django lacks: it would write them as the United States do, month first."""

DATETIME_FORMAT = "d F Y, H:i"
SHORT_DATETIME_FORMAT = "d.m.Y, H:i"
NUMBER_GROUPING = 3  # which Django leaves out
