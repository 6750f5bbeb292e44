"""The plain page for an audience that the team defined: those who welcome travellers. It exists in two languages."""

from typing import Any

from core import audiences
from demo.pages import Facts, block, inline, items
from readerships.models import TeamAudience

LANGUAGES = frozenset({"fr", "en"})
SLUG = "hotels-et-hebergements"
LABELS = {"fr": "hôtels et hébergements", "en": "hotels and lodgings"}


def audience() -> TeamAudience:
    return TeamAudience(name="hotels", labels=LABELS, voice=audiences.PROFESSIONALS.name)


def head() -> dict[str, Any]:
    return {
        "title": "Hôtels et hébergements",
        "slug": SLUG,
        "audience": "hotels",
        "lead": "À l’accueil, dans les étages, au standard : ce qui doit alerter, qui appeler, et ce qu’il vaut mieux ne pas faire.",
        "search_description": "Réception, étages, direction d’un hôtel ou d’une location : quels signes doivent alerter, qui appeler, que noter.",
    }


def body(facts: Facts) -> list[dict[str, Any]]:
    return [
        block(
            "notice",
            kind="danger",
            heading="Une personne est en danger",
            text="<p>Appelez le 17 ou le 112. Pour un enfant ou un adolescent, appelez le 119. Si vous ne pouvez pas parler, envoyez un SMS au 114.</p>",
        ),
        block(
            "text",
            text="<h2>Ce qui doit alerter</h2><ul><li>Une très jeune personne avec un adulte qui parle pour elle et garde ses papiers.</li><li>Une chambre payée par quelqu’un qui n’y dort pas, prolongée jour après jour.</li><li>Beaucoup de visites, de linge, et l’on refuse le ménage.</li></ul>",
        ),
        block(
            "steps",
            heading="Que faire, à votre poste",
            steps=items(
                {
                    "title": "Restez comme d’habitude",
                    "text": "Ne posez pas plus de questions qu’à un autre client, n’intervenez pas dans la chambre.",
                },
                {
                    "title": "Notez ce que vous avez vu",
                    "text": "Le jour, l’heure, le numéro de la chambre. Gardez la fiche et les images comme votre établissement le prévoit.",
                },
                {
                    "title": "Prévenez votre responsable, appelez le 17",
                    "text": "Vous n’avez pas besoin d’être sûr : la police vérifie.",
                },
            ),
        ),
        block(
            "notice",
            kind="information",
            heading="Un signe seul ne prouve rien",
            text=f"<p>Une langue étrangère, une tenue ou un métier ne sont pas des signes. Ce sont la contrainte, la peur et le contrôle qui doivent alerter.</p><p>{inline(facts, 'adult_not_punished')} Signaler, c’est parler de ceux qui exploitent et de ceux qui achètent.</p>",
        ),
        block("helplines", heading="Qui appeler", audience="hotels"),
        block(
            "notice",
            kind="information",
            heading="Cette page est un exemple",
            text="<p>Elle montre une page pour un public que l’équipe a défini elle-même. Ses mots sont à relire avant tout usage.</p>",
        ),
    ]
