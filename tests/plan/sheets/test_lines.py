"""The lines of a statement: as its editor broke them, the same words on the page, on sheets and in films, in each language."""

import re
from dataclasses import replace
from html import unescape

import pypdfium2
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Locale

from campaigns.plan.sheets.words import read
from press.films import storyboards
from press.formats import make
from tests import factories
from tests.press.contents import LANGUAGES, TARGET, said
from tests.press.contents import STATEMENT as LONG
from tests.press.contents import content as contents

BROKEN = "Ne\nl’envoyez pas."


@pytest.fixture
def page(home):
    campaign = factories.campaign(slug="la-loi")
    return factories.campaign_page(factories.campaign_index(home), campaign, statement=BROKEN, lead="")


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", "\n")


def plain(text: str) -> str:
    return "".join(text.split())


def test_line_that_is_broken_is_broken_on_page_sheet_and_film(client, page):
    content = read(page).content

    html = client.get(page.url).content.decode()
    heading = unescape(re.search(r"<h1>(.*?)</h1>", html, re.DOTALL)[1])
    sheet = text_of(make("poster-a4", replace(content, facts=(), helplines=()), TARGET).data)
    film = next(text for shot in storyboards.shots(content, 6) for text in shot.scene.says if "pas" in text)

    assert heading == film == BROKEN
    assert BROKEN in sheet.replace("\u00a0", " ")


def test_lines_are_kept_without_what_is_empty(page):
    page.statement = "  Ne \r\n\r\n l’envoyez pas.\n"
    page.full_clean()

    assert page.statement == BROKEN


def test_too_many_lines_are_refused_at_the_field(page):
    page.statement = "Ne\nl’en\nvoyez\npas\n."

    with pytest.raises(ValidationError) as refused:
        page.full_clean()

    assert list(refused.value.message_dict) == ["statement"]
    assert "4" in refused.value.message_dict["statement"][0]


def test_each_language_breaks_its_own_lines(page):
    there = factories.translate(page, Locale.objects.get_or_create(language_code="en")[0])
    assert there.statement == BROKEN

    there.statement = "Do not\nsend it."
    factories.go_live(there)
    page.refresh_from_db()

    assert (page.statement, there.statement) == (BROKEN, "Do not\nsend it.")


def test_editor_types_lines(admin_client, page):
    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    field = re.search(r'<textarea[^>]*name="statement"[^>]*>(.*?)</textarea>', html, re.DOTALL)[1]
    assert unescape(field).strip() == BROKEN


def test_banner_of_one_line_joins_them():
    broken, whole = (contents(statement=text) for text in (BROKEN, BROKEN.replace("\n", " ")))

    for key in ("banner-mobile", "square"):
        same = make(key, broken, TARGET).data == make(key, whole, TARGET).data
        assert same == (key == "banner-mobile")
    assert make("square", broken, TARGET).alt == make("square", whole, TARGET).alt


@pytest.mark.parametrize("language", LANGUAGES)
def test_line_that_is_too_long_for_a_format_is_joined(language):
    statement = said(LONG, language)
    head, rest = (statement[:2], statement[2:].strip()) if language.startswith("zh") else statement.split(" ", 1)

    for key in ("poster-a4", "leaflet", "story", "banner-leaderboard", "banner-rectangle"):
        assert make(key, contents(language, statement=f"{head}\n{rest}"), TARGET).data
