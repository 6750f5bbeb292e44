"""The events of the demonstration: one to come and a training that is over, whenever it is built; nobody holds them."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from demo.pages import block

LANGUAGES = frozenset({"fr", "en"})
EXAMPLE = {
    "kind": "information",
    "heading": "Un exemple",
    "text": "<p>Cet événement est un exemple : personne ne l’organise, et le lieu n’existe pas.</p>",
}
CONTACT = {"contact_email": "agenda@example.org", "contact_telephone": "01 99 00 12 34"}


def slugs() -> list[str]:
    return ["agenda", *(fields["slug"] for fields in events())]


def index() -> dict[str, Any]:
    return {
        "title": "Agenda",
        "slug": "agenda",
        "search_description": "Les rencontres, les formations et les interventions annoncées sur ce site.",
        "intro": "Des rencontres, des formations et des interventions : où, quand, pour qui.",
    }


def events(now: datetime | None = None) -> list[dict[str, Any]]:
    """Three weeks after, and five weeks before, the day on which the demonstration is built."""
    today = timezone.localtime(now).replace(hour=18, minute=0, second=0, microsecond=0)
    to_come = today + timedelta(days=21)
    over = (today - timedelta(days=35)).replace(hour=9)
    return [
        {
            "kind": "public",
            "title": "Rencontre de démonstration : comprendre la loi",
            "slug": "comprendre-la-loi",
            "search_description": "Événement de démonstration : une rencontre sur la loi.",
            "starts_at": to_come,
            "ends_at": to_come + timedelta(hours=2),
            "summary": "Une soirée pour comprendre ce que dit la loi sur l’achat d’actes sexuels, et poser ses questions.",
            "venue": "Maison des rencontres (lieu fictif)",
            "address": "1 rue de l’Exemple",
            "departement": "69",
            "access": ["step_free", "loop", "signed"],
            "access_note": "Écrivez-nous ce dont vous avez besoin, jusqu’à une semaine avant.",
            "who": "Tout adulte qui veut comprendre la loi.",
            "bring": "Rien. Vos questions, si vous en avez.",
            "registration": "Entrée libre, sans inscription.",
            "body": [block("notice", **EXAMPLE)],
            **CONTACT,
        },
        {
            "kind": "training",
            "title": "Formation de démonstration : repérer et orienter",
            "slug": "reperer-et-orienter",
            "search_description": "Événement de démonstration : une formation pour les professionnels.",
            "starts_at": over,
            "ends_at": over + timedelta(hours=3),
            "summary": "Une matinée en ligne pour celles et ceux qui accueillent du public.",
            "is_online": True,
            "how_to_join": "Par un lien envoyé après l’inscription.",
            "access": ["captioned"],
            "who": "Les professionnels qui accueillent du public.",
            "registration": "Gratuite, sur inscription par e-mail.",
            "body": [block("notice", **EXAMPLE)],
            **CONTACT,
        },
    ]
