"""Pages of rights: protected whatever was chosen, drawn with a word, heard and signed, folded easy words, tiles."""

import re

import pytest
from django.core.exceptions import ValidationError

from campaigns.outreach.directory.models import DirectoryPage
from campaigns.outreach.drawings import DRAWINGS
from campaigns.outreach.models import RightsPage, Topic
from campaigns.outreach.models.rights import ANOTHER_PAGE
from core.text.structure import problems
from home.models import StandardPage
from tests import factories, markup
from tests.outreach.rights import block, rights_page, section, sound, steps, text


def test_page_is_protected_whatever_was_chosen(client, home):
    page = rights_page(home, zone="open")

    answer = client.get(page.url)

    assert page.zone == "protected"
    assert {name: answer[name] for name in ("Cache-Control", "Referrer-Policy", "Request-OTR")} == {
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "Request-OTR": "1",
    }
    assert answer.cookies == {}


@pytest.mark.parametrize(
    ("field", "kind", "told"),
    [
        ("audio", "video", "This is a video: choose a sound file."),
        ("sign_video", "sound", "This is a sound file: choose a video."),
    ],
)
def test_recording_of_the_wrong_kind_is_refused_at_its_place(in_english, home, field, kind, told):
    media = factories.video() if kind == "video" else sound()

    with pytest.raises(ValidationError) as refused:
        rights_page(home, **{field: media})

    assert refused.value.message_dict == {field: [told]}


def test_page_of_a_subject_holds_pages_of_rights_and_the_directory(home):
    assert set(RightsPage.allowed_subpage_models()) == {RightsPage, DirectoryPage}
    assert RightsPage in type(home).allowed_subpage_models()
    assert RightsPage in StandardPage.allowed_subpage_models()


def test_every_subject_has_a_drawing_that_is_hidden_from_who_listens(client, home):
    assert set(DRAWINGS) == {*Topic, ANOTHER_PAGE}
    top = section(home)
    for topic in Topic:
        rights_page(top, topic=topic, slug=topic.value, title=f"Page {topic.value}")

    html = markup.read(client.get(top.url).content.decode())

    tiles = re.findall(r'<li><a href="[^"]+">.*?</li>', html, re.DOTALL)
    drawn = [tile for tile in tiles if "<svg" in tile]
    assert [re.search("<strong>(.*?)</strong>", tile)[1] for tile in drawn] == [
        f"Page {topic.value}" for topic in Topic
    ]
    assert [tile for tile in drawn if 'aria-hidden="true"' not in tile or 'width="40"' not in tile] == []


def test_section_shows_what_is_public_under_it_in_the_order_of_the_tree(client, home):
    top = section(home)
    rights_page(top, slug="sante", title="Santé", topic="health")
    rights_page(top, slug="papiers", title="Papiers", topic="papers")
    top.refresh_from_db()
    top.add_child(instance=RightsPage(title="Brouillon secret", slug="brouillon", topic="money", live=False))

    html = client.get(top.url).content.decode()

    assert re.findall("<strong>(.*?)</strong>", html[html.index('class="topics"') : html.index("</main>")]) == [
        "Santé",
        "Papiers",
    ]
    assert "Brouillon secret" not in html


def test_section_costs_the_same_whatever_is_under_it(client, home, django_assert_num_queries):
    top = section(home, body=[text("<h2>Un titre</h2>")])
    rights_page(top, slug="un", topic="health")
    client.get(top.url)
    with django_assert_num_queries(13):
        client.get(top.url)

    rights_page(top, slug="deux", topic="papers")
    rights_page(top, slug="trois", topic="money")
    with django_assert_num_queries(13):
        client.get(top.url)


def test_recording_is_not_loaded_before_it_is_played(client, home):
    page = rights_page(home, audio=sound(), sign_video=factories.video())

    html = markup.read(client.get(page.url).content.decode())

    assert re.findall(r'<(audio|video) controls preload="none"', html) == ["audio", "video"]
    assert '<track kind="captions"' in html
    assert "Tout ce qui est dit." in html  # the transcript of the signed video
    assert "autoplay" not in html


def test_recording_is_heard_in_its_own_language_alone(client, home, english_home, translate):
    page = rights_page(home, audio=sound("fr"), sign_video=factories.video())
    english = translate(page, english_home.locale)

    html = client.get(english.url).content.decode()
    assert (english.audio, "<audio" in html, "<video" in html) == (page.audio, False, True)

    english.audio = sound("en")
    factories.go_live(english)
    assert "<audio" in client.get(english.url).content.decode()


def test_easy_words_are_folded_on_the_page_and_opened_by_an_anchor(client, home):
    page = rights_page(home, easy_read=[text("<p>Des mots faciles.</p>"), steps("Parlez")])
    plain = rights_page(home, slug="sans", title="Sans")

    html = markup.read(client.get(page.url).content.decode())

    assert '<a href="#easy-read">' in html
    assert '<details class="easy-read" id="easy-read">' in html
    assert "Des mots faciles." in html
    assert "easy-read" not in markup.read(client.get(plain.url).content.decode())


def test_page_has_no_structural_problem(client, home):
    top = section(home)
    page = rights_page(
        top,
        lead="Agissez.",
        body=[
            steps("Appelez"),
            text("<h2>Après</h2><p>Parlez.</p>"),
            block("helplines", heading="Appeler", audience="outreach"),
        ],
        easy_read=[text("<h2>Facile</h2><p>Des mots.</p>")],
        audio=sound(),
        sign_video=factories.video(),
    )

    for address in (top.url, page.url):
        assert problems(client.get(address).content.decode(), "fr") == []


@pytest.mark.usefixtures("search_index")
def test_words_of_the_page_are_found(client, home):
    page = rights_page(home, lead="Agissez vite", easy_read=[text("<p>bicyclette</p>")])
    search = factories.search_page(home)

    found = [client.post(search.url, {"q": words}).context["results"] for words in ("agissez vite", "bicyclette")]

    assert [[result.pk for result in results] for results in found] == [[page.pk], [page.pk]]


def test_draft_is_previewed(home):
    page = rights_page(section(home), body=[steps("Appelez")])
    page.lead = "Pas encore en ligne."

    html = page.make_preview_request().content.decode()

    assert ("Pas encore en ligne." in html, "Appelez" in html) == (True, True)


@pytest.mark.parametrize(("topic", "number"), [("minor", "119"), ("housing", "115")])
def test_foot_of_the_page_for_minors_has_the_helplines_of_young_people(client, home, topic, number):
    factories.helpline("Un toit", ("outreach",), number="115")
    factories.helpline("Enfance", ("young",), number="119")

    html = client.get(rights_page(home, topic=topic).url).content.decode()

    foot = html.partition("<footer")[2].partition("</section>")[0]
    assert re.findall(r'href="tel:(\d+)"', foot) == [number]
