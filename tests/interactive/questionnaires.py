"""Questionnaires and dialogues to test rules with, as an editor would compose them."""

from typing import Any
from uuid import uuid4

from tests.factories import block


def items(*values: Any) -> list[dict[str, Any]]:
    return [{"type": "item", "id": str(uuid4()), "value": value} for value in values]


def answer(text: str = "Une réponse", points: int = 0, to: str = "", key: str = "") -> dict[str, Any]:
    return {"text": text, "points": points, "goes_to": to, "key": key}


def question(key: str, *answers: dict[str, Any], kind: str = "single_choice") -> dict[str, Any]:
    given = answers or (answer("Non"), answer("Oui", 1))
    return block(kind, key=key, question=f"Question {key}", hint="", answers=items(*given))


def scale(key: str, steps: int = 5, points: int = 1, to: str = "", from_step: int | None = None) -> dict[str, Any]:
    value = {"lowest": "Peu", "highest": "Beaucoup", "steps": steps, "points": points, "goes_to": to}
    return block("scale", key=key, question=f"Question {key}", hint="", from_step=from_step, **value)


def score_result(least: int, most: int, title: str = "Un résultat", **more: Any) -> dict[str, Any]:
    return block("score_result", **{"least": least, "most": most} | words(title) | more)


def answer_result(question: str, answer: str, title: str = "Un résultat", **more: Any) -> dict[str, Any]:
    return block("answer_result", **{"question": question, "answer": answer} | words(title) | more)


def words(title: str) -> dict[str, Any]:
    return {"title": title, "text": "<p>Des mots.</p>", "page": None, "link": ""}


def turn(key: str, *replies: str, page: int | None = None) -> dict[str, Any]:
    led = items(*({"text": f"Vers {to}", "goes_to": to} for to in replies))
    return block("exchange", key=key, says=f"<p>Dit {key}.</p>", replies=led, page=page, link="Aller" if page else "")


def some_help() -> list[dict[str, Any]]:
    return [block("helplines", heading="Parler", audience="buyers")]


def check_fields(**fields: Any) -> dict[str, Any]:
    """A self-check that is right."""
    defaults = {
        "title": "Où j’en suis",
        "slug": "ou-j-en-suis",
        "questions": [question("un"), question("deux")],
        "results": [score_result(0, 2)],
        "help": some_help(),
    }
    return defaults | fields


def dialogue_fields(page: int, **fields: Any) -> dict[str, Any]:
    """A dialogue that is right; `page` is the one that helps."""
    defaults = {
        "title": "Pourquoi ?",
        "slug": "pourquoi",
        "exchanges": [turn("debut", "fin"), turn("fin", page=page)],
        "help": some_help(),
    }
    return defaults | fields
