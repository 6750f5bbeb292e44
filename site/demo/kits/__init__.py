"""Three demonstration kits and the catalogue that they stand in."""

from typing import Any

from demo.kits import college, lycee, professionals
from demo.pages import Facts

KITS = (college, lycee, professionals)
FEWER = frozenset({"fr", "en"})
# The languages of a kit, by its slug, where they are fewer than those of the site.
LANGUAGES = {one.SLUG: FEWER for one in (lycee, professionals)}


def catalogue() -> dict[str, Any]:
    return {
        "title": "Dossiers de prévention",
        "slug": "dossiers-de-prevention",
        "lead": "Des séances prêtes à mener, minute par minute, avec leurs fiches et leurs diapositives. À adapter à votre groupe.",
        "search_description": "Dossiers gratuits pour le collège, le lycée et les professionnels : séances, fiches, diapositives.",
        "show_in_menus": True,
    }


def kits(facts: Facts) -> list[dict[str, Any]]:
    return [one.kit(facts) for one in KITS]
