"""A country of the tests: as small as one may be."""

CODE = "XX"
TIME_ZONE = "Pacific/Chatham"
