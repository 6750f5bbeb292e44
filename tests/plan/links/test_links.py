"""Short addresses: they lead where the team meant, in the visitor's language, and nowhere else."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from campaigns.plan.links.destinations import check_address, merged
from campaigns.plan.models import Channel, PageOutcome, Partner, Placement, TrackedLink
from campaigns.plan.models.links import ALPHABET
from core.protection.zones import Zone
from tests import factories


@pytest.fixture
def index(home):
    return factories.campaign_index(home)


@pytest.fixture
def campaign(home):
    return factories.campaign()


def link(campaign, **fields) -> TrackedLink:
    channel = Channel.objects.create(campaign=campaign, kind="poster", name=f"Affiches {Channel.objects.count()}")
    return TrackedLink.objects.create(campaign=campaign, channel=channel, **fields)


def test_code_is_drawn_from_characters_that_nobody_misreads(campaign):
    codes = {link(campaign).code for _ in range(20)}

    assert len(codes) == 20
    assert {len(code) for code in codes} == {6}
    assert set("".join(codes)) <= set(ALPHABET)


def test_link_leads_to_the_campaign_in_the_visitors_language(client, index, campaign, english_home, translate):
    page = factories.campaign_page(index, campaign, slug="la-loi")
    translate(index, english_home.locale)
    translate(page, english_home.locale)
    code = link(campaign).code

    answers = [client.get(f"/s/{code}", headers={"Accept-Language": asked}) for asked in ("fr", "en", "de", "")]

    assert [answer.status_code for answer in answers] == [302] * 4
    assert [answer["Location"] for answer in answers] == [
        "/fr/campagnes/la-loi/",
        "/en/campagnes/la-loi/",
        "/fr/campagnes/la-loi/",
        "/fr/campagnes/la-loi/",
    ]
    assert answers[0]["Vary"] == "Accept-Language"
    assert answers[0]["Cache-Control"] == "private, no-cache"
    assert not answers[0].cookies


def test_code_on_a_sheet_leads_to_the_language_of_the_sheet(client, index, campaign, english_home, translate):
    page = factories.campaign_page(index, campaign, slug="la-loi")
    translate(index, english_home.locale)
    translate(page, english_home.locale)
    made = link(campaign)

    assert made.url_in("en").endswith(f"/s/{made.code}/en")
    asked = {
        "en": "/en/campagnes/la-loi/",
        "EN/": "/en/campagnes/la-loi/",
        "en-GB": "/en/campagnes/la-loi/",
        "en).": "/en/campagnes/la-loi/",
        "xx": "/fr/campagnes/la-loi/",
        "x" * 600: "/fr/campagnes/la-loi/",
        "ar": "/fr/campagnes/la-loi/",
    }  # it has no Arabic
    for language, location in asked.items():
        answer = client.get(f"/s/{made.code}/{language}", headers={"Accept-Language": "fr"})
        assert answer["Location"] == location


def test_code_is_found_in_capitals_with_a_slash_and_at_the_end_of_a_sentence(client, index, campaign):
    factories.campaign_page(index, campaign, slug="la-loi")
    code = link(campaign, code="abc234").code

    assert client.get(f"/s/{code.upper()}")["Location"] == "/fr/campagnes/la-loi/"
    assert client.get(f"/s/{code}/")["Location"] == "/fr/campagnes/la-loi/"
    assert client.get(f"/s/{code}.")["Location"] == "/fr/campagnes/la-loi/"


def test_query_travels_to_an_open_page_and_is_merged(client, home, campaign):
    page = factories.standard_page(home, slug="ouverte")
    own = link(campaign, address="/fr/ouverte/?de=affiche&x=1")

    assert client.get(f"/s/{link(campaign, page=page).code}?gclid=1&b=%0d%0aSet")["Location"] == (
        "/fr/ouverte/?gclid=1&b=%0D%0ASet"
    )
    assert client.get(f"/s/{own.code}?x=2&y=3")["Location"] == "/fr/ouverte/?de=affiche&x=1&y=3"


def test_nothing_travels_into_a_protected_zone(client, home, campaign):
    page = factories.standard_page(home, slug="protegee", zone=Zone.PROTECTED)

    answer = client.get(f"/s/{link(campaign, page=page).code}?gclid=1")

    assert answer["Location"] == "/fr/protegee/"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("address", "location"),
    [
        ("/fr/protegee/", "/fr/protegee/"),
        ("/fr/protegee/dessous/?de=affiche#haut", "/fr/protegee/dessous/"),
        ("/fr/ouverte/../%70rotegee/", "/fr/ouverte/../%70rotegee/"),
        ("https://testserver/fr/protegee/?de=affiche", "https://testserver/fr/protegee/"),
    ],
)
def test_nothing_travels_to_an_address_in_a_protected_zone(client, home, campaign, settings, address, location):
    settings.BASE_URL = "https://testserver"
    factories.standard_page(home, slug="protegee", zone=Zone.PROTECTED)
    code = link(campaign, address=address).code

    answer = client.get(f"/s/{code}?gclid=1")

    assert answer["Location"] == location
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cache-Control"] == "no-store"


def test_address_on_a_host_that_is_allowed_no_longer_leads_to_the_campaign(client, index, campaign, settings):
    factories.campaign_page(index, campaign, slug="la-loi")
    settings.LINK_HOSTS = ["partenaire.example.org"]
    code = link(campaign, address="https://partenaire.example.org/page?a=1").code
    assert client.get(f"/s/{code}?b=2")["Location"] == "https://partenaire.example.org/page?a=1&b=2"

    settings.LINK_HOSTS = []
    cache.clear()

    assert client.get(f"/s/{code}?b=2")["Location"] == "/fr/campagnes/la-loi/?b=2"


@pytest.mark.parametrize(
    "address",
    [
        "https://ailleurs.example.com/",
        "//ailleurs.example.com/",
        "/\\ailleurs.example.com/",
        "javascript:alert(1)",
        "http://testserver/",
        "https://localhost@ailleurs.example.com/",
        "https://localhost:8443/",
        "/fr/\r\nSet-Cookie: a=b",
        "/fr/\tx",
        "data:text/html,x",
        "fr/",
        "https://[",
    ],
)
def test_address_elsewhere_is_refused(address):
    with pytest.raises(ValidationError):
        check_address(address)


def test_address_of_an_allowed_host_is_taken(settings):
    settings.LINK_HOSTS = ["partenaire.example.org"]

    assert check_address("https://partenaire.example.org/page?a=1") is None


@pytest.mark.parametrize(
    ("address", "query", "result"),
    [
        ("/fr/", "", "/fr/"),
        ("/fr/", "a=1&a=2&b=", "/fr/?a=1&a=2&b="),
        ("/fr/?a=0", "a=1&b=2", "/fr/?a=0&b=2"),
        ("/fr/#haut", "a=é", "/fr/?a=%C3%A9#haut"),
    ],
)
def test_query_is_added_and_what_the_address_says_stays(address, query, result):
    assert merged(address, query) == result


def test_retired_code_answers_with_a_page_that_helps(client, home, index, campaign):
    factories.campaign_page(index, campaign)
    retired = link(campaign, retired_at=timezone.now())

    answer = client.get(f"/s/{retired.code}")

    assert answer.status_code == 410
    assert 'href="/fr/"' in answer.content.decode()
    assert "Location" not in answer


def test_unknown_code_answers_with_a_page_that_helps(client, home):
    answer = client.get("/s/zzzzzz", headers={"Accept-Language": "fr"})

    assert answer.status_code == 404
    assert '<html lang="fr"' in answer.content.decode()


def test_code_of_a_campaign_to_come_says_so_and_tells_nothing_of_it(client, home, index):
    later = factories.campaign(starts_at=timezone.now() + timedelta(days=1))
    factories.campaign_page(index, later, statement="Le secret")

    answer = client.get(f"/s/{link(later).code}")

    assert answer.status_code == 404
    assert "secret" not in answer.content.decode()


def test_codes_of_a_closed_campaign_lead_to_its_successor(client, index, campaign):
    page = factories.campaign_page(index, campaign, slug="avant")
    code = link(campaign).code
    successor = factories.campaign()
    factories.campaign_page(index, successor, slug="apres")
    assert client.get(f"/s/{code}")["Location"] == "/fr/campagnes/avant/"

    PageOutcome.objects.create(campaign=campaign, translation_key=page.translation_key, outcome="gone")
    campaign.closed_at, campaign.successor = timezone.now(), successor
    campaign.save()

    assert client.get(f"/s/{code}")["Location"] == "/fr/campagnes/apres/"
    assert client.get("/fr/campagnes/avant/").status_code == 410


def test_codes_of_a_closed_campaign_without_successor_lead_to_help(client, home, index, campaign):
    factories.campaign_page(index, campaign)
    code = link(campaign).code
    campaign.closed_at = timezone.now()
    campaign.save()
    assert client.get(f"/s/{code}")["Location"] == "/fr/"

    campaign.help_page = factories.standard_page(home, slug="aide")
    campaign.save()

    assert client.get(f"/s/{code}")["Location"] == "/fr/aide/"


def test_code_of_a_page_that_was_withdrawn_leads_to_the_campaign(client, home, index, campaign):
    factories.campaign_page(index, campaign, slug="la-loi")
    page = factories.standard_page(home, slug="retiree")
    code = link(campaign, page=page).code
    assert client.get(f"/s/{code}")["Location"] == "/fr/retiree/"

    page.unpublish()

    assert client.get(f"/s/{code}")["Location"] == "/fr/campagnes/la-loi/"


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("address", ["", "/fr/campagnes/page-0/"])
def test_redirect_takes_two_queries_and_then_none(client, index, campaign, number, address, django_assert_num_queries):
    for position in range(number):
        factories.campaign_page(index, campaign, slug=f"page-{position}")
    code = link(campaign, address=address).code
    cache.clear()

    with django_assert_num_queries(2):
        client.get(f"/s/{code}")
    with django_assert_num_queries(0):
        client.get(f"/s/{code}")


def test_channel_placement_and_partner_have_one_link_each(campaign):
    channel = Channel.objects.create(campaign=campaign, kind="poster", name="Affiches")
    placement = Placement.objects.create(channel=channel, name="Une mairie")
    partner = Partner.objects.create(name="Une association", email="a@example.org")
    kinds = [{}, {"placement": placement}, {"partner": partner}, {"placement": placement, "partner": partner}]

    for kind in kinds:
        TrackedLink.objects.create(campaign=campaign, channel=channel, **kind)

    for kind in kinds:
        with pytest.raises(IntegrityError), transaction.atomic():
            TrackedLink.objects.create(campaign=campaign, channel=channel, **kind)


def test_link_belongs_to_the_channel_of_its_own_campaign(campaign):
    other = Channel.objects.create(campaign=factories.campaign(), kind="poster", name="Affiches")

    with pytest.raises(ValidationError) as refused:
        TrackedLink(campaign=campaign, channel=other).full_clean()

    assert list(refused.value.message_dict) == ["channel"]


@pytest.mark.parametrize("code", ["a0b", "ab", "i23", "a-b", "a" * 13, "été"])
def test_code_that_would_be_misread_is_refused(campaign, code):
    with pytest.raises(ValidationError) as refused:
        link(campaign).__class__(campaign=campaign, channel=campaign.channels.first(), code=code).full_clean()

    assert "code" in refused.value.message_dict
