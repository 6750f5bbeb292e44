"""Structural checks: each rule finds what it is about, and says nothing of a page that is right."""

import pytest

from core.text.structure import problems

WELL = """<!doctype html><html lang="{lang}" dir="{dir}"><body>
<a href="#content">{skip}</a><main id="content"><h1>T</h1><h2>S</h2><p lang="en">{body}</p></main></body></html>"""


def page(body: str = "x", language: str = "fr", direction: str = "ltr") -> str:
    return WELL.format(lang=language, dir=direction, skip="Aller au contenu", body=body)


def kinds(html: str, language: str = "fr") -> list[str]:
    return [problem.kind for problem in problems(html, language)]


@pytest.mark.parametrize(("language", "direction"), [("fr", "ltr"), ("ar", "rtl"), ("zh-hans", "ltr")])
def test_page_that_is_right_has_no_problem(language, direction):
    assert problems(page(language=language, direction=direction), language) == []


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<h1>Encore</h1>", ["h1"]),
        ("<h4>Trop bas</h4>", ["heading-order"]),
        ("<h2><span aria-hidden='true'>×</span></h2>", ["heading"]),
        ("<img src='/a.png'>", ["alt"]),
        ("<img src='/a.png' alt=''>", []),
        ("<iframe src='/a'></iframe>", ["frame-title"]),
        ("<iframe src='/a' title='Plan'></iframe>", []),
        ("<a href='/a'></a>", ["link-text"]),
        ("<a href='/a'><img src='/a.png' alt=''></a>", ["link-text"]),
        ("<a href='/a'><img src='/a.png' alt='Accueil'></a>", []),
        ("<a href='/a' aria-label='Accueil'></a>", []),
        ("<a href='/a' aria-labelledby='content'></a>", []),
        ("<a href='/a' aria-labelledby='nowhere'></a>", ["link-text"]),
        ("<a>pas un lien</a>", []),
        ("<a href='/a'>Click here!</a>", ["link-text"]),
        ("<a href='/a' lang='fr'>Cliquez  ICI…</a>", ["link-text"]),
        ("<a href='/a' lang='de'>hier</a>", []),
        ("<a href='/a' lang='zh-Hans'>更多</a>", ["link-text"]),
        ("<a href='/a' lang='ar'>هنا</a>", ["link-text"]),
        ("<a href='/a'>Ici, la loi</a>", []),
        ("<button type='button'></button>", ["button-text"]),
        ("<a href='#nulle-part'>La peine</a>", ["anchor"]),
        ("<a href='#content'>La peine</a>", []),
        ("<b lang='français'>x</b>", ["lang"]),
        ("<b lang=''>x</b>", ["lang"]),
        ("<b dir='gauche'>x</b>", ["dir"]),
        ("<b id='content'>x</b>", ["id"]),
        ("<table><tr><td>1</table>", ["table"]),
        ("<table><tr><th><td>1</table>", ["table"]),
        ("<table><tr><th>Pays<td>1<tr><th>Année<td>2</table>", []),
        ("<template><img src='/a.png'><a href='/'></a></template>", []),
    ],
)
def test_rule_finds_what_it_is_about_and_no_more(body, found):
    assert kinds(page(body)) == found


def test_page_without_main_heading_fails():
    assert kinds("<html lang=fr dir=ltr><h2>Un titre</h2>") == ["h1"]


@pytest.mark.parametrize(
    ("html", "language", "found"),
    [
        (page(language="fr"), "en", ["lang"]),
        (page(language="ar", direction="ltr"), "ar", ["dir"]),
        (page(language="fr", direction="rtl"), "fr", ["dir"]),
        ("<h1>x</h1>", "fr", ["lang"]),
    ],
)
def test_language_and_direction_of_the_page_are_those_of_its_words(html, language, found):
    assert kinds(html, language) == found


@pytest.mark.parametrize("html", ["", "<", "</p></div><h1>x", "<a href=x", "<!--", "<p" * 2000])
def test_broken_html_is_read_as_far_as_it_goes(html):
    assert isinstance(problems(html, "fr"), list)


def test_message_is_a_sentence_that_names_the_place():
    (problem,) = problems(page("<a href='/peine/'></a>"), "fr")

    assert "/peine/" in problem.message
