"""The rules of a chat, and how its messages are shown."""

import pytest
from wagtail.blocks.struct_block import StructBlockValidationError

from interactive import chat
from interactive.blocks import SCENE_BLOCKS
from tests.interactive.chats import message, scene

BLOCK = dict(SCENE_BLOCKS)["scene"]
BAD = {
    "one answer": (
        [scene("debut", "fin"), scene("fin", page=1)],
        ("scenes", 0, "replies"),
        "One answer is no choice: write another one, or delete it and let the chat end here.",
    ),
    "long pauses": (
        [scene("debut", page=1, messages=[message(pause=2), message(pause=3), message(pause=1)])],
        ("scenes", 0, "messages", 1, "pause"),
        "The pauses up to here add up to 5 seconds: 4 at most in one scene.",
    ),
    "loop": (
        [scene("debut", "suite", "fin"), scene("suite", "debut", "fin"), scene("fin", page=1)],
        ("scenes", 1, "replies", 0, "goes_to"),
        "This leads back to “debut”, and from there one comes here again: a loop without end.",
    ),
    "scene that nothing reaches": (
        [scene("debut", "fin", "fin"), scene("seul", page=1), scene("fin", page=1)],
        ("scenes", 1, "key"),
        "Nothing leads to “seul”: let an answer lead here, or delete it.",
    ),
    "unknown key": (
        [scene("debut", "rien", "fin"), scene("fin", page=1)],
        ("scenes", 0, "replies", 0, "goes_to"),
        "Nothing has the key “rien”. There are: debut, fin.",
    ),
    "end without help": (
        [scene("debut")],
        ("scenes", 0, "page"),
        "The dialogue ends here: choose a page that helps, or add replies.",
    ),
}


@pytest.fixture(autouse=True)
def page(home):
    """The page that helps exists."""


@pytest.mark.parametrize("name", BAD)
def test_bad_chat_is_refused_at_its_place(in_english, name):
    scenes, place, told = BAD[name]
    seen = [BLOCK.to_python(one["value"]).in_graph(("scenes", number)) for number, one in enumerate(scenes)]

    assert [(problem.place, problem.message) for problem in chat.problems(seen)] == [(place, told)]


def test_chat_whose_ways_meet_again_and_that_takes_four_seconds_is_right():
    scenes = [
        scene("debut", "a", "fin", messages=[message(pause=1), message(pause=3)]),
        scene("a", "fin", "fin"),
        scene("fin", page=1),
    ]
    seen = [BLOCK.to_python(one["value"]).in_graph(("scenes", number)) for number, one in enumerate(scenes)]

    assert chat.problems(seen) == []


def test_lines_name_each_writer_and_add_their_pauses_up(in_english):
    said = [message("Un"), message("Deux", pause=1), message("Trois", "unknown", 2), message("Quatre", "me", 1)]
    value = BLOCK.to_python(scene("debut", messages=said)["value"])

    lines = value.lines({"friend": "Inès", "unknown": ""})

    assert [(line["name"], line["goes_on"], line["wait"]) for line in lines] == [
        ("Inès", False, 0),
        ("Inès", True, 1),
        ("Somebody unknown", False, 3),
        ("Me", False, 4),
    ]


@pytest.mark.parametrize(
    ("field", "value"), [("messages", []), ("replies", [{"text": "Oui", "goes_to": "fin"}] * 5)], ids=["none", "five"]
)
def test_number_of_messages_and_answers_is_held(field, value):
    stored = scene("debut")["value"] | {field: value}

    with pytest.raises(StructBlockValidationError) as refused:
        BLOCK.clean(BLOCK.to_python(stored))

    assert set(refused.value.block_errors) == {field}
