"""Who is found for what is wanted, in which order, and at what cost."""

import pytest
from django.utils import timezone

from campaigns.outreach.directory.models import Entry
from tests import factories, markup
from tests.outreach.directory.listed import ask, contact, directory, entry, names, organisation


@pytest.fixture(autouse=True)
def page(home):
    return directory(home)


def test_entries_of_the_territory_come_first_by_name_then_those_of_the_whole_country(client):
    entry("Numéro national", "")
    entry("Zèbre", "69")
    entry("Accueil", "69")
    entry("Ailleurs", "13")

    assert names(ask(client, territory="69")) == [("Rhône", ["Accueil", "Zèbre"]), ("", ["Numéro national"])]


def test_without_a_territory_the_whole_country_comes_first_then_each_territory(client):
    entry("Outre-mer", "973")
    entry("Lyon", "69")
    entry("Partout", "")
    entry("Bourg", "01")

    assert names(ask(client)) == [("", ["Partout"]), ("Ain", ["Bourg"]), ("Rhône", ["Lyon"]), ("Guyane", ["Outre-mer"])]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"need": "health"}, ["Les deux", "Santé"]),
        ({"language": "ro"}, ["Les deux", "Roumain"]),
        ({"need": "health", "language": "ro"}, ["Les deux"]),
        ({}, ["Les deux", "Rien", "Roumain", "Santé"]),
    ],
)
def test_need_and_language_narrow_what_is_found(client, wanted, found):
    entry("Santé", services=["health"], languages=["fr"])
    entry("Roumain", services=["shelter"], languages=["fr", "ro"])
    entry("Les deux", services=["shelter", "health"], languages=["ro"])
    entry("Rien")

    assert names(ask(client, territory="69", **wanted)) == [("Rhône", found)]


def test_code_that_is_part_of_another_is_not_taken_for_it():
    entry("Mandarin", languages=["zh-hans"])
    entry("Zhuang", languages=["za", "zh"])

    assert [found.name for found in Entry.objects.speaking("zh")] == ["Zhuang"]
    assert list(Entry.objects.speaking("%")) == []
    assert list(Entry.objects.speaking("z_")) == []


def test_withdrawn_entry_is_found_nowhere_and_lends_its_language_to_no_list(client):
    entry("Parti", "69", languages=["yo"], withdrawn_at=timezone.now())
    entry("Là", "69", languages=["sq"])

    response = ask(client, territory="69")

    assert names(response) == [("Rhône", ["Là"])]
    assert [language.code for language in response.context["form"].languages] == ["sq"]


def test_languages_are_offered_by_their_own_names_those_of_the_site_first(client):
    entry(languages=["uk", "pcm", "ar", "fr", "th", "xx"])

    offered = client.get("/fr/annuaire/").context["form"].languages

    assert [(language.name, language.direction) for language in offered] == [
        ("Français", "ltr"),
        ("العربيّة", "rtl"),
        ("Naijíriá Píjin", "ltr"),
        ("xx", "ltr"),
        ("Українська", "ltr"),
        ("ไทย", "ltr"),
    ]


def test_nothing_in_the_territory_says_so_and_shows_the_country_and_the_helplines(client):
    factories.helpline("Une écoute", audiences=("outreach",))
    factories.helpline("Pour les acheteurs", audiences=("buyers",))
    entry("Partout", "", services=["health"])
    entry("Abri", "69", services=["shelter"])

    response = ask(client, territory="69", need="health")

    html = response.content.decode()
    assert (response.context["found"].here, response.context["found"].all_here) == (0, 1)
    assert names(response) == [("", ["Partout"])]
    assert [shown.wording.title for shown in response.context["help"].all] == ["Une écoute"]
    assert html.count('name="territory" value="69"') == 1  # the way back to all that is there


def test_nothing_at_all_shows_what_helps_in_the_whole_country(client):
    entry("Partout", "", services=["health"])
    entry("Abri", "69", services=["shelter"])

    response = ask(client, territory="69", need="justice")

    assert response.context["found"].total == 0
    assert names(response) == [("", ["Partout"])]


def test_empty_directory_has_the_helplines(client):
    factories.helpline("Une écoute", audiences=("outreach",))

    response = ask(client, territory="69")

    assert names(response) == []
    assert len(response.context["help"].all) == 1


def test_pages_are_asked_for_in_the_body_and_keep_what_is_wanted(client):
    for number in range(45):
        entry(f"Lieu {number:02}", "69", services=["health"], languages=["ro"])
    wanted = {"territory": "69", "need": "health", "language": "ro"}

    second, last, beyond = (ask(client, **wanted, page=page) for page in (2, 3, 99))

    assert names(second) == [("Rhône", [f"Lieu {number:02}" for number in range(20, 40)])]
    assert names(last) == names(beyond) == [("Rhône", [f"Lieu {number:02}" for number in range(40, 45)])]
    form = markup.read(second.content.decode()).partition('class="directory-pages"')[2].partition("</form>")[0]
    assert [f'name="{name}" value="{value}"' in form for name, value in wanted.items()] == [True] * 3
    assert ('name="page" value="1"' in form, 'name="page" value="3"' in form) == (True, True)


def test_commission_and_delegation_stand_under_what_was_found(client):
    contact(
        "69",
        commission="La commission",
        delegation="La délégation",
        delegation_telephone="01 99 00 12 34",
        code="abc234",
    )

    html = ask(client, territory="69").content.decode()

    assert "La commission" in html
    assert 'href="tel:0199001234"' in html
    assert 'href="/fr/annuaire/abc234/"' in html
    assert "La commission" not in ask(client, territory="13").content.decode()


def test_territory_without_an_address_of_its_own_is_chosen_all_the_same(client):
    entry("À Papeete", "987")

    html = client.get("/fr/annuaire/").content.decode()

    assert '<button type="submit" name="territory" value="987">' in html
    assert names(ask(client, territory="987")) == [("Polynésie française", ["À Papeete"])]


@pytest.mark.parametrize("more", [1, 3])
def test_what_is_found_costs_the_same_however_much_it_is(client, django_assert_num_queries, more):
    contact("69", code="abc234")
    for number in range(more):
        entry(f"Ici {number}", "69", services=["health"], languages=["ro"], organisation=organisation())
        entry(f"Partout {number}", "", services=["health"], languages=["ro", "pcm"], organisation=organisation())
    ask(client)

    with django_assert_num_queries(15):
        response = ask(client, territory="69", need="health", language="ro")
    assert response.context["found"].total == 2 * more
    with django_assert_num_queries(16):
        client.get("/fr/annuaire/abc234/")


@pytest.mark.parametrize("more", [1, 3])
def test_form_map_and_list_cost_the_same_however_many_have_an_address(client, django_assert_num_queries, more):
    for territory in ("01", "13", "971")[:more]:
        contact(territory)
        entry(territory=territory, languages=[f"l{territory}"])
    client.get("/fr/annuaire/")

    with django_assert_num_queries(13):
        client.get("/fr/annuaire/")


def test_map_and_list_lead_at_once_where_an_address_leads_now(client):
    place = contact("69", code="abc234")
    client.get("/fr/annuaire/")

    place.code = "def567"
    place.save()
    html = client.get("/fr/annuaire/").content.decode()

    assert (html.count("/fr/annuaire/abc234/"), html.count("/fr/annuaire/def567/")) == (0, 2)


def test_map_and_list_follow_the_page_to_another_address(client, page):
    contact("69", code="abc234")
    client.get("/fr/annuaire/")

    page.slug = "aide"
    factories.go_live(page)
    html = client.get("/fr/aide/").content.decode()

    assert html.count("/annuaire/") == 0
    assert html.count('href="/fr/aide/abc234/"') == 2


def test_map_and_list_stand_in_the_language_of_the_page(client, page, english_home, translate):
    contact("69", code="abc234")
    client.get("/fr/annuaire/")

    translate(page, english_home.locale)
    html = client.get("/en/annuaire/").content.decode()

    assert "<h3>Overseas départements</h3>" in html
    assert html.count('href="/en/annuaire/abc234/"') == 2
