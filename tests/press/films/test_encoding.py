"""The file of a film: read back, and what happens where it cannot be made."""

import io
import json
import subprocess
import sys
import wave
from dataclasses import replace
from itertools import pairwise

import av
import pytest
from PIL import Image

from press.content import FilmWords, PressError
from press.films import encoding
from press.films.encoding import FPS, encoded
from press.films.stills import Still
from press.formats import make
from tests.press.contents import TARGET
from tests.press.films.contents import film

SIZE = 160, 120

pytestmark = pytest.mark.processes


class Painted(Still):
    """A still of one colour."""

    def png(self) -> bytes:
        out = io.BytesIO()
        Image.new("RGB", SIZE, self.data["colour"]).save(out, "PNG")
        return out.getvalue()


PAINTED = [Painted(0, 0, {"colour": "#0d0e11"}), Painted(0.5, 0.2, {"colour": "#ffb627"})]


def tone(seconds: float) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"\x00\x20\x00\xe0" * int(4000 * seconds))
    return out.getvalue()


def boxes(data: bytes) -> list[bytes]:
    """The names of what an MP4 is made of, in their order."""
    found, at = [], 0
    while at < len(data):
        found.append(data[at + 4 : at + 8])
        at += int.from_bytes(data[at : at + 4])
    return found


def test_film_is_as_long_and_as_large_as_it_was_asked_for_and_has_no_sound():
    data = encoded(PAINTED, *SIZE, seconds=1)

    with av.open(io.BytesIO(data)) as opened:
        assert [stream.type for stream in opened.streams] == ["video"]
        video = opened.streams.video[0]
        frames = [frame.to_image() for frame in opened.decode(video)]
        assert (video.codec_context.name, video.codec_context.pix_fmt) == ("h264", "yuv420p")
        assert (video.width, video.height, video.average_rate, len(frames)) == (*SIZE, FPS, FPS)
    names = boxes(data)
    assert names.index(b"moov") < names.index(b"mdat")  # it plays while it loads
    reds = [frame.getpixel((80, 60))[0] for frame in frames]
    assert reds[0] < 40
    assert reds[-1] > 220
    assert any(60 < red < 200 for red in reds)  # one comes out of the other
    assert max(abs(one - other) for one, other in pairwise(reds)) < 150


def test_same_stills_give_the_same_bytes():
    assert encoded(PAINTED, *SIZE, seconds=1) == encoded(PAINTED, *SIZE, seconds=1)


@pytest.mark.parametrize("seconds", [0.4, 5])
def test_sound_track_is_cut_to_the_length_of_the_film(seconds):
    data = encoded(PAINTED, *SIZE, seconds=1, sound=tone(seconds))

    with av.open(io.BytesIO(data)) as opened:
        audio = opened.streams.audio[0]
        samples = sum(frame.samples for frame in opened.decode(audio))
        assert abs(samples / audio.rate - min(seconds, 1)) < 0.1


def test_sound_that_is_none_is_refused():
    with pytest.raises(PressError, match="MP3"):
        encoded(PAINTED, *SIZE, seconds=1, sound=b"not a sound at all" * 50)


def test_film_of_a_campaign_has_captions_a_picture_and_words():
    content = replace(film("message"), film=FilmWords(storyboard="message"))

    made = make("film-1x1-6", content, TARGET)

    with av.open(io.BytesIO(made.data)) as opened:
        assert float(opened.duration / av.time_base) == pytest.approx(6, abs=0.1)
    assert Image.open(io.BytesIO(made.poster)).size == (made.width, made.height) == (1080, 1080)
    assert len(made.poster) < 35_000, "a page loads it"
    assert made.cues[-1].end == 6
    assert content.statement in made.text
    assert TARGET.letters in made.alt
    assert len(made.data) < 800_000


WITHOUT = """
import json
from importlib.machinery import PathFinder
found = PathFinder.find_spec
PathFinder.find_spec = lambda name, path=None, target=None: None if name == "av" else found(name, path, target)
import django
django.setup()
from press.content import PressError
from press.films import encoding
from press.formats import make
from tests.press.contents import TARGET, content
try:
    make("film-1x1-6", content(), TARGET)
except PressError as error:
    refused = error.message
sheet = make("square", content(), TARGET)
print(json.dumps([encoding.missing(), refused, len(sheet.data)]))
"""


def test_without_the_extra_films_say_what_is_missing_and_sheets_are_made():
    """In a process that cannot find the package, as on a machine without it."""
    done = subprocess.run([sys.executable, "-c", WITHOUT], capture_output=True, text=True, timeout=120, check=False)

    assert done.returncode == 0, done.stderr[-2000:]
    missing, refused, size = json.loads(done.stdout.splitlines()[-1])
    assert missing == refused
    assert "« av »" in missing
    assert encoding.INSTALL in missing
    assert size > 1000
