"""How telephones are dialled: regions as the library phonenumbers names them."""

import re

from country import CODE

HOME = CODE
CALLING_CODE = 33
# Their numbers are dialled as French ones, but each has a country code of its own (Arcep, plan national de numérotation).
OVERSEAS = ("GP", "MQ", "GF", "RE", "YT", "PM")
NATIONAL = {HOME, "GP", "BL", "MF", "MQ", "GF", "RE", "YT"}
SHORT = (2, 3, 4, 6)  # digits: five are a code for messages, or a postcode
# Kept free for fiction by Arcep (decision 2018-0881), so that examples ring nowhere.
FICTION = re.compile(r"0(1\s?99\s?00|2\s?61\s?91|3\s?53\s?01|4\s?65\s?71|5\s?36\s?49|6\s?39\s?98)(\s?\d\d){2}")
