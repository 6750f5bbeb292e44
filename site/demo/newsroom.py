"""The press room of the demonstration: a contact that is nobody's, a release that is public and one that waits."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from demo.pages import block, token

Facts = dict[str, int]
LANGUAGES = frozenset({"fr", "en"})
EXAMPLE = {
    "kind": "information",
    "heading": "Un exemple",
    "text": "<p>Ce communiqué est un exemple : ni l’organisme qui parle ni la personne citée n’existent. Les chiffres sont ceux de la plateforme, avec leur source.</p>",
}


def slugs() -> list[str]:
    return ["actualites", "presse", *(fields["slug"] for fields in releases(dict.fromkeys(KEYS, 0)))]


KEYS = ("law", "fine", "repeat_fine", "opinion_good", "exit_people")


def index() -> dict[str, Any]:
    return {
        "title": "Actualités",
        "slug": "actualites",
        "search_description": "Les actualités et les communiqués de presse de ce site.",
        "intro": "Ce qui change dans la campagne, la loi et l’aide, et les communiqués de presse.",
    }


def room(facts: Facts) -> dict[str, Any]:
    contact = {
        "name": "Service de presse (démonstration)",
        "role": "contact fictif, à remplacer par celui de l’organisme",
        "telephone": "01 99 00 12 34",
        "email": "presse@example.org",
        "hours": "",
    }
    return {
        "title": "Presse",
        "slug": "presse",
        "search_description": "Contact, communiqués, images, films et chiffres pour les journalistes.",
        "intro": "Pour les journalistes : un contact, les communiqués, des images et des films avec leurs droits, des chiffres avec leur source.",
        "contacts": [block("contact", **contact)],
        "body": [
            block("text", text="<h2>Chiffres à citer</h2>"),
            *(block("fact_card", fact=facts[key]) for key in ("law", "fine", "exit_people")),
        ],
    }


def releases(facts: Facts, now: datetime | None = None) -> list[dict[str, Any]]:
    """The first was public three weeks ago; the second waits for a month, whenever the demonstration is built."""
    today = timezone.localtime(now)
    waits = (today + timedelta(days=30)).replace(hour=10, minute=0, second=0, microsecond=0)
    return [
        {
            "kind": "release",
            "title": "Acheter un acte sexuel est interdit : la campagne le rappelle",
            "slug": "la-campagne-le-rappelle",
            "search_description": "Communiqué de démonstration : la campagne rappelle la loi.",
            "date": (today - timedelta(days=21)).date(),
            "summary": f"Une campagne s’adresse à ceux qui achètent des actes sexuels. En janvier 2019, {token(facts, 'opinion_good')} des personnes interrogées disaient que la loi est une bonne chose.",
            "body": [
                block("notice", **EXAMPLE),
                block(
                    "text",
                    text="<p>La personne qui se prostitue n’est pas punie : elle peut demander de l’aide. Celle qui achète l’est, même une seule fois.</p>",
                ),
                block("fact_card", fact=facts["fine"]),
                block("fact_card", fact=facts["repeat_fine"]),
                block(
                    "said",
                    text="Nous parlons à ceux qui achètent : c’est d’eux que vient la demande.",
                    name="Prénom Nom (personne fictive)",
                    role="porte-parole de l’organisme de démonstration",
                ),
            ],
        },
        {
            "kind": "release",
            "title": "Sortir de la prostitution : un parcours, une aide",
            "slug": "un-parcours-une-aide",
            "search_description": "Communiqué de démonstration, sous embargo : le parcours de sortie.",
            "embargo": waits,
            "summary": "Le parcours de sortie de la prostitution comprend un accompagnement. Il peut ouvrir une aide et un premier titre de séjour.",
            "body": [
                block("notice", **EXAMPLE),
                block("fact_card", fact=facts["exit_people"]),
                block(
                    "said",
                    text="Chaque département a une commission : il faut que chacun sache qu’elle existe.",
                    name="Prénom Nom (personne fictive)",
                    role="porte-parole de l’organisme de démonstration",
                ),
            ],
        },
    ]
