"""Two islands."""

TERRITORIES = DEPARTEMENTS = {"E": "East", "W": "West"}
APART: set[str] = set()
GROUPS = [("Islands", TERRITORIES)]
SQUARES: dict[str, str] = {}


def choices() -> list[tuple[str, str]]:
    return list(TERRITORIES.items())
