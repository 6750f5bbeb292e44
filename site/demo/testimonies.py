"""The testimonies of the demonstration: written for it and marked so on every page. Nobody has said these words."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Locale

from core import audiences
from core.words import languages
from demo.accounts import account
from demo.pages import block
from testimonies.consent.recording import record
from testimonies.models import Consent, ContentWarning, Testimony, TestimonyWording, Use

HELD = timedelta(days=300)  # since the consents of the demonstration began
LONG, SOON = timedelta(days=540), timedelta(days=25)  # until they end


@dataclass(frozen=True)
class Voice:
    name: str
    pseudonym: str
    words: str
    lasts: timedelta = LONG
    warning: str = ContentWarning.NONE
    warned_of: str = ""
    opening: str = ""


VOICES = {
    "exit": Voice(
        name="Sortie (démonstration)",
        pseudonym="Nadia",
        words="On m’avait parlé d’un emploi. À l’arrivée, on m’a dit que je devais rembourser le voyage. Les hommes qui payaient voyaient bien que je ne choisissais rien. Ils ne posaient pas de question.\n\nJe suis sortie de là avec une association. Le plus long a été de croire que j’avais le droit de dire non.",
        warning=ContentWarning.SEXUAL_VIOLENCE,
        warned_of="Il est question de contrainte et de dette.",
        opening="On m’avait parlé d’un emploi.",
    ),
    "stop": Voice(
        name="Ancien acheteur (démonstration)",
        pseudonym="Marc",
        words="Je me disais que je payais, donc que je ne devais rien à personne. Un soir, elle a regardé l’heure, et j’ai compris qu’elle attendait que ce soit fini.\n\nJ’ai effacé les numéros et j’en ai parlé à un médecin. Cela ne répare pas ce que j’ai fait. Mais j’ai arrêté.",
        lasts=SOON,
    ),
    "parent": Voice(
        name="Parent (démonstration)",
        pseudonym="Claire",
        words="Ma fille était au lycée. Elle avait un autre téléphone, de l’argent, et ne dormait plus. J’ai d’abord cherché des coupables.\n\nCe qui nous a aidées, c’est une voix au téléphone qui n’a jugé ni elle ni moi. J’aurais aimé appeler plus tôt.",
        warning=ContentWarning.MINORS,
        warned_of="Il est question d’une adolescente.",
        opening="Elle avait un autre téléphone, de l’argent, et ne dormait plus.",
    ),
}


def build(publish) -> dict[str, int]:
    """Write each, record a consent for it as the lawyer would, and have it signed off; returns {key: id}."""
    ids = {}
    for key, voice in VOICES.items():
        testimony = Testimony(
            name=voice.name,
            pseudonym=voice.pseudonym,
            warning=voice.warning,
            is_demonstration=True,
            live=False,
        )
        testimony.full_clean()
        testimony.save()
        record(consent(testimony, voice.lasts), account("lawyer"))
        publish(testimony)
        publish(
            TestimonyWording(
                testimony=testimony,
                locale=Locale.get_default(),
                words=voice.words,
                opening=voice.opening,
                warning=voice.warned_of,
            )
        )
        ids[key] = testimony.pk
    return ids


def consent(testimony: Testimony, lasts: timedelta) -> Consent:
    today = timezone.localdate()
    return Consent(
        testimony=testimony,
        uses=[Use.WEBSITE.value],
        languages=languages.codes(),
        valid_from=today - HELD,
        valid_until=today + lasts,
    )


def page(voices: dict[str, int]) -> dict[str, Any]:
    return {
        "title": "Témoignages",
        "slug": "temoignages",
        "lead": "Deux textes écrits pour la démonstration : personne n’a dit ces mots. Ils montrent comment une voix est entendue ici, avec son accord et jusqu’au jour où elle le reprend.",
        "search_description": "Ce que vivent les personnes, ce qui aide à arrêter : des témoignages de démonstration.",
        "body": [
            block("text", text="<h2>En être sortie</h2>"),
            block("testimony", testimony=voices["exit"]),
            block("text", text="<h2>Être parent</h2>"),
            block("testimony", testimony=voices["parent"]),
            block("helplines", heading="Parler à quelqu’un", audience=audiences.PUBLIC),
        ],
    }


def in_campaign(body: list[dict[str, Any]], voices: dict[str, int], page_id: int) -> list[dict[str, Any]]:
    """The campaign for buyers, with the words of one who has stopped before what it says of stopping."""
    place = next(index for index, one in enumerate(body) if one["type"] == "steps")
    more = block("call_to_action", text="Lire d’autres témoignages", page=page_id, address="", detail="")
    return [*body[:place], block("testimony", testimony=voices["stop"]), more, *body[place:]]
