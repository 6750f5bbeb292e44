"""What a film shows, and for how long: all of it can be read, and it says what sheets say."""

import re
from dataclasses import replace

import pytest
from django.utils import translation

from press.content import FilmWords, PressError
from press.films import storyboards
from press.films.formats import FILMS, LENGTHS, NETWORKS, SHAPES
from press.films.stills import stills
from press.films.storyboards import ADDRESS, STORYBOARDS
from press.formats import make
from tests.press.contents import LANGUAGES, TARGET, said
from tests.press.contents import STATEMENT as LONG
from tests.press.films.contents import STATEMENT, film


def told(content, seconds):
    return storyboards.shots(content, seconds)


def digits(text: str) -> str:
    return re.sub(r"\D", "", text)


@pytest.mark.parametrize("seconds", LENGTHS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("storyboard", STORYBOARDS)
def test_every_scene_stands_as_long_as_it_is_read(storyboard, language, seconds):
    content = film(storyboard, language)

    shots = told(content, seconds)

    speed = 6 if language.startswith("zh") else 15
    assert storyboards.storyboard(content).key == storyboard
    assert (shots[0].start, shots[-1].end) == (0, seconds)
    for shot, following in zip(shots, [*shots[1:], None], strict=True):
        assert shot.stands >= len(" ".join(shot.scene.says)) / speed - 0.07  # a frame
        assert following is None or following.start == shot.end
    assert shots[-1].scene.part == "end"
    assert shots[-1].end - shots[-1].start >= ADDRESS - 0.07


@pytest.mark.parametrize("seconds", LENGTHS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", [STATEMENT, LONG])
def test_message_that_is_seen_stands_as_long_as_it_is_read(text, language, seconds):
    content = film("message", language, statement=said(text, language), call="Stop")
    found = stills(told(content, seconds), content, TARGET, **FILMS["film-9x16-6"].frame)

    shown = [still for still in found if still.data["scene"] in ("message", "statement") and still.data.get("typed")]
    gone = next((still.at for still in found if still.data["scene"] not in ("message", "statement")), seconds)
    whole = [still.at for still in shown if not still.data["rest"]]

    assert bool(shown) == (told(content, seconds)[0].scene.part == "message")
    if shown:
        speed = 6 if language.startswith("zh") else 15
        assert gone - shown[0].at >= len(content.look.says) / speed
        assert shown[[still.at for still in shown].index(whole[-1]) + 1].at - whole[0] >= 0.65


@pytest.mark.parametrize("language", LANGUAGES)
def test_statement_that_the_last_picture_alone_has_room_for_is_a_scene_of_its_own(language):
    content = film("message", language, statement=said(LONG, language), call="Stop")

    shots = told(content, 6)

    assert len(shots) == 2
    assert shots[0].scene.says == (content.statement,)
    assert (shots[0].end, shots[1].end) == (shots[1].start, 6)
    assert content.statement not in shots[1].scene.says


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("storyboard", STORYBOARDS)
def test_shortest_film_says_statement_number_and_call(storyboard, language):
    content = film(storyboard, language)

    words = [text for shot in told(content, 6) for text in shot.scene.says]

    assert {content.statement, content.facts[0].value, content.facts[0].label, content.call} <= set(words)
    assert len(words) == len(set(words))  # nothing is to be read twice


def test_film_and_sheet_say_the_same_words_and_numbers():
    content = film("message")

    sheet = make("square", content, TARGET).text
    for shot in told(content, 20):
        for text in shot.scene.says:
            assert text in sheet
    assert digits(content.facts[0].value) == "1500"


def test_longer_film_says_more():
    parts = [[shot.scene.part for shot in told(film("message"), seconds)] for seconds in LENGTHS]

    assert parts[0] == ["message", "statement", "end"]
    assert {"lead", "number"} <= set(parts[1])
    assert len(parts[2]) >= len(parts[1]) > len(parts[0])


def test_second_number_with_the_label_of_the_first_has_its_sentence():
    content = film("penalty")

    first, second = [shot.scene for shot in told(content, 20) if shot.scene.part == "number"]

    assert first.says[1] == content.facts[0].label
    assert second.says == (content.facts[1].value, content.facts[1].sentence)


def test_words_that_nobody_could_read_are_refused_with_what_would_be_accepted():
    content = film("penalty", statement="Un mot après l’autre, " * 10)

    with translation.override("en"), pytest.raises(PressError) as refused:
        told(content, 6)

    over = int(re.search(r"by (\d+) characters", refused.value.message)[1])
    told(replace(content, statement=content.statement[: -over - 1]), 6)
    with pytest.raises(PressError):
        told(replace(content, statement=content.statement[: -over + 15]), 6)


def test_chosen_words_take_the_place_of_the_campaigns_own():
    content = film("message", film=FilmWords(storyboard="door", opening="Il est tard.", call="Parler à quelqu’un"))

    shots = told(content, 15)

    assert storyboards.storyboard(content).key == "door"
    assert (shots[0].scene.part, shots[0].scene.says) == ("door", ("Il est tard.",))
    assert shots[-1].scene.says == ("Parler à quelqu’un",)


def test_opening_that_the_team_wrote_is_never_left_out():
    content = film("penalty", film=FilmWords(opening="Une ligne que personne n’oublie."))

    with pytest.raises(PressError):
        told(content, 6)
    assert told(content, 15)[0].scene.says == ("Une ligne que personne n’oublie.",)


def test_words_keep_to_what_every_network_leaves_free():
    upright = next(shape for shape in SHAPES if shape.height > shape.width)

    assert upright.top >= max(network.top for network in NETWORKS)
    assert upright.bottom >= max(network.bottom for network in NETWORKS)
    assert upright.side >= max(max(network.left, network.right) for network in NETWORKS)


def test_formats_are_three_shapes_in_three_lengths():
    assert {(form.width, form.height, form.seconds) for form in FILMS.values()} == {
        (width, height, seconds)
        for width, height in ((1080, 1920), (1080, 1080), (1920, 1080))
        for seconds in (6, 15, 20)
    }
    assert "film-9x16-6" in FILMS


def test_film_without_the_time_for_the_message_does_not_ask_to_leave_it_unsent():
    content = film("message", statement="Payer pour un acte sexuel, c’est enfreindre la loi.", act="Connaître la loi")
    content = replace(content, call="Ne l’envoyez pas.")

    short, long = told(content, 6), told(content, 20)

    assert "Connaître la loi" in short[-1].scene.says
    assert content.call not in [text for shot in short for text in shot.scene.says]
    assert stills(short, content, TARGET, **FILMS["film-9x16-6"].frame)[-1].data["call"] == "Connaître la loi"
    assert content.call in long[-1].scene.says


def test_call_that_the_team_wrote_is_asked_in_every_length():
    content = film("message", statement="Payer pour un acte sexuel, c’est enfreindre la loi.", act="Connaître la loi")
    content = replace(content, film=FilmWords(call="Parlez-en."))

    assert told(content, 6)[-1].scene.says[-1] == "Parlez-en."
