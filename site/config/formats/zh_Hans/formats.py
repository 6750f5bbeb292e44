"""Chinese numbers in groups of three, as official statistics write them, and months without a zero; Django's lack both."""

MONTH_DAY_FORMAT = "n月j日"
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
