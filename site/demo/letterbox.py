"""The forms of the demonstration, and two messages that nobody sent: all of it says so."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Page

from core.editor.roles import EDITOR
from demo.pages import block, items
from letterbox.models import CorrectionPage, FormPage, Message
from letterbox.post.keeping import Written, keep
from letterbox.sealing import MESSAGES

LANGUAGES = {"nous-ecrire": frozenset({"fr", "en"})}  # a word that is wrong is told of in all
READ_BY = "la rédaction (démonstration)"


def contact() -> dict[str, Any]:
    return {
        "title": "Nous écrire",
        "slug": "nous-ecrire",
        "lead": "Une question sur une campagne, une demande de la presse, une offre de relais. Formulaire de démonstration : n’y écrivez rien de personnel.",
        "search_description": "Le formulaire de contact de la démonstration.",
        "readers": Group.objects.get(name=EDITOR.name),
        "read_by": READ_BY,
        "answer_template": "Bonjour, merci de votre message.",
        "fields": [
            block("long_text", label="Votre message", help="", required=True),
            block(
                "one_choice",
                label="Vous écrivez pour",
                help="",
                required=False,
                options=items("vous-même", "une association", "un média", "une collectivité"),
            ),
            block("short_text", label="Votre organisation", help="", required=False),
        ],
    }


def correction() -> dict[str, Any]:
    return {
        "title": "Une erreur sur cette page ?",
        "slug": "signaler-une-erreur",
        "lead": "Un chiffre dépassé, un lien qui ne mène plus nulle part, un mot faux : dites-le en une minute. Formulaire de démonstration.",
        "search_description": "Le formulaire de la démonstration pour signaler une erreur.",
        "readers": Group.objects.get(name=EDITOR.name),
        "read_by": READ_BY,
        "asks_for_address": False,
        "fields": [block("long_text", label="Qu’est-ce qui ne va pas ?", help="", required=True)],
    }


def build(add, home: Page, wrong: Page) -> None:
    """`add` puts a page below another; somebody says that something on the page `wrong` is."""
    forms = add(home, FormPage(**contact())), add(home, CorrectionPage(**correction()))
    if MESSAGES.can_seal():
        _send(*forms, wrong)


def _send(contact_form: FormPage, correction_form: CorrectionPage, wrong: Page) -> None:
    said = "Message de démonstration : personne ne l’a envoyé. Pouvez-vous nous envoyer des affiches pour notre salle ?"
    keep(contact_form, Written("demonstration-contact", [("Votre message", said)], "association@example.org"))
    said = "Message de démonstration : personne ne l’a envoyé. Au deuxième paragraphe, il manque un mot."
    keep(correction_form, Written("demonstration-correction", [("Qu’est-ce qui ne va pas ?", said)], about=wrong))
    Message.objects.update(told_at=timezone.now() - timedelta(hours=1))  # the next message is told at once
