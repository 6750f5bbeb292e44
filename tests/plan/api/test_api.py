"""The content API: what is public, as its description says, and nothing that is hidden."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from campaigns.plan.api.openapi import document
from campaigns.plan.models import Campaign, PageOutcome
from core.protection.zones import Zone
from tests import factories
from tests.config.test_env import ROOT

HOUR = timedelta(hours=1)
API = "/api/v2/"


@pytest.fixture
def index(home):
    return factories.campaign_index(home)


@pytest.fixture
def campaign(home):
    return factories.campaign()


@pytest.fixture
def arabic_index(index, arabic_home, translate):
    return translate(index, arabic_home.locale)


def ask(client, path: str, **query) -> list[dict]:
    """The items of a listing."""
    response = client.get(f"{API}{path}/", query)
    assert response.status_code == 200, response.content
    return response.json()["items"]


def titles(client, **query) -> list[str]:
    return [item["title"] for item in ask(client, "campaigns", **query)]


def body_of(client) -> list[dict]:
    return ask(client, "campaigns")[0]["body"]


# What is told


def test_campaign_tells_its_fields(client, index, arabic_home, arabic_index, translate):
    start = timezone.now().replace(microsecond=0) - HOUR
    campaign = factories.campaign(starts_at=start, audience="professionals", frame="help")
    page = factories.campaign_page(
        index, campaign, slug="la-loi", title="Titre", statement="Phrase.", lead="Suite.", summary="Bref."
    )
    arabic = translate(page, arabic_home.locale)

    [french, other] = ask(client, "campaigns")

    updated = french.pop("updated_at")
    local = timezone.localtime(start).isoformat()
    assert updated.startswith(f"{timezone.localdate()}T")
    assert other["language"] == "ar"
    assert french == {
        "id": page.pk,
        "language": "fr",
        "translations": [
            {"language": "fr", "id": page.pk, "url": "http://localhost/fr/campagnes/la-loi/"},
            {"language": "ar", "id": arabic.pk, "url": "http://localhost/ar/campagnes/la-loi/"},
        ],
        "title": "Titre",
        "statement": "Phrase.",
        "lead": "Suite.",
        "summary": "Bref.",
        "url": "http://localhost/fr/campagnes/la-loi/",
        "audience": "professionals",
        "frame": "help",
        "starts_at": local,
        "ends_at": None,
        "state": "running",
        "body": [],
        "facts": [],
    }


def test_rich_text_keeps_a_few_elements_and_no_attribute(client, index, campaign):
    source = (
        '<h2 data-block-key="a">T</h2><p onclick="x">a <b>b</b> &lt;c&gt; <script>alert(1)</script>'
        '<a href="https://example.org/?a=1&amp;b=2" target="_blank">d</a> <a href="javascript:alert(1)">e</a>'
        '<a href="/fr/secret/">f</a><a linktype="document" id="1">g</a><img src="x"/></p>'
    )
    factories.campaign_page(index, campaign, body=[factories.block("text", text=source)])

    assert body_of(client)[0]["text"] == (
        '<h2>T</h2><p>a <b>b</b> &lt;c&gt; <a href="https://example.org/?a=1&amp;b=2">d</a> efg</p>'
    )


def link_to(page) -> list[dict]:
    text = factories.block("text", text=f'<p>Lire <a linktype="page" id="{page.pk}">la suite</a>.</p>')
    return [text, factories.block("call_to_action", text="Lire", page=page.pk, address="", detail="")]


def test_link_leads_to_the_page_in_the_language_of_the_text(
    client, home, index, campaign, arabic_home, arabic_index, translate
):
    other = factories.standard_page(home, slug="suite")
    translate(other, arabic_home.locale)
    translate(factories.campaign_page(index, campaign, body=link_to(other)), arabic_home.locale)

    french, arabic = (ask(client, "campaigns", language=language)[0]["body"] for language in ("fr", "ar"))

    assert french[0]["text"] == '<p>Lire <a href="http://localhost/fr/suite/">la suite</a>.</p>'
    assert french[1]["url"] == "http://localhost/fr/suite/"
    assert 'href="http://localhost/ar/suite/"' in arabic[0]["text"]
    assert arabic[1]["url"] == "http://localhost/ar/suite/"


@pytest.mark.parametrize("hidden", ["draft", "protected", "password", "to come"])
def test_link_to_a_hidden_page_keeps_its_words_alone(client, home, index, campaign, hidden):
    other = factories.standard_page(home, slug="cachee", zone=Zone.PROTECTED if hidden == "protected" else Zone.OPEN)
    if hidden == "draft":
        other.unpublish()
    elif hidden == "password":
        PageViewRestriction.objects.create(page=other, restriction_type="password", password="secret")
    elif hidden == "to come":
        other = factories.campaign_page(index, factories.campaign(starts_at=timezone.now() + HOUR), slug="cachee")
    factories.campaign_page(index, campaign, body=link_to(other))

    assert body_of(client) == [{"type": "text", "text": "<p>Lire la suite.</p>"}]
    assert "cachee" not in client.get(f"{API}campaigns/").content.decode()


def test_repealed_fact_stands_in_no_card_and_no_listing(client, index, campaign):
    yesterday = timezone.localdate() - timedelta(days=1)
    repealed, to_come = factories.fact(in_force_until=yesterday), factories.fact(in_force_from=date(2999, 1, 1))
    body = [factories.block("fact_card", fact=fact.pk) for fact in (repealed, to_come)]
    factories.campaign_page(index, campaign, body=body)

    [item] = ask(client, "campaigns")

    assert (item["body"], item["facts"]) == ([], [])
    assert ask(client, "facts") == []


def test_fact_that_was_withdrawn_is_gone(client, index, campaign):
    fact = factories.fact("1234567")
    factories.campaign_page(index, campaign, body=[factories.block("fact_card", fact=fact.pk)])
    assert len(ask(client, "facts")) == 1

    fact.unpublish()

    assert ask(client, "facts") == []
    assert body_of(client) == []
    assert "1234567" not in client.get(f"{API}campaigns/").content.decode()


def test_facts_and_helplines_speak_the_language_or_else_the_first(client, arabic_home):
    both, french = factories.fact("1"), factories.fact("2")
    factories.words(both, "ar", "{value}", "غرامة")
    factories.helpline(title="Une écoute")

    assert [(fact["id"], fact["language"]) for fact in ask(client, "facts", language="ar")] == [
        (both.pk, "ar"),
        (french.pk, "fr"),
    ]
    assert [fact["language"] for fact in ask(client, "facts")] == ["fr", "fr"]
    assert [line["language"] for line in ask(client, "helplines", language="ar")] == ["fr"]


def test_draft_words_are_told_in_no_language(client, arabic_home):
    fact = factories.fact("1")
    factories.words(fact, "ar", "{value}", "سر").unpublish()

    assert [fact["language"] for fact in ask(client, "facts", language="ar")] == ["fr"]


def test_helplines_come_by_audience_in_the_teams_order(client, home):
    factories.helpline(title="Deux", audiences=("young", "buyers"), sort_order=2)
    factories.helpline(title="Un", audiences=("young",), sort_order=1)
    factories.helpline(title="Retirée", audiences=("young",)).unpublish()

    assert [line["title"] for line in ask(client, "helplines", audience="young")] == ["Un", "Deux"]
    assert [line["title"] for line in ask(client, "helplines", audience="buyers")] == ["Deux"]
    assert ask(client, "helplines", audience="outreach") == []


def test_helpline_whose_hours_nobody_knows_does_not_pass_for_one_that_is_always_open(client, home):
    factories.helpline(title="Jour et nuit", always_open=True, sort_order=1)
    factories.helpline(title="On ne sait", sort_order=2)
    described = document()["components"]["schemas"]["Helpline"]["properties"]
    [told] = [line for line in (ROOT / "docs/api.md").read_text().splitlines() if "`hours`" in line]

    assert [(line["hours"], line["always_open"]) for line in ask(client, "helplines")] == [("", True), ("", False)]
    for text in (described["hours"]["description"], told):
        assert "nobody has said" in text
        assert "`always_open` says day and night" in text


# What is hidden


def test_campaign_to_come_is_told_nowhere(client, index, campaign):
    page = factories.campaign_page(index, campaign, title="Secret")
    assert titles(client) == ["Secret"]

    for launched_at in (None, timezone.now() + HOUR):
        Campaign.objects.update(launched_at=launched_at)
        assert titles(client) == []
        assert client.get(f"{API}campaigns/{page.pk}/").status_code == 404


@pytest.mark.parametrize("restriction", ["password", "login", "groups"])
def test_restricted_page_is_told_to_nobody(client, admin_client, index, campaign, restriction):
    page = factories.campaign_page(index, campaign, title="Secret")
    PageViewRestriction.objects.create(page=index, restriction_type=restriction, password="secret")

    for visitor in (client, admin_client):
        assert titles(visitor) == []
        assert visitor.get(f"{API}campaigns/{page.pk}/").status_code == 404


def test_protected_page_is_told_nowhere(client, index, campaign):
    page = factories.campaign_page(index, campaign, zone=Zone.PROTECTED)

    assert titles(client) == []
    assert client.get(f"{API}campaigns/{page.pk}/").status_code == 404


def test_draft_and_changes_that_are_not_published_are_told_nowhere(client, index, campaign):
    page = factories.campaign_page(index, campaign, title="Publié")
    page.title = "Brouillon"
    page.save_revision()
    assert titles(client) == ["Publié"]

    page.unpublish()

    assert titles(client) == []


def test_page_that_went_with_the_close_is_told_nowhere(client, index, campaign):
    page = factories.campaign_page(index, campaign)
    PageOutcome.objects.create(campaign=campaign, translation_key=page.translation_key, outcome="gone")
    assert len(titles(client)) == 1

    Campaign.objects.update(closed_at=timezone.now())

    assert titles(client) == []


def test_translation_that_is_hidden_is_not_named(client, index, campaign, arabic_home, arabic_index, translate):
    page = factories.campaign_page(index, campaign)
    translate(page, arabic_home.locale)
    assert [version["language"] for version in ask(client, "campaigns", language="fr")[0]["translations"]] == [
        "fr",
        "ar",
    ]

    arabic_home.unpublish()

    assert [item["language"] for item in ask(client, "campaigns")] == ["fr"]
    assert [version["language"] for version in ask(client, "campaigns")[0]["translations"]] == ["fr"]


@pytest.mark.parametrize("path", ["pages/", "images/", "documents/", "media/", "rien/", "campaigns/find/", "facts/1/"])
def test_nothing_else_is_there(client, home, path):
    response = client.get(API + path)

    assert response.status_code == 404
    assert response["Content-Type"] == "application/json"
    assert list(response.json()) == ["message"]


# Filters, pages, order


def test_campaigns_are_filtered_by_language_audience_and_state(client, index, arabic_home, arabic_index, translate):
    running, over = (
        factories.campaign(audience="professionals"),
        factories.campaign(audience="buyers", ends_at=timezone.now()),
    )
    page = factories.campaign_page(index, running, title="En cours")
    factories.campaign_page(index, over, title="Finie")
    translate(page, arabic_home.locale)

    assert titles(client, language="fr", state="running") == ["En cours"]
    assert titles(client, state="over") == ["Finie"]
    assert titles(client, audience="buyers") == ["Finie"]
    assert [item["language"] for item in ask(client, "campaigns", language="ar")] == ["ar"]
    assert titles(client, language="en") == []


@pytest.mark.parametrize("fields", [{"ends_at": -1}, {"closed_at": -1}, {"closed_at": -1, "ends_at": 1}])
def test_campaign_that_ended_is_over_since_then(client, index, campaign, fields):
    factories.campaign_page(index, campaign)
    ended = timezone.now().replace(microsecond=0) - HOUR
    Campaign.objects.update(**{name: ended if sign < 0 else ended + 2 * HOUR for name, sign in fields.items()})

    [item] = ask(client, "campaigns", state="over")

    assert (item["state"], item["ends_at"]) == ("over", timezone.localtime(ended).isoformat())
    assert ask(client, "campaigns", state="running") == []


def test_newest_campaign_comes_first_and_pages_follow_one_another(client, index):
    now = timezone.now()
    for hours in (1, 3, 2):
        campaign = factories.campaign(starts_at=now - hours * HOUR)
        factories.campaign_page(index, campaign, title=f"il y a {hours}")

    assert titles(client) == ["il y a 1", "il y a 2", "il y a 3"]
    assert titles(client, limit=2) == ["il y a 1", "il y a 2"]
    assert titles(client, limit=2, offset=2) == ["il y a 3"]
    assert titles(client, offset=3) == []
    assert client.get(f"{API}campaigns/?limit=1").json()["meta"] == {"total_count": 3}


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("limit=0", "“limit” must be a whole number from 1 to 50."),
        ("limit=51", "“limit” must be a whole number from 1 to 50."),
        ("limit=-1", "“limit” must be a whole number from 1 to 50."),
        ("limit=١", "“limit” must be a whole number from 1 to 50."),
        ("limit=", "“limit” must be a whole number from 1 to 50."),
        ("offset=99999999999999999999", "“offset” must be a whole number from 0 to 100000."),
        ("offset=1e3", "“offset” must be a whole number from 0 to 100000."),
        ("language=xx", "“language” must be one of: fr, en, es, pt, ro, bg, ar, zh-hans."),
        ("language=", "“language” must be one of: fr, en, es, pt, ro, bg, ar, zh-hans."),
        ("language=%00", "“language” must be one of: fr, en, es, pt, ro, bg, ar, zh-hans."),
        ("audience=men", "“audience” must be one of: public, buyers, outreach, young, professionals."),
        ("state=draft", "“state” must be one of: running, over."),
        ("language=fr&language=ar", "“language” is given more than once."),
        ("fields=*", "There is no parameter “fields”; known are: language, audience, state, limit, offset."),
        ("order=-id", "There is no parameter “order”; known are: language, audience, state, limit, offset."),
        ("format=api", "There is no parameter “format”; known are: language, audience, state, limit, offset."),
    ],
)
def test_wrong_question_is_refused_with_what_would_be_right(client, home, query, message):
    response = client.get(f"{API}campaigns/?{query}")

    assert (response.status_code, response.json()) == (400, {"message": message})


@pytest.mark.parametrize("pk", ["999", "99999999999999999999999", "0"])
def test_campaign_that_is_not_there_is_a_404(client, home, pk):
    response = client.get(f"{API}campaigns/{pk}/")

    assert response.status_code == 404
    assert response.json() == {"message": f"There is no public page of a campaign with the id {pk}."}


# How it is answered


@pytest.mark.parametrize("path", ["", "campaigns/", "facts/", "helplines/", "openapi.json"])
def test_answer_may_be_read_by_any_site_and_kept_for_a_minute(admin_client, home, path):
    response = admin_client.get(API + path, headers={"Origin": "https://partner.example", "Accept": "text/html"})

    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    assert response["Cache-Control"] == "public, max-age=60"
    assert not response.cookies
    assert {"Cookie", "Accept-Language"}.isdisjoint(response.get("Vary", "").split(", "))
    assert "Content-Language" not in response


def test_error_may_be_read_by_any_site_and_is_not_kept(client, home):
    for path in ("campaigns/?x=1", "campaigns/999/", "rien/"):
        response = client.get(API + path)
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "path", ["/fr/", "/fr/campagnes/", "/embed/fr/rien/", "/s/zzzzzz", "/admin/login/", "/robots.txt"]
)
def test_nothing_else_may_be_read_by_another_site(client, index, path):
    assert "Access-Control-Allow-Origin" not in client.get(path, headers={"Origin": "https://partner.example"})


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
@pytest.mark.parametrize("path", ["", "campaigns/", "openapi.json"])
def test_api_is_read_only(admin_client, home, method, path):
    response = getattr(admin_client, method)(API + path)

    assert response.status_code == 405
    assert list(response.json()) == ["message"]
    assert "Access-Control-Allow-Origin" not in response


def test_head_answers_like_get(client, home):
    assert client.head(f"{API}facts/").status_code == 200


def test_address_without_its_slash_leads_to_the_one_with_it(client, home):
    response = client.get(f"{API}campaigns?language=fr")

    assert (response.status_code, response["Location"]) == (301, "/api/v2/campaigns/?language=fr")
    assert response["Access-Control-Allow-Origin"] == "*"


def test_api_begins_with_what_it_has(client, home):
    assert client.get(API).json() == {
        "campaigns": "http://localhost/api/v2/campaigns/",
        "facts": "http://localhost/api/v2/facts/",
        "helplines": "http://localhost/api/v2/helplines/",
        "openapi": "http://localhost/api/v2/openapi.json",
    }


# What it costs


def many_campaigns(home, index, number: int) -> None:
    """Each with facts of its own, and with links to pages of its own."""
    for position in range(number):
        fact, other = factories.fact(str(position)), factories.standard_page(home)
        body = [factories.block("fact_card", fact=fact.pk), *link_to(other)]
        factories.campaign_page(index, body=body)


@pytest.mark.parametrize("number", [1, 3, 50])
def test_campaigns_cost_the_same_whatever_their_number(client, home, index, number, django_assert_num_queries):
    many_campaigns(home, index, number)
    ask(client, "campaigns")

    with django_assert_num_queries(6):
        items = ask(client, "campaigns", limit=50)

    assert len(items) == number
    assert [len(item["facts"]) for item in items] == [1] * number


@pytest.mark.parametrize("number", [1, 3])
def test_facts_and_helplines_cost_the_same_whatever_their_number(client, home, number, django_assert_num_queries):
    for _ in range(number):
        factories.fact()
        factories.helpline()

    with django_assert_num_queries(2):
        assert len(ask(client, "facts")) == number
    with django_assert_num_queries(2):
        assert len(ask(client, "helplines")) == number
