"""Two islands."""

import re

TERRITORIES = DEPARTEMENTS = {"E": "East", "W": "West"}
APART: set[str] = set()
GROUPS = [("Islands", TERRITORIES)]
SQUARES: dict[str, str] = {}
FORMER: dict[str, str] = {}
CODES = "E or W"
CODE = re.compile("[EW]")
POSTCODE = 4


def postcode_begins(code: str) -> str:
    return code


def choices() -> list[tuple[str, str]]:
    return list(TERRITORIES.items())
