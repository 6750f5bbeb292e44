"""A country of the tests: as small as one may be."""

CODE, NAME = "XX", "The Islands"
TIME_ZONE = "Pacific/Chatham"
