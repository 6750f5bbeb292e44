"""Kits with questions, and groups that answer them."""

from itertools import count
from typing import Any
from uuid import uuid4

from django.core import signing
from django.test import Client

from campaigns.prevention.catalogue.models import CataloguePage
from campaigns.prevention.feedback.group import leading
from campaigns.prevention.feedback.models import Round
from campaigns.prevention.kits.models import KitPage
from tests import factories

HERE = {"Sec-Fetch-Site": "same-origin"}
TEXT = "<p>Un texte.</p>"
QUESTIONS = {
    "Qui la loi punit-elle ?": ["La personne qui achète", "La personne en situation de prostitution", "Je ne sais pas"],
    "À qui parler ?": ["À un adulte", "À personne"],
}
_numbers = count(1)


def block(name: str, /, **value: Any) -> dict[str, Any]:
    return {"type": name, "id": str(uuid4()), "value": value}


def items(*values: Any) -> list[dict[str, Any]]:
    return [{"type": "item", "id": str(uuid4()), "value": value} for value in values]


def kit(home, questions: dict[str, list[str]] = QUESTIONS, **fields: Any) -> KitPage:
    """A kit with the least that it is published with, and these questions."""
    catalogue = CataloguePage.objects.child_of(home).first() or factories.publish(
        home, CataloguePage(title="Dossiers", slug="dossiers")
    )
    activity = {"title": "Accueil", "minutes": 10, "grouping": "whole", "text": TEXT, "materials": ""}
    least = {
        "title": "La loi te protège",
        "slug": f"dossier-{next(_numbers)}",
        "levels": ["4e"],
        "themes": ["law"],
        "objectives": [block("text", text=TEXT)],
        "safety": [block(part, text=TEXT) for part in ("ground_rules", "distancing", "disclosure", "signposting")],
        "sessions": [block("session", title="Séance", aim="Savoir.", activities=items(activity))],
        "sources": [block("source", title="Code de l’éducation", url="", date=None)],
        "reviewers": [block("reviewer", name="Une relectrice", role="enseignante", date="2026-09-01")],
        "evaluation": [
            block("question", question=text, answers=items(*answers)) for text, answers in questions.items()
        ],
    }
    return factories.publish(catalogue, KitPage(**least | fields))


def opened(of: KitPage, moment: str = "before") -> tuple[Round, str]:
    return leading.open_for(of, moment)


def form_of(asked: Round, *answers: int) -> dict[str, Any]:
    """What a browser sends: a token of its own, and the places of the answers."""
    token = signing.dumps(uuid4().hex, salt=f"public form: feedback round {asked.pk}")
    chosen = zip(asked.questionnaire.questions, answers, strict=False)
    return {"token": token} | {question["id"]: str(answer) for question, answer in chosen}


def send(client: Client, asked: Round, form: dict[str, Any], address: str = "192.0.2.1"):
    return client.post(f"/fr/q/{asked.code}/", form, headers=HERE, REMOTE_ADDR=address)


def fill(asked: Round, *totals: list[int]) -> None:
    """The totals of each question, as if so many had answered."""
    for question, each in zip(asked.questionnaire.questions, totals, strict=True):
        for place, total in enumerate(each):
            asked.tallies.filter(question=question["id"], answer=place).update(count=total)
    Round.objects.filter(pk=asked.pk).update(forms=sum(totals[0]))


def totals(asked: Round) -> list[list[int]]:
    return [
        [asked.tallies.get(question=question["id"], answer=place).count for place in range(len(question["answers"]))]
        for question in asked.questionnaire.questions
    ]
