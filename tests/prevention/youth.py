"""Pages for young people to test with, each complete with the least that it needs."""

from typing import Any

from campaigns.prevention.models import ChatPage, QuizPage, YouthPage
from facts.models import Helpline
from tests import factories
from tests.factories import block
from tests.interactive.chats import quiz_question, scene
from tests.interactive.questionnaires import items, score_result

WARNED = "Il est question de pression."


def first(*helplines: Helpline) -> list[dict[str, Any]]:
    chosen = helplines or [Helpline.objects.first() or factories.helpline("Enfance en danger", ("young",))]
    return [block("first_helplines", heading="Maintenant", helplines=items(*(line.pk for line in chosen)))]


def some_help() -> list[dict[str, Any]]:
    return [block("helplines", heading="Parler", audience="young")]


def youth_page(parent, **fields: Any) -> YouthPage:
    least = {"title": "12–15 ans", "slug": "douze", "band": "12-15", "warning": WARNED}
    if "first" not in fields:
        least["first"] = first()
    return factories.publish(parent, YouthPage(**least | fields))


def section(parent, **fields: Any) -> YouthPage:
    return youth_page(parent, **{"title": "Infos jeunes", "slug": "infos-jeunes", "band": "", "warning": ""} | fields)


def chat_page(parent, helping: int, **fields: Any) -> ChatPage:
    least = {
        "title": "Un samedi",
        "slug": "un-samedi",
        "warning": WARNED,
        "scenes": [scene("debut", "oui", "non"), scene("oui", page=helping), scene("non", page=helping)],
        "help": some_help(),
    }
    return factories.publish(parent, ChatPage(**least | fields))


def quiz_page(parent, **fields: Any) -> QuizPage:
    least = {
        "title": "Vrai ou faux ?",
        "slug": "vrai-ou-faux",
        "warning": WARNED,
        "questions": [quiz_question("un"), quiz_question("deux")],
        "results": [score_result(0, 2)],
        "help": some_help(),
    }
    return factories.publish(parent, QuizPage(**least | fields))
