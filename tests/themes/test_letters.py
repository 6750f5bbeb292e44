"""A Chinese statement stands in the heavy face of a theme: a file of its own letters, whose address nobody else makes."""

import io
import re

import pytest
from django.urls import reverse
from fontTools.ttLib import TTFont

from tests import factories
from themes import letters
from themes.faces import Face
from themes.models import Theme

SAYS = "别发送。花钱购买性行为是违法的：1500 欧元。"


def test_kept_face_has_what_its_rule_says():
    assert TTFont(letters.KEPT).getBestCmap().keys() >= {one for one in range(0x10000) if letters.is_kept(chr(one))}


@pytest.mark.parametrize(
    "text", ["", "Ne l’envoyez pas.", "لا ترسلها.", "龘不是一项服务。"], ids=["empty", "french", "arabic", "rare"]
)
def test_any_other_text_has_none(text):
    assert letters.of(text) == ""


def test_page_in_chinese_loads_the_letters_of_its_statement_and_asks_for_them_first(client, home):
    theme = factories.first_live(Theme.objects.create(name="Le message", drawing="message", live=False))
    page = factories.campaign_page(
        factories.campaign_index(home), factories.campaign(theme=theme), statement=SAYS, object_words="晚上好"
    )
    said = client.get(page.get_url()).content.decode()

    [sheet] = re.findall(r'href="(/theme/letters/[^"]+\.css)"', said)
    answer = client.get(sheet)
    assert "immutable" in answer["Cache-Control"]
    [file] = re.findall(r'url\("([^"]+)"\)', answer.content.decode())
    assert f'rel="preload" href="{file}"' in re.sub(r"\s+", " ", said)
    answer = client.get(file)
    assert answer["Content-Type"] == "font/woff2"
    assert "immutable" in answer["Cache-Control"]
    assert len(answer.content) < 8000
    assert set(TTFont(io.BytesIO(answer.content)).getBestCmap()) == set(map(ord, SAYS))


def test_reader_of_another_language_loads_none(client, home):
    theme = factories.first_live(Theme.objects.create(name="Le message", drawing="message", live=False))
    page = factories.campaign_page(
        factories.campaign_index(home), factories.campaign(theme=theme), statement="Ne l’envoyez pas."
    )

    assert "/theme/letters/" not in client.get(page.get_url()).content.decode()


def test_theme_in_the_face_of_the_reader_loads_none():
    assert len(Theme(face=Face.SYSTEM).stylesheets(SAYS)) == 1
    assert Theme(face=Face.SYSTEM).face_file(SAYS) == ""


@pytest.mark.parametrize("kind", ["css", "woff2", "txt"])
@pytest.mark.parametrize("changed", ["letters", "signature", "neither"])
def test_only_letters_of_a_statement_are_cut(client, db, kind, changed):
    name = letters.NAME.search(letters.file(letters.of(SAYS)))
    other = {"letters": f"AAAA{name[1]}.{name[2]}", "signature": f"{name[1]}.{'0' * 16}", "neither": name[0]}[changed]

    status = client.get(reverse("theme_letters", args=[other, kind])).status_code

    assert status == (200 if changed == "neither" and kind != "txt" else 404)
