"""A kit that has everything that a kit may have."""

from typing import Any

from campaigns.prevention.catalogue.models import CataloguePage
from campaigns.prevention.kits.models import KitPage
from home.models import HomePage
from tests import factories
from tests.factories import block

TEXT = "<p>Un paragraphe du <b>dossier</b>.</p>"


def catalogue(home: HomePage) -> CataloguePage:
    return factories.publish(home, CataloguePage(title="Dossiers de prévention", slug="dossiers"))


def whole(parent: CataloguePage, fact: Any = None, **fields: Any) -> KitPage:
    """Facts in sentences, handouts with a table and lines, slides, evaluation."""
    shown = f'<p>L’amende est de <a linktype="fact" id="{fact.pk}">1 500 euros</a>.</p>' if fact else TEXT
    rows = [{"cell_1": "Qui achète", "cell_2": "Une amende", "cell_3": "", "cell_4": ""}]
    table = {"caption": "Ce que dit la loi", "column_1": "Qui", "column_2": "Quoi", "column_3": "", "column_4": ""}
    parts = {
        "levels": ["4e", "3e", "lycee"],
        "programme": [block("text", text=shown)],
        "prerequisites": [block("text", text=TEXT)],
        "materials": [block("text", text="<ul><li>du papier</li><li>les fiches</li></ul>")],
        "slides": [block("slide", title="La loi te protège", text=shown, notes="Laisser parler le groupe.")],
        "handouts": [
            block("handout", title="Fiche 1 : qui, quoi ?"),
            block("text", text=f"<h2>Lire</h2>{TEXT}"),
            block("table", rows=rows, **table),
            block("lines", number=4),
            block("handout", title="Fiche 2 : où trouver de l’aide"),
            block("text", text=TEXT),
        ],
        "evaluation": [block("question", question="Qui la loi punit-elle ?", answers=["Qui achète", "Je ne sais pas"])],
    }
    return factories.kit(parent, **parts | fields)
