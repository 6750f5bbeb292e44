"""The rules of a dialogue."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interactive import dialogue
from interactive.blocks import EXCHANGE_BLOCKS
from interactive.dialogue import Exchange
from tests.interactive.questionnaires import turn

BLOCK = dict(EXCHANGE_BLOCKS)["exchange"]
BAD = {
    "end without help": (
        [turn("debut", "fin"), turn("fin")],
        ("exchanges", 1, "page"),
        "The dialogue ends here: choose a page that helps, or add replies.",
    ),
    "unknown key": (
        [turn("debut", "rien", "fin"), turn("fin", page=1)],
        ("exchanges", 0, "replies", 0, "goes_to"),
        "Nothing has the key “rien”. There are: debut, fin.",
    ),
    "same key": (
        [turn("debut", "fin"), turn("fin", page=1), turn("fin", page=1)],
        ("exchanges", 2, "key"),
        "The key “fin” is taken by a block above: choose another one.",
    ),
    "loop back to the start": (
        [turn("debut", "suite"), turn("suite", "fin", "debut"), turn("fin", page=1)],
        ("exchanges", 1, "replies", 1, "goes_to"),
        "This leads back to “debut”, and from there one comes here again: a loop without end.",
    ),
    "turn that nothing reaches": (
        [turn("debut", "fin"), turn("seul", "fin"), turn("fin", page=1)],
        ("exchanges", 1, "key"),
        "Nothing leads to “seul”: let an answer lead here, or delete it.",
    ),
}


def problems(stored: list[dict]) -> list[tuple]:
    exchanges = [BLOCK.to_python(one["value"]).in_graph(("exchanges", number)) for number, one in enumerate(stored)]
    return [(problem.place, problem.message) for problem in dialogue.problems(exchanges)]


@pytest.fixture(autouse=True)
def page(home):
    """The page that helps exists."""


@pytest.mark.parametrize("name", BAD)
def test_bad_dialogue_is_refused_at_its_place(in_english, name):
    exchanges, place, message = BAD[name]

    assert problems(exchanges) == [(place, message)]


def test_branches_may_meet_again():
    assert problems([turn("debut", "a", "b"), turn("a", "fin"), turn("b", "fin"), turn("fin", page=1)]) == []


KEYS = ["a", "b", "c", "d", "e"]


@st.composite
def dialogues(draw) -> list[Exchange]:
    """Mostly right: each turn leads to the next one, and a few lead anywhere, also back, or end without help."""
    count = draw(st.integers(1, 5))
    exchanges = []
    for number in range(count):
        place, last = ("exchanges", number), number == count - 1
        onward = [] if last or draw(st.integers(0, 9)) == 0 else [KEYS[number + 1]]
        further = st.sampled_from(KEYS[number + 1 : count] or KEYS[:1])
        anywhere = st.sampled_from(KEYS[:count])
        more = [
            draw(anywhere if draw(st.integers(0, 9)) == 0 else further)
            for _ in range(0 if last else draw(st.integers(0, 2)))
        ]
        exchanges.append(Exchange(KEYS[number], place, (*onward, *more), helps=draw(st.integers(0, 9)) > 0))
    return exchanges


@given(dialogues())
def test_every_way_through_an_accepted_dialogue_ends_in_help_and_all_of_it_is_met(exchanges):
    if dialogue.problems(exchanges):
        return
    known = {exchange.key: exchange for exchange in exchanges}
    met = set()

    def walk(key: str, steps: int) -> None:
        assert steps < len(exchanges), "goes round"
        met.add(key)
        if not known[key].replies:
            assert known[key].helps
        for to in known[key].replies:
            walk(to, steps + 1)

    walk("a", 0)
    assert met == set(known)
