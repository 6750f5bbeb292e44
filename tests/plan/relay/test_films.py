"""Films for partners and on the campaign's page: nothing plays by itself, nothing is loaded before, and no word is lost."""

import io
import re
import zipfile
from html import unescape

import pytest
from django.utils import timezone

from campaigns.plan.models import CampaignPage
from campaigns.plan.sheets.words import read
from core.protection.zones import Zone
from press.composition import words
from press.films import storyboards
from tests import factories
from tests.plan.sheets import filmed, printed


@pytest.fixture
def page(home):
    campaign = factories.campaign(slug="la-loi")
    return factories.campaign_page(factories.campaign_index(home), campaign, statement="C’est interdit.")


@pytest.fixture
def film(page):
    return filmed.film(printed.link(page.campaign))


def item(film, rest: str = "") -> str:
    return f"/fr/relay/item/{film.pk}-{film.sha256[:8]}/{rest}"


def video(html: str) -> str:
    return re.search(r"<video.*?</video>", html, re.DOTALL)[0]


def test_page_of_a_film_shows_it_with_captions_and_transcript(client, film):
    html = client.get(item(film)).content.decode()

    shown = video(html)
    assert f'src="{film.file.url}"' in shown
    assert f'poster="{film.poster.url}"' in shown
    assert f'src="{item(film, "captions.vtt")}"' in shown
    assert "Transcription." in html
    assert 'href="' + item(film, "captions.srt") in html


@pytest.mark.parametrize(("kind", "media"), [("vtt", "text/vtt"), ("srt", "application/x-subrip")])
def test_captions_are_files_of_their_own(client, film, kind, media):
    response = client.get(item(film, f"captions.{kind}"))

    assert response["Content-Type"] == f"{media}; charset=utf-8"
    assert "C’est interdit." in response.content.decode()


def test_captions_go_with_the_film(client, film):
    assert client.get(item(film, "captions.xml")).status_code == 404

    film.recalled_at = timezone.now()
    film.save()

    assert client.get(item(film, "captions.vtt")).status_code == 404


def test_sheet_has_no_captions(client, page):
    sheet = printed.item(printed.link(page.campaign))

    assert client.get(item(sheet, "captions.vtt")).status_code == 404
    assert "captions." not in client.get(item(sheet)).content.decode()


def test_list_shows_the_picture_of_the_film(client, film):
    html = client.get("/fr/relay/la-loi/").content.decode()

    assert f'src="{film.poster.url}"' in html
    assert "<video" not in html


def test_pack_has_film_captions_picture_and_words(client, film):
    response = client.get("/fr/relay/la-loi/pack.zip?language=fr")

    names = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))).namelist()
    stem = f"fr/film-9x16-6-{film.link.code}"
    assert {f"{stem}.mp4", f"{stem}.vtt", f"{stem}.srt", f"{stem}-poster.png", f"{stem}.mp4.txt"} <= set(names)


def test_campaign_page_shows_its_film_and_plays_nothing(client, page, film):
    response = client.get(page.url)

    shown = video(response.content.decode())
    assert 'preload="none"' in shown
    assert "autoplay" not in shown
    assert "controls" in shown
    assert set(re.findall(r'(?:src|poster)="([^"]+)"', shown)) == {
        film.file.url,
        film.poster.url,
        item(film, "captions.vtt"),
    }
    assert "media-src 'self'" in response["Content-Security-Policy"]
    assert "Transcription." in response.content.decode()
    assert not response.cookies


def test_square_comes_before_the_upright_on_the_page(client, page, film):
    square = filmed.film(film.link, "film-1x1-15")

    assert square.file.url in video(client.get(page.url).content.decode())


@pytest.mark.parametrize("change", ["stale_since", "recalled_at", "replaced_at"])
def test_film_that_does_not_hold_is_not_shown(client, page, film, change):
    setattr(film, change, timezone.now())
    film.save()

    assert "<video" not in client.get(page.url).content.decode()


def test_film_of_a_partner_is_not_shown_to_all(client, page):
    filmed.film(printed.placed(page.campaign, printed.partner()))

    assert "<video" not in client.get(page.url).content.decode()


def test_protected_page_shows_none(client, page, film):
    CampaignPage.objects.update(zone=Zone.PROTECTED)

    assert "<video" not in client.get(page.url).content.decode()


def test_film_sheet_and_page_say_the_same(client, home):
    body = [factories.block("fact_card", fact=factories.fact(name="Amende", value="1500").pk)]
    page = factories.campaign_page(factories.campaign_index(home), statement="C’est interdit.", body=body)
    content = read(page).content

    said = [text for shot in storyboards.shots(content, 15) for text in shot.scene.says]

    assert {content.statement, content.facts[0].value} <= set(said)
    html, sheet = plain(client.get(page.url).content.decode()), plain(words.plain(content))
    for text in said:
        assert plain(text) in sheet
        assert plain(text) in html or text == content.call


def plain(text: str) -> str:
    """Words alone, whatever the spaces between them."""
    return re.sub(r"\s", "", unescape(re.sub(r"<[^>]+>", "", text)))
