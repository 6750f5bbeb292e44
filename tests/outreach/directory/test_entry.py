"""An entry as a visitor reads it: ways that a telephone understands, words of two languages kept apart."""

import datetime
import re

import pytest

from campaigns.outreach.directory.search.ways import ways
from campaigns.outreach.directory.sheets.telephones import from_abroad
from tests import markup
from tests.outreach.directory.listed import directory, entry, organisation


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("06 39 98 12 34", "33639981234"),  # kept for fiction
        ("06 39 69 12 34", "262639691234"),  # Mayotte
        ("06.12.34.56.78", "33612345678"),
        ("+33 6 12 34 56 78", "33612345678"),
        ("0033 6 12 34 56 78", "33612345678"),
        ("0690 12 34 56", "590690123456"),
        ("06 94 12 34 56", "594694123456"),
        ("06 96 12 34 56", "596696123456"),
        ("06 92 12 34 56", "262692123456"),
        ("+689 87 12 34 56", "68987123456"),
        ("87 12 34 56", ""),
        ("3919", ""),
        ("", ""),
    ],
)
def test_number_is_dialled_from_abroad_or_not_at_all(number, written):
    assert from_abroad(number) == written


def test_each_way_is_a_link_and_what_is_missing_is_none(db):
    made = entry(
        telephone="01 99 00 12 34",
        sms="06 39 98 12 34",
        whatsapp="06 39 98 12 35",
        signal="06 39 98 12 36",
        chat_url="https://chat.example.org/",
        website="https://lieu.example.org/",
    )

    assert [(way.kind, way.link) for way in ways(made)] == [
        ("telephone", "tel:0199001234"),
        ("sms", "sms:0639981234"),
        ("whatsapp", "https://wa.me/33639981235"),
        ("signal", "https://signal.me/#p/+33639981236"),
        ("chat_url", "https://chat.example.org/"),
        ("website", "https://lieu.example.org/"),
    ]
    assert ways(entry()) == []


def test_site_of_the_organisation_stands_in_for_one_that_the_entry_lacks(db):
    made = entry(organisation=organisation(website="https://association.example.org/"))

    assert [way.link for way in ways(made)] == ["https://association.example.org/"]


def test_number_that_cannot_be_called_from_abroad_is_shown_without_a_link(client, home):
    directory(home)
    entry(code="abc234", whatsapp="87 12 34 56")

    html = client.get("/fr/annuaire/abc234/").content.decode()

    assert "WhatsApp <bdi>87 12 34 56</bdi>" in html
    assert "wa.me" not in html


def test_all_that_is_known_of_an_entry_is_read(client, home):
    directory(home)
    entry(
        "Lieu d’écoute",
        code="abc234",
        organisation=organisation(name="L’association"),
        address="1 rue de la Paix",
        postcode="69001",
        city="Lyon",
        services=["health", "papers"],
        welcomes=["women", "trans"],
        languages=["fr", "pcm", "ar"],
        hours="Le lundi",
        approved="yes",
        source_title="Son site",
        source_url="https://source.example.org/",
        verified_on=datetime.date(2026, 10, 5),
    )

    html = markup.read(client.get("/fr/annuaire/abc234/").content.decode())
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html.partition("<article")[2].partition("</article>")[0]))

    known = ["Lieu d’écoute", "L’association", "1 rue de la Paix, 69001 Lyon", "Français · Naijíriá Píjin · العربيّة"]
    known += ["Rhône (69)", "Le lundi", "Son site", "5 octobre 2026", "/fr/annuaire/abc234/"]
    assert [known_part for known_part in known if known_part not in words] == []
    assert '<bdi lang="ar">' in html
    assert '<bdi lang="fr">Le lundi</bdi>' in html
    assert 'href="https://source.example.org/" rel="noreferrer"' in html


def test_entry_that_is_always_open_shows_no_hours_beside(client, home):
    directory(home)
    entry(code="abc234", always_open=True, hours="Le lundi")

    assert "Le lundi" not in client.get("/fr/annuaire/abc234/").content.decode()


def test_address_of_another_site_learns_nothing_of_the_visitor(client, home):
    directory(home)
    entry(code="abc234", whatsapp="06 39 98 12 35", signal="06 39 98 12 36", chat_url="https://chat.example.org/")

    html = (
        markup.read(client.get("/fr/annuaire/abc234/").content.decode())
        .partition("<article")[2]
        .partition("</article>")[0]
    )

    outside = re.findall(r'<a href="https://[^>]+>', html)
    assert len(outside) == 3
    assert all('rel="noreferrer"' in link for link in outside)
