"""The contents of a long page are made from its headings, and lead to them."""

import pytest

from core.text.contents import Part, with_anchors


def headings(*words: str) -> str:
    return "".join(f"<h2>{one}</h2><p>…</p>" for one in words)


@pytest.mark.parametrize(
    ("words", "anchor"),
    [
        ("Ce que dit la loi", "ce-que-dit-la-loi"),
        ("<em>Ce</em> que\n dit", "ce-que-dit"),
        ("ما يقوله القانون", "ما-يقوله-القانون"),
        ("法律怎么说", "法律怎么说"),
        ("?!", "part"),
    ],
)
def test_heading_gets_an_id_from_its_words(words, anchor):
    html, [part] = with_anchors(headings(words))

    assert part.anchor == anchor
    assert f'<h2 id="{anchor}">{words}</h2>' in html


def test_no_two_headings_share_an_id_and_none_takes_one_that_is_there():
    html, parts = with_anchors('<p id="la-loi">…</p>' + headings("La loi", "La loi"))

    assert parts == [Part("la-loi-2", "La loi"), Part("la-loi-3", "La loi")]
    assert html.count("id=") == 3


def test_heading_keeps_its_own_id():
    html = '<h2 class="x" id="own">La loi</h2>'

    assert with_anchors(html) == (html, [Part("own", "La loi")])


def test_title_is_text_which_a_template_escapes_once():
    assert with_anchors(headings("Droits &amp; aides"))[1] == [Part("droits-aides", "Droits & aides")]
