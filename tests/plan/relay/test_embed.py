"""The banner: anybody may frame it, nobody learns anything from it, and nothing that is hidden shows in it."""

import gzip
import re
from datetime import timedelta
from html import unescape

import pytest
from django.conf import settings
from django.utils import timezone
from wagtail.models import PageViewRestriction

from campaigns.plan.models import Campaign, Channel, PageOutcome, TrackedLink
from campaigns.plan.relay.embedding import iframe
from core.protection.zones import Zone
from facts.models import Fact
from serving.static.stylesheet import join
from tests import factories, markup

HOUR = timedelta(hours=1)
POLICY = "default-src 'none'; style-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors *"


@pytest.fixture
def index(home):
    return factories.campaign_index(home)


@pytest.fixture
def campaign(home):
    return factories.campaign(name="La loi", slug="la-loi")


@pytest.fixture
def page(index, campaign):
    return factories.campaign_page(index, campaign, slug="la-loi", statement="C’est interdit.")


def link(campaign, **fields) -> TrackedLink:
    channel = Channel.objects.create(campaign=campaign, kind="partner", name=f"Sites {Channel.objects.count()}")
    return TrackedLink.objects.create(campaign=campaign, channel=channel, **fields)


def card(fact: Fact) -> dict:
    return factories.block("fact_card", fact=fact.pk)


def calls(response) -> list[str]:
    """Where the banner's own link leads."""
    return re.findall(
        r'<p class="call"><a href="([^"]+)" target="_blank" rel="noopener">', markup.read(response.content.decode())
    )


def values(response) -> list[str]:
    """The facts that the banner shows, as machines read them."""
    return re.findall(r'<data class="value" value="([^"]+)">', response.content.decode())


def framing(response) -> tuple[str, str | None]:
    """Who may frame an answer, as each of the two headers says it."""
    return response["Content-Security-Policy"].rsplit("; ", 1)[-1], response.get("X-Frame-Options")


def test_banner_says_the_campaign_in_its_voice_and_leads_to_its_page(client, page):
    response = client.get("/embed/fr/la-loi/")

    html = markup.read(response.content.decode())
    assert response.status_code == 200
    assert '<html lang="fr" dir="ltr">' in html
    assert "voice-buyers" in html
    assert "<h1>C’est interdit.</h1>" in html
    assert calls(response) == ["/fr/campagnes/la-loi/"]


def test_banner_carries_its_headers_and_no_cookie(admin_client, client, page):
    response = admin_client.get("/embed/fr/la-loi/")

    assert {name: response.get(name) for name in HEADERS} == HEADERS
    assert not response.cookies
    assert "wagtail" not in response.content.decode()


HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Frame-Options": None,
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "private, no-cache",
    "X-Robots-Tag": "noindex",
    "Content-Language": "fr",
    "Vary": "Accept-Encoding",
    "Access-Control-Allow-Origin": None,
}


@pytest.mark.parametrize(
    "path",
    [
        "/fr/",
        "/fr/campagnes/la-loi/",
        "/fr/rien/",
        "/rien",
        "/s/zzzzzz",
        "/embed/",
        "/embed/fr/",
        "/embed/fr/la-loi/rien/",
        "/admin/login/",
        "/robots.txt",
    ],
)
def test_nothing_else_may_be_framed(client, page, path):
    response = client.get(path, follow=True)

    assert framing(response) == ("frame-ancestors 'self'", "SAMEORIGIN")
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"


def test_banner_that_fails_may_not_be_framed(client, page, monkeypatch):
    def broken(*args):
        raise RuntimeError("a bug")

    monkeypatch.setattr(type(page), "get_url", broken)
    client.raise_request_exception = False

    response = client.get("/embed/fr/la-loi/")

    assert response.status_code == 500
    assert framing(response) == ("frame-ancestors 'self'", "SAMEORIGIN")


def test_missing_banner_may_be_framed_and_says_so(client, page):
    response = client.get("/embed/fr/rien/")

    assert response.status_code == 404
    assert framing(response) == ("frame-ancestors *", None)
    assert calls(response) == ["/"]
    assert "C’est interdit." not in markup.read(response.content.decode())


def test_banner_changes_nothing(client, page):
    assert client.post("/embed/fr/la-loi/").status_code == 405
    assert client.head("/embed/fr/la-loi/").status_code == 200


@pytest.mark.parametrize("language", ["xx", "FR", "en", "fr-CA", "zh-hans", "%00"])
def test_language_without_the_campaign_is_a_404(client, page, language):
    response = client.get(f"/embed/{language}/la-loi/")

    assert response.status_code == 404
    assert "C’est interdit." not in response.content.decode()


def test_banner_speaks_the_language_of_its_address_alone(client, page, index, arabic_home, translate):
    translate(index, arabic_home.locale)
    translate(page, arabic_home.locale)

    response = client.get("/embed/ar/la-loi/", headers={"Accept-Language": "fr"})

    assert '<html lang="ar" dir="rtl">' in response.content.decode()
    assert (response["Content-Language"], response["Vary"]) == ("ar", "Accept-Encoding")


def test_language_whose_home_page_is_a_draft_has_no_banner(client, page, index, arabic_home, translate):
    translate(index, arabic_home.locale)
    translate(page, arabic_home.locale)
    assert client.get("/embed/ar/la-loi/").status_code == 200

    arabic_home.unpublish()

    assert client.get("/embed/ar/la-loi/").status_code == 404


def test_banner_loads_one_stylesheet_and_nothing_else(client, page):
    html = client.get("/embed/fr/la-loi/").content.decode()

    assert re.findall(r"<(?:script|img|iframe|form|object|video|base|style)|\sstyle=|\son[a-z]+=|@import", html) == []
    assert re.findall(r'<link rel="([^"]+)" href="([^"]+)"', html) == [("stylesheet", "/static/css/embed.css")]
    assert '<meta name="robots" content="noindex">' in html


def test_stylesheet_may_be_read_from_a_frame_without_an_origin(client, db):
    css, script = client.get("/static/css/embed.css"), client.get("/static/js/site.js")

    assert css["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert script["Cross-Origin-Resource-Policy"] == "same-origin"


def test_banner_weighs_less_than_ten_kilobytes(client, page):
    html = client.get("/embed/fr/la-loi/").content
    css = join("css/embed.css").encode()

    assert len(gzip.compress(html)) + len(gzip.compress(css)) < 10_000


# The link


def test_code_of_the_partner_is_what_the_call_opens(client, page, campaign):
    code = link(campaign).code

    assert calls(client.get(f"/embed/fr/la-loi/?link={code}")) == [f"/s/{code}"]
    assert calls(client.get(f"/embed/fr/la-loi/?link={code.upper()}")) == [f"/s/{code}"]


def test_code_that_is_not_active_or_of_another_campaign_is_ignored(client, page, campaign):
    retired = link(campaign, retired_at=timezone.now()).code
    foreign = link(factories.campaign()).code

    for code in (retired, foreign, "zzzzzz", "", "%00", "javascript:alert(1)", "a" * 500, '"><script>', "//x.example"):
        assert calls(client.get("/embed/fr/la-loi/", {"link": code})) == ["/fr/campagnes/la-loi/"]


# The fact


def test_banner_shows_one_fact_with_its_source(client, index, campaign):
    first, second = factories.fact("1500", source_title="Code pénal"), factories.fact("3750")
    factories.campaign_page(index, campaign, body=[card(first), card(second)])

    response = client.get("/embed/fr/la-loi/")

    assert values(response) == ["1500"]
    assert ">Code pénal</a>" in response.content.decode()


def test_fact_in_a_card_comes_before_one_in_a_sentence(client, index, campaign):
    inline, shown = factories.fact("2016", "number"), factories.fact("1500")
    text = factories.block("text", text=f"<p>Depuis {factories.inline(inline)}.</p>")
    page = factories.campaign_page(index, campaign, body=[text, card(shown)])
    assert values(client.get("/embed/fr/la-loi/")) == ["1500"]

    page.body = [text]
    factories.go_live(page)

    assert values(client.get("/embed/fr/la-loi/")) == ["2016"]


def test_fact_that_is_repealed_unsourced_or_withdrawn_is_passed_over(client, index, campaign):
    yesterday = timezone.localdate() - timedelta(days=1)
    repealed, unsourced = factories.fact("1", in_force_until=yesterday), factories.fact("2", source_title="")
    withdrawn, good = factories.fact("3"), factories.fact("4")
    withdrawn.unpublish()
    factories.campaign_page(index, campaign, body=[card(fact) for fact in (repealed, unsourced, withdrawn, good)])

    assert values(client.get("/embed/fr/la-loi/")) == ["4"]


def test_fact_without_words_in_the_language_is_passed_over(client, index, campaign, english_home, translate):
    french, both = factories.fact("1"), factories.fact("2")
    factories.words(both, "en", "The law says {value}.", "fine")
    page = factories.campaign_page(index, campaign, body=[card(french), card(both)])
    translate(index, english_home.locale)
    translate(page, english_home.locale)

    assert values(client.get("/embed/en/la-loi/")) == ["2"]
    assert values(client.get("/embed/fr/la-loi/")) == ["1"]


def test_fact_without_a_value_is_said_in_its_sentence(client, index, campaign):
    fact = factories.fact("", "", sentence="Elle n’est pas punie.")
    factories.campaign_page(index, campaign, body=[card(fact)])

    assert "Elle n’est pas punie." in client.get("/embed/fr/la-loi/").content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_banner_costs_the_same_with_one_and_three_facts(
    client, index, campaign, number, django_assert_num_queries, english
):
    body = [card(factories.fact()) for _ in range(number)]
    for position in range(number):
        factories.campaign_page(index, campaign, body=body, slug=f"page-{position}")
    client.get("/embed/fr/la-loi/")

    with django_assert_num_queries(4):
        assert client.get("/embed/fr/la-loi/").status_code == 200


# What is hidden


def test_campaign_to_come_has_no_banner(client, page):
    Campaign.objects.update(launched_at=timezone.now() + HOUR)
    assert client.get("/embed/fr/la-loi/").status_code == 404

    Campaign.objects.update(launched_at=None)
    answer = client.get("/embed/fr/la-loi/")

    assert answer.status_code == 404
    assert "C’est interdit." not in answer.content.decode()


def test_campaign_that_was_taken_down_has_no_banner(client, page):
    page.unpublish()

    assert client.get("/embed/fr/la-loi/").status_code == 404


def test_campaign_that_was_taken_down_after_its_close_has_no_banner(client, page):
    Campaign.objects.update(closed_at=timezone.now())
    assert client.get("/embed/fr/la-loi/").status_code == 200

    page.unpublish()

    assert client.get("/embed/fr/la-loi/").status_code == 404


@pytest.mark.parametrize("closed", [False, True])
def test_protected_page_has_no_banner(client, index, campaign, closed):
    factories.campaign_page(index, campaign, zone=Zone.PROTECTED, statement="C’est interdit.")
    Campaign.objects.update(closed_at=timezone.now() if closed else None)

    answer = client.get("/embed/fr/la-loi/")

    assert answer.status_code == 404
    assert "C’est interdit." not in answer.content.decode()


@pytest.mark.parametrize("restriction", ["password", "login"])
def test_restricted_page_has_no_banner_even_for_the_team(client, admin_client, index, page, restriction):
    PageViewRestriction.objects.create(page=index, restriction_type=restriction, password="secret")

    for visitor in (client, admin_client):
        assert visitor.get("/embed/fr/la-loi/").status_code == 404


# After the end


@pytest.mark.parametrize("field", ["closed_at", "ends_at"])
def test_campaign_that_is_over_says_so_and_names_the_helplines_of_its_audience(client, page, field):
    factories.helpline(title="Pour lui", audiences=("buyers",), number="01 23")
    factories.helpline(title="Pour d’autres", audiences=("young",), number="04 56")
    Campaign.objects.update(**{field: timezone.now() - HOUR})

    response = client.get("/embed/fr/la-loi/")

    html = response.content.decode()
    assert response.status_code == 200
    assert framing(response) == ("frame-ancestors *", None)
    assert re.findall(r'href="tel:([^"]+)"', html) == ["0123"]
    assert "C’est interdit." not in html


def test_page_that_went_with_the_close_still_names_the_helplines(client, page, campaign):
    factories.helpline(audiences=("buyers",))
    PageOutcome.objects.create(campaign=campaign, translation_key=page.translation_key, outcome="gone")
    Campaign.objects.update(closed_at=timezone.now())

    assert 'href="tel:3919"' in client.get("/embed/fr/la-loi/").content.decode()


# The code to paste


def test_code_to_paste_shows_the_banner(client, page, campaign):
    code = iframe(campaign, "fr", link(campaign, code="abc234").code)

    assert type(code) is str  # and not marked as safe: a template shows it as text
    assert {name: value for name, value in attributes(code).items() if name != "title"} == {
        "src": "http://localhost/embed/fr/la-loi/?link=abc234",
        "width": "300",
        "height": "250",
        "loading": "lazy",
        "sandbox": "allow-popups allow-popups-to-escape-sandbox",
        "referrerpolicy": "no-referrer",
    }
    assert attributes(code)["title"].endswith("C’est interdit.")
    assert client.get(attributes(code)["src"].removeprefix(settings.BASE_URL)).status_code == 200


def attributes(code: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in re.findall(r'([a-z]+)="([^"]*)"', code)}


def test_code_to_paste_breaks_out_of_nothing(index, campaign):
    factories.campaign_page(index, campaign, statement='"><script>alert(1)</script>')

    code = iframe(campaign, "fr")

    assert code.count("<") == 2
    assert attributes(code)["title"].endswith('"><script>alert(1)</script>')


def test_code_to_paste_tells_nothing_of_a_campaign_to_come(page, campaign):
    Campaign.objects.update(launched_at=None)

    assert "interdit" not in iframe(campaign, "fr")
