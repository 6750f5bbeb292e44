"""What the self-check of the demonstration ends with, by what was answered."""

from collections import defaultdict

import pytest

from demo import interactive

NOWHERE = defaultdict(int)
NEVER, ONCE, OFTEN, UNTOLD = "Jamais", "Une fois", "Plusieurs fois", "Je préfère ne pas répondre"
SURE, DOUBT, LOOKED_AWAY = "Non", "Oui", "Je n’ai pas voulu le savoir"


def end(bought: str, doubt: str, *others: tuple[str, str], step: int = 1) -> str:
    """The heading of the result that whoever answers so reads."""
    answers = {("achat", bought), ("doute", doubt), *others}
    points = (
        step
        - 1
        + sum(
            answer["value"]["points"]
            for question in interactive.questions()
            if question["type"] != "scale"
            for answer in question["value"]["answers"]
            if (question["value"]["key"], answer["value"]["text"]) in answers
        )
    )
    results = (one["value"] for one in interactive.results(NOWHERE, NOWHERE))
    return next(one["title"] for one in results if one["least"] <= points <= one["most"])


HEAVIEST = [
    ("depense", "Souvent"),
    ("apres", "De la honte ou du regret"),
    ("apres", "Un vide, de la tristesse"),
    ("apres", "La peur d’être découvert"),
    ("apres", "L’envie de recommencer"),
    ("parler", "Non, personne"),
]


def test_never_and_once_do_not_end_alike():
    assert end(NEVER, SURE) == "Cela tient peu de place dans votre vie"
    assert end(ONCE, SURE) == end(OFTEN, SURE) == "La loi l’interdit dès la première fois"


def test_whoever_thinks_of_it_without_having_paid_is_told_to_talk():
    assert (
        end(NEVER, SURE, ("parler", "Non, personne"), step=5) == "Cela prend de la place. C’est le moment d’en parler"
    )


@pytest.mark.parametrize("bought", [ONCE, OFTEN])
def test_heavy_answers_weigh_however_often_it_was(bought):
    assert end(bought, SURE, *HEAVIEST, step=5) == "Cela pèse, sur vous et sur d’autres"


@pytest.mark.parametrize("doubt", [DOUBT, LOOKED_AWAY])
def test_doubt_is_told_and_whoever_paid_is_told_to_stop_too(doubt):
    assert end(NEVER, doubt, step=5) == "Votre doute peut protéger quelqu’un"
    assert {end(ONCE, doubt), end(OFTEN, doubt, *HEAVIEST, step=5)} == {"Arrêtez, et dites votre doute"}


def test_whoever_does_not_say_whether_he_paid_reads_words_of_its_own_whatever_else_he_says():
    ends = {end(UNTOLD, SURE, ("parler", talks), step=step) for talks in ("Oui", "Non, personne") for step in (1, 5)}

    assert ends == {"Vous n’avez pas tout dit, et c’est votre droit"}
    assert end(UNTOLD, DOUBT) == end(UNTOLD, LOOKED_AWAY, step=5) == "Votre doute peut protéger quelqu’un"


def test_each_end_leads_to_the_page_for_whoever_wants_to_stop():
    ends = [one["value"] for one in interactive.results(NOWHERE, {"stop": "stop"})]

    assert {(one["page"], one["link"]) for one in ends} == {("stop", "Arrêter d’acheter")}
