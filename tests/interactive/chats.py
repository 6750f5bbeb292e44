"""Chats and quizzes to test with, as an editor would compose them."""

from typing import Any

from tests.factories import block
from tests.interactive.questionnaires import items


def message(text: str = "Salut", who: str = "friend", pause: int | None = None) -> dict[str, Any]:
    return {"who": who, "text": text, "pause": pause}


def scene(key: str, *replies: str, messages: list[dict] | None = None, page: int | None = None) -> dict[str, Any]:
    led = items(*({"text": f"Vers {to}", "goes_to": to} for to in replies))
    said = items(*(messages or [message(f"Dit {key}.")]))
    return block("scene", key=key, messages=said, replies=led, page=page, link="Aller" if page else "")


def quiz_question(key: str, *answers: dict[str, Any], verdict: str = "one") -> dict[str, Any]:
    """Where no answer is marked, the first one is."""
    given = answers or (quiz_answer("Vrai", 1), quiz_answer("Faux"))
    if verdict and verdict != "none" and not any(one["right"] for one in given):
        given = ({**given[0], "right": True}, *given[1:])
    return block(
        "explained_choice", key=key, question=f"Question {key}", verdict=verdict, hint="", answers=items(*given)
    )


def quiz_answer(text: str, points: int = 0, to: str = "", explanation: str = "", right: bool = False) -> dict[str, Any]:
    told = explanation or f"Pourquoi {text}."
    return {"text": text, "points": points, "goes_to": to, "key": "", "right": right, "explanation": told}
