"""The way out of a protected page: on each of them, before all else, and never back into this site."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.test import override_settings
from wagtail.models import Site

from campaigns.outreach.exits import check_exit, default_address
from campaigns.outreach.models import ExitAddress, QuickExit
from core.protection.zones import Zone
from tests import factories, markup


@pytest.fixture
def rights(home):
    return factories.standard_page(
        home, title="Vos droits", slug="vos-droits", zone=Zone.PROTECTED, audience="outreach"
    )


@pytest.fixture
def quick_exit(home) -> QuickExit:
    return QuickExit.objects.create(site=Site.objects.get(is_default_site=True))


@pytest.mark.parametrize(
    "address",
    ["https://fr.wikipedia.org/", "https://www.meteofrance.com/previsions?ville=paris", "https://élysée.example/"],
)
def test_exit_may_lead_to_any_other_site(home, address):
    check_exit(address)


@pytest.mark.parametrize(
    "address",
    [
        "", "meteo", "/fr/", "http://fr.wikipedia.org/", "javascript:alert(1)", "https://", "https://localhost/",
        "https://user@fr.wikipedia.org/", "https://[::1", "data:text/html,x", "//fr.wikipedia.org/", "https://.org",
    ],
)  # fmt: skip
def test_exit_that_is_no_whole_address_is_refused(home, address):
    with pytest.raises(ValidationError):
        check_exit(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://campagnes.example.org/fr/", "https://CAMPAGNES.example.org", "https://www.campagnes.example.org/",
        "https://campagnes.example.org.:443/", "https://autre.example.net/",
    ],
)  # fmt: skip
@override_settings(BASE_URL="https://campagnes.example.org", ALLOWED_HOSTS=["*", ".example.net"])
def test_exit_to_this_site_is_refused(home, address):
    with pytest.raises(ValidationError, match=r"example\.(org|net)"):
        check_exit(address)


def test_exit_is_the_first_thing_on_a_protected_page(client, rights):
    html = client.get("/fr/vos-droits/").content.decode()
    body = html.partition("<body")[2]

    assert body.index("<a ") == body.index('<a class="leave"')
    assert f'href="{default_address("fr")}"' in body


def test_open_page_has_no_exit(client, home):
    assert "quick-exit" not in client.get("/fr/").content.decode().partition("<body")[2]


def test_exit_leads_where_the_operator_says_in_each_language(client, rights, quick_exit):
    ExitAddress.objects.create(quick_exit=quick_exit, language="fr", address="https://www.meteofrance.com/")
    ExitAddress.objects.create(quick_exit=quick_exit, language="ar", address="https://ar.wikipedia.org/")

    html = client.get("/fr/vos-droits/").content.decode()

    assert '<a class="leave" href="https://www.meteofrance.com/"' in html


def test_bar_leads_to_the_page_on_safer_browsing_in_the_language(client, rights, quick_exit, english_home, translate):
    safety = factories.standard_page(rights, title="Naviguer", slug="naviguer", audience="outreach")
    translate(rights, english_home.locale), translate(safety, english_home.locale)
    QuickExit.objects.filter(pk=quick_exit.pk).update(safety_page=safety)

    french = markup.read(client.get("/fr/vos-droits/").content.decode())
    english = markup.read(client.get("/en/vos-droits/").content.decode())
    itself = markup.read(client.get("/fr/vos-droits/naviguer/").content.decode())

    assert '<a class="safer" href="/fr/vos-droits/naviguer/">' in french
    assert '<a class="safer" href="/en/vos-droits/naviguer/">' in english
    assert 'class="safer"' not in itself


def test_bar_of_pages_for_the_young_leads_to_no_page_for_people_in_prostitution(client, home, rights, quick_exit):
    safety = factories.standard_page(rights, title="Naviguer", slug="naviguer", audience="outreach")
    QuickExit.objects.filter(pk=quick_exit.pk).update(safety_page=safety)
    factories.standard_page(home, title="Jeunes", slug="jeunes", audience="young", zone="protected")

    for address in ("/fr/jeunes/", "/fr/q/"):
        html = client.get(address).content.decode()

        assert 'class="leave"' in html
        assert 'class="safer"' not in html


def test_exit_costs_two_queries(client, home, rights, django_assert_num_queries):
    client.get("/fr/vos-droits/")

    with django_assert_num_queries(12):
        client.get("/fr/vos-droits/?fresh")


def test_operator_sets_it_in_the_admin(admin_client, home, quick_exit):
    site = Site.objects.get(is_default_site=True)
    address = f"/admin/settings/outreach/quickexit/{site.pk}/"
    form = {
        "safety_page": "",
        "addresses-TOTAL_FORMS": "1",
        "addresses-INITIAL_FORMS": "0",
        "addresses-MIN_NUM_FORMS": "0",
        "addresses-MAX_NUM_FORMS": "1000",
        "addresses-0-language": "fr",
        "addresses-0-address": "https://testserver.example/",
    }

    wrong = admin_client.post(address, form | {"addresses-0-address": "meteo"})
    right = admin_client.post(address, form)

    assert wrong.status_code == 200
    assert right.status_code == 302
    assert list(ExitAddress.objects.values_list("language", "address")) == [("fr", "https://testserver.example/")]


def test_protected_page_loads_no_file_of_its_own(client, home, rights):
    """What lies in the browser's cache would tell that a page with a way out was read."""
    pages = [rights, factories.standard_page(home, title="Autre", slug="autre")]

    protected, plain = [set(re.findall(r'/static/[^"\']+', client.get(page.url).content.decode())) for page in pages]

    assert protected <= plain
