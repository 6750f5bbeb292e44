"""Captions and transcripts: each word with its time, in every writing."""

import re

import pytest

from press.content import Cue
from press.films import captions
from press.films.storyboards import shots
from tests.press.contents import TARGET
from tests.press.films.contents import film

VTT = r"(\d\d):(\d\d):(\d\d)\.(\d{3}) --> (\d\d):(\d\d):(\d\d)\.(\d{3})"


def cues(language: str, seconds: int = 15):
    return captions.cues(shots(film("message", language), seconds), TARGET)


@pytest.mark.parametrize("language", ["ar", "zh-hans", "fr"])
def test_captions_are_well_formed(language):
    told = cues(language)

    head, *blocks = captions.written("vtt", told).rstrip("\n").split("\n\n")
    numbered = captions.written("srt", told).rstrip("\n").split("\n\n")

    assert head == "WEBVTT"
    assert [block.split("\n", 1)[1] for block in blocks] == [cue.text for cue in told]
    assert all(re.fullmatch(VTT, block.split("\n")[0]) for block in blocks)
    assert [block.split("\n")[0] for block in numbered] == [str(number) for number in range(1, len(told) + 1)]
    assert numbered[0].split("\n")[1].startswith("00:00:00,000 --> ")
    assert (told[0].start, told[-1].end) == (0, 15)


def test_captions_say_all_words_and_the_address():
    content = film("message")
    text = captions.written("vtt", cues("fr"))

    for words in (content.look.says, content.statement, content.facts[0].value, content.call, TARGET.letters):
        assert words in text


def test_marks_of_the_format_are_escaped_and_no_empty_line_ends_a_cue():
    written = captions.written("vtt", [Cue(0, 61.5, "1 < 2 & a --> b")])

    assert written == "WEBVTT\n\n00:00:00.000 --> 00:01:01.500\n1 &lt; 2 &amp; a --&gt; b\n"
    assert "\n\n" not in captions.cues(shots(film("message", lead="Un.\n\nDeux."), 15), TARGET)[2].text


@pytest.mark.parametrize("seconds", [6, 20])
def test_transcript_tells_what_is_seen_and_names_the_sources(seconds):
    content = film("message")

    text = captions.transcript(content, shots(content, seconds), TARGET)

    for words in (content.look.says, content.statement, content.facts[0].value, content.facts[0].source, TARGET.url):
        assert words in text
    assert (content.facts[1].source in text) == (content.facts[1].sentence in text) == (seconds == 20)
    assert content.notice in text
