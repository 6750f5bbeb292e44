"""An address that is right but for its capitals leads to the page that was meant, and says nothing of one that is not public."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from campaigns.outreach.directory.models import DirectoryPage
from tests import factories
from tests.outreach import rights


@pytest.fixture
def page(home):
    return rights.rights_page(rights.section(home), slug="urgence")


@pytest.mark.parametrize(
    ("typed", "leads"),
    [
        ("/Fr/vos-droits/", "/fr/vos-droits/"),
        ("/FR/", "/fr/"),
        ("/Fr", "/fr/"),
        ("/fr/Vos-Droits/", "/fr/vos-droits/"),
        ("/fr/Vos-Droits/Urgence", "/fr/vos-droits/urgence/"),
        ("/fr/vos-droits/Urgence/?v", "/fr/vos-droits/urgence/?v"),
        ("/FR/VOS-DROITS/URGENCE/?v&x=%C3%89%0D%0A//evil.example", "/fr/vos-droits/urgence/?v&x=%C3%89%0D%0A//evil.example"),
        ("/Fr/trouver/ABC234/", "/fr/trouver/abc234/"),
        ("/fr/Q/", "/fr/q/"),
        ("/Fr/Audience-Measurement/?v", "/fr/audience-measurement/?v"),
    ],
)  # fmt: skip
def test_address_in_capitals_leads_to_the_page_that_was_meant(client, home, page, typed, leads):
    factories.publish(home, DirectoryPage(title="Trouver", slug="trouver"))

    for ask in (client.get, client.head):
        answer = ask(typed)

        assert (answer.status_code, answer["Location"]) == (301, leads)
        assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("no-store", "no-referrer")


def test_however_long_its_query_is(client, home, page):
    query = "x=" + "y" * 5000

    assert client.get(f"/fr/Vos-Droits/?{query}")["Location"] == f"/fr/vos-droits/?{query}"


@pytest.mark.parametrize(
    "typed",
    ["/fr/Rien/", "/fr/vos-droits/Rien/", "/fr/Q/ABC234/", "/fr/Vos-Droits//evil.example/", "/fr//Evil.example/"],
)
def test_wrong_address_stays_wrong_whatever_its_capitals(client, home, page, typed):
    assert client.get(typed).status_code == 404


def test_what_is_sent_is_led_nowhere(client, home, page):
    assert client.post("/fr/Vos-Droits/").status_code == 404


def draft(page):
    page.unpublish()


def behind_a_login(page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def behind_a_login_above(page):
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")


@pytest.mark.parametrize("hide", [draft, behind_a_login, behind_a_login_above])
def test_page_that_is_not_public_is_not_told(client, home, page, hide):
    hide(page)

    assert client.get("/fr/Vos-Droits/Urgence/").status_code == 404


def test_page_of_a_campaign_before_its_start_is_not_told(client, home):
    later = factories.campaign(starts_at=timezone.now() + timedelta(days=1))
    factories.campaign_page(factories.campaign_index(home), later, slug="secret")

    assert client.get("/fr/campagnes/Secret/").status_code == 404


def test_address_without_capitals_costs_nothing_more_and_one_with_them_four_queries_at_most(
    client, home, page, django_assert_max_num_queries, django_assert_num_queries
):
    def queries(address: str) -> int:
        with django_assert_max_num_queries(100) as asked:
            assert client.get(address).status_code == 404
        return len(asked)

    client.get("/fr/rien/")
    plain = queries("/fr/rien/")
    capitals = [queries(f"/fr/{'Rien/' * parts}") for parts in (1, 30)]

    assert [found - plain <= 4 for found in capitals] == [True, True]


def test_error_never_offers_a_language_in_the_place_of_itself(client, home, english_home):
    factories.standard_page(english_home, slug="notice", title="A notice")

    answers = [client.get(address) for address in ("/Fr/Notice/", "/Fr/notice/", "/fr/Notice/")]
    sent = client.post("/En/Notice/")

    for answer in answers:
        assert (answer.status_code, answer["Content-Language"]) == (404, "fr")
        assert [one.code for one in answer.context["elsewhere"]] == ["en"]
    assert (sent.status_code, sent["Content-Language"], sent.context["elsewhere"]) == (404, "en", [])
