"""The handbook cannot rot: what its chapters quote, show and are opened from is there, in each of its languages."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.urls import URLPattern, get_resolver
from django.utils.translation import override
from django.utils.translation.trans_real import translation

from handbook.chapters import CHAPTERS, HERE, Chapter
from handbook.contents import CONTENTS

LANGUAGES = ("en", "fr")
EACH = pytest.mark.parametrize("chapter", CONTENTS, ids=lambda chapter: chapter.name)
LINK = re.compile(r"(?<!!)\[[^]]+\]\(([^)#]+)#?([^)]*)\)")


def said(chapter, language: str) -> str:
    return chapter.path(language).read_text()


def anchors(chapter, language: str) -> list[str]:
    return re.findall(r"^## .+ \{#([a-z-]+)\}$", said(chapter, language), re.MULTILINE)


def labels(language: str) -> set[str]:
    """What the interface says, that of Wagtail and others too; English is what is translated."""
    catalogue = translation("fr")._catalog
    keys = {key for key in catalogue.keys() if isinstance(key, str)}  # noqa: SIM118 - it cannot be iterated over
    return {catalogue[key] for key in keys} if language == "fr" else keys


def screens(resolver=None, space: str = "") -> set[str]:
    """Names of all addresses."""
    found = set()
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            found.add(f"{space}{pattern.name}")
        else:
            found |= screens(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)
    return found


def test_languages_have_the_chapters_of_the_contents_and_no_others():
    names = sorted(chapter.name for chapter in CONTENTS)

    assert {
        language: sorted(path.stem for path in (HERE / language).iterdir()) for language in LANGUAGES
    } == dict.fromkeys(LANGUAGES, names)


@EACH
def test_chapter_has_the_same_parts_and_pictures_in_each_language(chapter):
    parts = [anchors(chapter, language) for language in LANGUAGES]
    pictures = [re.findall(r"!\[[^]]+\]\(([^)]+)\)", said(chapter, language)) for language in LANGUAGES]

    assert parts[0] == parts[1]
    assert len(set(parts[0])) == len(re.findall(r"^## ", said(chapter, "fr"), re.MULTILINE))
    assert pictures[0] == pictures[1]
    assert [name for name in pictures[0] if finders.find(f"img/handbook/{name}") is None] == []


@EACH
@pytest.mark.parametrize("language", LANGUAGES)
def test_chapter_quotes_what_the_interface_says(chapter, language):
    quoted = set(re.findall(r"\*\*(.+?)\*\*", said(chapter, language)))

    assert quoted
    assert quoted - labels(language) == set()


@EACH
def test_chapter_quotes_the_same_labels_in_each_language(chapter):
    quoted = [re.findall(r"\*\*(.+?)\*\*", said(chapter, language)) for language in LANGUAGES]

    assert len(quoted[0]) == len(quoted[1])


@EACH
@pytest.mark.parametrize("language", LANGUAGES)
def test_chapter_leads_to_chapters_and_parts_that_exist(chapter, language):
    wrong = [
        (name, part)
        for name, part in LINK.findall(said(chapter, language))
        if name not in CHAPTERS or (part and part not in anchors(CHAPTERS[name], language))
    ]

    assert wrong == []


@EACH
def test_chapter_is_opened_from_screens_that_exist(chapter):
    names = screens()
    places = [place.partition("#") for place in chapter.opens]

    assert chapter.opens
    assert [start for start, _, _ in places if not any(name.startswith(start) for name in names)] == []
    assert {part for _, _, part in places if part} <= set(anchors(chapter, "fr"))


@EACH
@pytest.mark.parametrize("language", LANGUAGES)
def test_chapter_is_short(chapter, language):
    assert 110 < len(said(chapter, language).split()) < 320


def test_words_become_html_with_anchors_pictures_and_ways_to_chapters():
    with override("fr"):
        html = CHAPTERS["emergency"].text.html

    assert '<h2 id="back">Remettre</h2>' in html
    assert 'src="/static/img/handbook/takedown.png"' in html
    assert '<a href="/admin/handbook/sheets/#recall">' in html
    assert "<strong>Retirer partout</strong>" in html


def test_chapter_of_another_room_has_its_words_in_its_own_folder(tmp_path):
    chapter = Chapter("hotels", (), ("hotels",), tmp_path)
    (tmp_path / "en").mkdir()
    (tmp_path / "en/hotels.md").write_text("# Hotels\n\nWrite <b>to</b> them.\n")

    assert (chapter.text.title, chapter.text.html) == ("Hotels", "<p>Write &lt;b&gt;to&lt;/b&gt; them.</p>\n")
