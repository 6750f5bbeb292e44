"""Chinese numbers in groups of three, as official statistics write them; Django writes them without any."""

THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
