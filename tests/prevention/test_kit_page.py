"""The kit as it is read: whole without a file, with its plan, its former versions and the facts of today."""

import re

import pytest

from campaigns.prevention.kits.models import KitEdition
from tests import factories
from tests.prevention import kits


@pytest.fixture
def fact(home):
    return factories.fact("1500")


@pytest.fixture
def kit(home, fact):
    return kits.whole(kits.catalogue(home), fact)


def read(client, address):
    return client.get(address).content.decode()


def test_page_says_what_decides_before_anything_else(client, kit):
    html = read(client, kit.url)

    glance = re.search(r'<section class="kit-glance".*?</section>', html, re.DOTALL)[0]
    assert "1 séance, 55 min" in glance
    assert html.index("kit-glance") < html.index("kit-files") < html.index("kit-safety")


def test_fact_in_a_kit_is_that_of_today(client, kit, fact):
    assert "1 500" in read(client, kit.url).replace("\u202f", " ").replace("\xa0", " ")

    fact.value = "3750"
    factories.go_live(fact)

    html = read(client, kit.url).replace("\u202f", " ").replace("\xa0", " ")
    assert "3 750" in html
    assert "1 500" not in html


def test_plan_is_a_table_with_every_activity(client, kit):
    html = read(client, kit.url)

    plan = re.search(r"<table>.*?</table>", html, re.DOTALL)[0]
    assert re.findall(r'<th scope="row">(.*?)</th>', plan) == ["Accueil", "Étude de cas"]
    assert re.findall(r"<bdi>(.*?)</bdi>", plan) == ["0–25", "25–55"]


def test_page_offers_the_files_of_the_last_version_alone(client, kit):
    first, second = factories.kit_edition(kit), factories.kit_edition(kit)
    factories.kit_edition(kit, finished_at=None)

    html = read(client, kit.url)

    assert set(re.findall(rf"/kits/{kit.pk}/(\d+)/", html)) == {str(second.number)}
    assert f"versions/{first.number}/" in html


def test_files_that_could_not_be_made_are_not_promised_in_a_few_minutes(client, kit):
    promised = "Les fichiers sont en préparation."
    said = "Les fichiers ne peuvent pas être téléchargés pour le moment"
    begun = KitEdition.objects.create(kit=kit, number=1, made_from="x")
    before = " ".join(read(client, kit.url).split())

    begun.problem = "Un signe que personne n’imprime."
    begun.save()
    after = " ".join(read(client, kit.url).split())

    assert [words in before for words in (promised, said)] == [True, False]
    assert [words in after for words in (promised, said, begun.problem)] == [False, True, False]


def test_former_version_stays_at_its_address_with_a_notice(client, kit):
    first, _second = factories.kit_edition(kit), factories.kit_edition(kit)

    html = read(client, f"{kit.url}versions/{first.number}/")

    assert "notice-warning" in html
    assert set(re.findall(rf"/kits/{kit.pk}/(\d+)/", html)) == {str(first.number)}


@pytest.mark.parametrize("number", ["2", "3", "9", "0", "x", "99999999999", "²"])
def test_version_that_is_not_a_former_one_has_no_page(client, kit, number):
    factories.kit_edition(kit), factories.kit_edition(kit), factories.kit_edition(kit, finished_at=None)

    assert client.get(f"{kit.url}versions/{number}/").status_code == 404


def test_file_of_a_finished_version_of_a_live_kit_is_given(client, kit):
    edition = factories.kit_edition(kit)

    response = client.get(edition.files.last().url)

    assert response.status_code == 200
    assert response.getvalue() == b"fake"


def test_no_file_is_given_of_what_is_half_made_withdrawn_or_unknown(client, kit):
    begun, edition = factories.kit_edition(kit, finished_at=None), factories.kit_edition(kit)
    addresses = [file.url for file in edition.files.all()]

    assert [client.get(file.url).status_code for file in begun.files.all()] == [404, 404]
    assert client.get(f"/kits/{kit.pk}/{edition.number}/autre.pdf").status_code == 404
    kit.unpublish()
    assert [client.get(address).status_code for address in addresses] == [404, 404]


def test_slides_are_shown_from_a_page_of_their_own(client, kit, fact):
    address = f"{kit.url}slides/"

    assert read(client, kit.url).count(f'href="{address}"') == 2
    html = read(client, address)
    assert [html.count(words) for words in ("La loi te protège", "Laisser parler le groupe.")] == [1, 1]
    assert '<meta name="robots" content="noindex">' in html
    assert not re.search(r'(?:src|href)="(?:https?:)?//', html)

    fact.value = "3750"
    factories.go_live(fact)
    assert "3 750" in read(client, address).replace("\u202f", " ").replace("\xa0", " ")


def test_kit_without_slides_has_no_page_of_them(client, home):
    kit = factories.kit(kits.catalogue(home))

    assert client.get(f"{kit.url}slides/").status_code == 404
    assert "slides/" not in read(client, kit.url)


def test_slides_go_with_their_kit(client, kit):
    kit.unpublish()

    assert client.get(f"{kit.url}slides/").status_code == 404
