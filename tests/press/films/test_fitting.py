"""Films that were made elsewhere: measured without being decoded, and held against the formats of those that are made here."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from press.content import PressError
from press.films import captions, encoding, fitting
from press.films.containers import Measured, measured
from press.films.formats import FILMS
from tests.core.specimens import box
from tests.press.films.test_encoding import PAINTED, SIZE, tone
from tests.press.films.uploaded import mp4


def read(data: bytes) -> Measured:
    return measured(io.BytesIO(data))


def refusals(**film) -> list[str]:
    with translation.override("en"):
        return fitting.problems(read(mp4(**film)))


@pytest.mark.parametrize("form", FILMS.values(), ids=FILMS)
@pytest.mark.parametrize("sound", [b"mp4a", b""])
def test_film_of_each_format_is_known_by_its_shape_and_length(form, sound):
    film = read(mp4((form.width, form.height), form.seconds + 0.3, sound=sound))

    assert fitting.problems(film) == []
    assert fitting.fitting(film) == form


@pytest.mark.parametrize(
    ("film", "accepted"),
    [
        ({"codec": b"hvc1"}, "H.264"),
        ({"codec": b"apch"}, "H.264"),
        ({"profile": 110}, "8 bits"),
        ({"sound": b"ac-3"}, "AAC, or without sound"),
        ({"size": (1080, 1350)}, "9:16, 1:1, 16:9"),
        ({"size": (540, 960)}, "at least 720 pixels"),
        ({"seconds": 8.2}, "6, 15, 20"),
        ({"seconds": 0}, "6, 15, 20"),
    ],
)
def test_each_refusal_says_what_would_be_accepted(film, accepted):
    (said,) = refusals(**film)

    assert accepted in said
    with pytest.raises(PressError):
        fitting.fitting(read(mp4(**film)))


def test_all_that_is_wrong_is_said_at_once():
    assert len(refusals(codec=b"hvc1", sound=b"ac-3", size=(640, 480), seconds=90)) == 4


def test_film_of_a_telephone_that_was_turned_is_upright():
    film = read(mp4((1080, 1920), turned=True))

    assert (film.width, film.height) == (1080, 1920)


@pytest.mark.parametrize(
    "data",
    [b"", b"x" * 40, mp4()[:200], box(b"ftyp") + box(b"moov"), box(b"moov", box(b"trak", box(b"tkhd")))],
    ids=["empty", "no boxes", "cut short", "no track", "no description"],
)
def test_damaged_film_is_refused(data):
    with pytest.raises(ValidationError):
        read(data)


def test_what_is_cut_anywhere_is_measured_or_refused():
    whole = mp4()
    for end in range(len(whole)):
        try:
            assert read(whole[:end]) == read(whole)
        except ValidationError:
            continue


@pytest.mark.processes
def test_film_that_an_encoder_wrote_is_measured():
    found = read(encoding.encoded(PAINTED, *SIZE, 1, tone(1)))

    assert (found.pictures, found.sound, found.width, found.height) == ("avc1", "mp4a", *SIZE)
    assert found.profile in fitting.PROFILES
    assert found.seconds == pytest.approx(1, abs=0.1)


VTT = "WEBVTT\n\nNOTE rien\n\n1\n00:00.000 --> 00:02.500 line:80%\n<v Elle>Ne l’envoyez &amp; pas.\n\n00:00:02.500 --> 00:00:06.000\nC’est interdit.\n"


@pytest.mark.parametrize("written", [VTT, "\ufeff" + VTT.replace("\n", "\r\n")])
def test_captions_are_read_as_words_with_their_times(written):
    told = captions.read(written, 6)

    assert [(cue.start, cue.end, cue.text) for cue in told] == [
        (0, 2.5, "Ne l’envoyez & pas."),
        (2.5, 6, "C’est interdit."),
    ]
    assert captions.read(captions.written("vtt", told), 6) == told


@pytest.mark.parametrize(
    "written",
    [
        "WEBVTT\n",
        "WEBVTT\n\nDes mots seuls.",
        "WEBVTT\n\n00:01.000 --> 00:02.000\n",
        "WEBVTT\n\n00:02.000 --> 00:01.000\nx",
        "WEBVTT\n\n00:03.000 --> 00:04.000\nx\n\n00:01.000 --> 00:02.000\ny",
        "WEBVTT\n\n00:01.000 --> 00:09.000\nx",
        "WEBVTT\n\n00:01,000 --> 00:02,000\nx",
    ],
    ids=["nothing", "no time", "no words", "backwards", "out of order", "after the end", "commas"],
)
def test_captions_that_no_player_would_show_rightly_are_refused(written):
    with pytest.raises(PressError):
        captions.read(written, 6)
