"""Search synonyms: what people say leads where editors want, at once, and never to what is withdrawn."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, ModelLogEntry

from home.models import Synonym
from tests import factories
from tests.outreach import rights

pytestmark = pytest.mark.usefixtures("search_index")

ASKED = ["amende escort", "j'ai payé une fille", "arrêter d'y aller", "bon plan", "michetonnage"]


@pytest.fixture
def searchable(home):
    factories.search_page(home)
    return home


def synonym(phrases: str, page=None, words: str = "", language: str = "fr") -> Synonym:
    made = Synonym(locale=Locale.objects.get(language_code=language), phrases=phrases, page=page, words=words)
    made.full_clean()
    made.save()
    return made


def results(client, query: str, language: str = "fr") -> list[str]:
    response = client.post(f"/{language}/recherche/", {"q": query})
    return [page.title for page in response.context["results"]]


@pytest.mark.parametrize("query", ASKED)
def test_page_of_the_entry_comes_first(client, searchable, query):
    body = [factories.block("text", text=f"<p>{query} {query} {query}</p>")]
    factories.standard_page(searchable, title=f"Tout sur {query}", body=body)
    page = factories.standard_page(searchable, title="La bonne page")
    assert results(client, query) == [f"Tout sur {query}"]

    synonym(query, page)

    assert results(client, query) == ["La bonne page", f"Tout sur {query}"]


def test_title_that_holds_the_words_comes_before_what_says_them_more_often(client, searchable):
    often = [factories.block("text", text=f"<p>{'le sursis probatoire ' * 60}</p>")]
    factories.standard_page(
        searchable, title="Combien de temps", lead="Le sursis probatoire, le sursis probatoire.", body=often
    )
    factories.standard_page(searchable, title="Le sursis probatoire et tout ce qui le suit, de la décision à son terme")

    assert results(client, "sursis probatoire")[0].startswith("Le sursis probatoire et")


@pytest.mark.parametrize(
    ("language", "phrase", "query"),
    [
        ("fr", "michetonnage", "c'est quoi le michetonnage ?"),
        ("fr", "j'ai payé une fille", "J’AI PAYE UNE FILLE"),
        ("fr", "j’ai payé une fille", "hier j'ai payé une fille, je risque quoi"),
        ("fr", "escorte", "Escortes"),
        ("fr", "arrêter d’y aller", "comment arreter d'y aller"),
        ("en", "paid a girl", "I paid a girl"),
        ("ar", "دفعت لفتاة", "لقد دَفَعتُ لفتاة أمس"),
        ("ar", "غرامة", "ما هي الغرامة"),
        ("zh-hans", "援交", "什么是援交女"),
        ("zh-hans", "找小姐", "他去找小姐了"),
        ("bg", "платих на момиче", "Вчера ПЛАТИХ НА МОМИЧЕ"),
    ],
)
def test_phrase_is_recognised_within_a_query_in_each_language(client, home, language, phrase, query):
    top = home
    if language != "fr":
        top = factories.go_live(home.get_translation(Locale.objects.create(language_code=language)).specific)
    factories.search_page(top)
    synonym(phrase, factories.standard_page(top, title="***"), language=language)

    assert results(client, query, language) == ["***"]


@pytest.mark.parametrize("query", ["bon", "plan bon", "bon petit plan", "bonplan", "le plan"])
def test_phrase_is_recognised_word_after_word_alone(client, searchable, query):
    synonym("bon plan", factories.standard_page(searchable, title="Moins de 18 ans"))

    assert results(client, query) == []


def test_words_of_the_site_are_looked_for_too_after_what_was_asked(client, searchable):
    factories.standard_page(searchable, title="Prostitution des mineurs")
    factories.standard_page(searchable, title="Proxénétisme")
    factories.standard_page(searchable, title="Escorte : le mot")
    factories.standard_page(searchable, title="Prostitution")

    synonym("escorte", words="prostitution mineur\nproxénétisme")

    assert results(client, "escorte")[0] == "Escorte : le mot"
    assert sorted(results(client, "escorte")[1:]) == ["Prostitution des mineurs", "Proxénétisme"]


def test_pages_for_buyers_come_last_unless_the_words_are_theirs(client, searchable):
    said = [factories.block("text", text="<p>Une escorte, une escorte, une escorte et une amende.</p>")]
    law = factories.standard_page(searchable, title="La loi", audience="buyers", body=said)
    factories.standard_page(searchable, title="De l’aide", body=[factories.block("text", text="<p>Une escorte.</p>")])
    factories.standard_page(searchable, title="Escorte", audience="buyers")

    assert results(client, "escorte") == ["Escorte", "De l’aide", "La loi"]

    synonym("escorte", law)

    assert results(client, "escorte") == ["La loi", "Escorte", "De l’aide"]


def test_where_little_is_found_numbers_and_subjects_of_rights_are_shown(client, searchable):
    factories.helpline(audiences=("outreach",), number="17", kind="emergency", listens_to=[])
    section = rights.section(searchable, title="De l’aide", slug="aide")
    rights.rights_page(section, title="Santé", slug="sante", topic="health")
    rights.rights_page(section, title="Brouillon", slug="brouillon", topic="money").unpublish()
    for number in range(3):
        factories.standard_page(searchable, title=f"Loi {number}")

    nothing, much = (client.post("/fr/recherche/", {"q": query}).content.decode() for query in ("xyz", "loi"))
    unasked = client.get("/fr/recherche/").content.decode()

    main = nothing.partition("<main")[2].partition("</main>")[0]
    assert re.findall(r'href="(tel:[^"]+|/fr/aide/[^"]*)"', main) == ["tel:17", "/fr/aide/", "/fr/aide/sante/"]
    assert ["emergency-strip" in html for html in (much, unasked)] == [False, False]
    assert ["/fr/aide/sante/" in html for html in (much, unasked)] == [False, False]


def test_longest_phrase_leads(client, searchable):
    synonym("escort", factories.standard_page(searchable, title="Moins de 18 ans"))
    synonym("amende escort", factories.standard_page(searchable, title="La loi"))

    assert results(client, "quelle amende escort") == ["La loi", "Moins de 18 ans"]
    assert results(client, "escort") == ["Moins de 18 ans"]


def test_page_is_listed_once(client, searchable):
    page = factories.standard_page(searchable, title="Amende")
    synonym("amende\nprune", page, words="amende")
    synonym("grosse prune", page)

    assert results(client, "prune") == ["Amende"]
    assert results(client, "grosse prune") == ["Amende"]
    assert results(client, "amende") == ["Amende"]


def test_entry_speaks_for_its_language_alone(client, searchable, english_home):
    factories.search_page(english_home)
    synonym("escort", factories.standard_page(searchable, title="La loi"))
    synonym("escort", factories.standard_page(english_home, title="The law"), language="en")

    assert results(client, "escort") == ["La loi"]
    assert results(client, "escort", "en") == ["The law"]


def withdraw_by_unpublishing(page):
    page.unpublish()


def withdraw_by_deleting(page):
    page.delete()


def withdraw_by_login(page):
    page.view_restrictions.create(restriction_type="login")


def withdraw_by_not_listing(page):
    page.listed_in_search = False
    factories.go_live(page)


@pytest.mark.parametrize(
    "withdraw", [withdraw_by_unpublishing, withdraw_by_deleting, withdraw_by_login, withdraw_by_not_listing]
)
def test_withdrawn_page_leaves_the_results_at_once(client, searchable, withdraw):
    page = factories.standard_page(searchable, title="La loi")
    entry = synonym("escort", page)
    assert results(client, "escort") == ["La loi"]

    withdraw(page)

    assert results(client, "escort") == []
    assert Synonym.objects.filter(pk=entry.pk).exists()


def test_number_of_queries_does_not_depend_on_the_number_of_entries(client, searchable, django_assert_num_queries):
    page = factories.standard_page(searchable, title="Amende")
    synonym("prune", page, words="amende")
    client.post("/fr/recherche/", {"q": "prune"})

    with django_assert_num_queries(17):
        assert results(client, "prune salée") == ["Amende"]

    for number in range(30):
        synonym(f"prune {number}\nmot {number}", page, words=f"amende\nmot {number}")

    with django_assert_num_queries(17):
        assert results(client, "prune 1 prune 2 prune 3") == ["Amende"]


def problems(phrases: str, page=None, words: str = "", language: str = "fr") -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        synonym(phrases, page, words, language)
    return refused.value.message_dict


@pytest.mark.usefixtures("in_english")
def test_phrase_that_another_entry_has_is_refused_with_its_line_and_that_entry(searchable, english):
    page = factories.standard_page(searchable)
    synonym("escort\nfille de joie", page)
    synonym("escort", words="prostitution", language="en")

    assert problems("call-girl\nLes escortes\nESCORTES", page) == {
        "phrases": [
            "Line 3, “ESCORTES”: The entry “escort, fille de joie” of this language has it already. Remove it here, or there first."
        ]
    }


@pytest.mark.usefixtures("in_english")
def test_phrase_twice_in_one_entry_is_refused(searchable):
    assert problems("payer une fille\nmichetonnage\n\nPayer  une filles", factories.standard_page(searchable)) == {
        "phrases": ["Line 3, “Payer  une filles”: The search takes it for the same as line 1. Remove one of them."]
    }


@pytest.mark.usefixtures("in_english")
def test_entry_without_words_or_without_aim_is_refused(searchable):
    page = factories.standard_page(searchable)

    assert problems("", page) == {"phrases": ["This field cannot be blank."]}
    assert problems(" \n ", page) == {"phrases": ["This field cannot be blank."]}
    assert problems("escort\n?!", page) == {
        "phrases": ["Line 2, “?!”: It has neither letters nor digits. Write a word, or remove the line."]
    }
    assert problems("escort", words="…") == {
        "words": ["Line 1, “…”: It has neither letters nor digits. Write a word, or remove the line."]
    }
    assert problems("escort") == {
        "page": ["Choose a page here, or write words of this site below: this entry leads nowhere."]
    }
    assert problems("a" * 101, page) == {
        "phrases": [f"Line 1, “{'a' * 101}”: A search is cut after 100 characters, so nobody can ask this. Shorten it."]
    }


@pytest.mark.usefixtures("in_english")
def test_page_that_cannot_be_shown_is_refused_with_what_to_do(searchable, english_home):
    draft = factories.standard_page(searchable)
    draft.unpublish()
    private = factories.standard_page(searchable)
    private.view_restrictions.create(restriction_type="login")
    below = factories.standard_page(private)
    unlisted = factories.standard_page(searchable, listed_in_search=False)
    later = factories.campaign(starts_at=timezone.now() + timedelta(days=1))
    hidden = factories.campaign_page(factories.campaign_index(searchable), later)

    assert [
        problems("escort", page)["page"]
        for page in (factories.standard_page(english_home), draft, private, below, unlisted, hidden)
    ] == [
        ["This page is in another language (English). Choose it in the language of the entry."],
        ["This page is not published. Have it published first, or choose another."],
        ["This page is behind a password or a login. Make it public first, or choose another."],
        ["This page is behind a password or a login. Make it public first, or choose another."],
        [
            "This page is kept out of the site’s own search. Tick “found by the site’s own search” in its settings, or choose another."
        ],
        ["This page is not public yet: its campaign is not launched, or it is a copy. Choose another."],
    ]


def test_protected_page_may_come_first_as_the_search_finds_it_anyway(client, searchable):
    synonym("bon plan", factories.standard_page(searchable, title="Moins de 18 ans", zone="protected"))

    assert results(client, "bon plan") == ["Moins de 18 ans"]


@pytest.mark.usefixtures("in_english")
def test_editing_in_the_admin_takes_effect_at_once(client, django_user_model, searchable):
    page = factories.standard_page(searchable, title="La loi")
    editor = member(django_user_model, "Rédaction")
    client.force_login(editor)
    form = {"locale": page.locale_id, "phrases": "amende escort\r\n\r\n", "page": page.pk, "words": ""}

    client.post(reverse("wagtailsnippets_home_synonym:add"), form)
    entry = Synonym.objects.get()
    created = results(client, "amende escort")
    client.post(reverse("wagtailsnippets_home_synonym:edit", args=[entry.pk]), form | {"phrases": "michetonnage"})
    changed = results(client, "amende escort"), results(client, "michetonnage")
    client.post(reverse("wagtailsnippets_home_synonym:delete", args=[entry.pk]))

    assert created == ["La loi"]
    assert changed == ([], ["La loi"])
    assert results(client, "michetonnage") == []
    assert [log.action for log in ModelLogEntry.objects.order_by("pk") if log.user == editor] == [
        "wagtail.create",
        "wagtail.edit",
        "wagtail.delete",
    ]


def member(users, group: str):
    user = users.objects.create_user(group, f"{len(group)}@example.org", "a long enough password")
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.mark.parametrize(
    ("group", "allowed"),
    [
        ("Rédaction", True),
        ("Publication", True),
        ("Administration", True),
        ("Relecture juridique", False),
        ("Statistiques", False),
        ("Traduction – en", False),
    ],
)
def test_those_who_write_and_publish_keep_synonyms_and_nobody_else(
    client, django_user_model, searchable, english, group, allowed
):
    page = factories.standard_page(searchable)
    entry = synonym("escort", page)
    client.force_login(member(django_user_model, group))
    form = {"locale": page.locale_id, "phrases": "fille", "page": page.pk, "words": ""}

    addresses = [
        reverse("wagtailsnippets_home_synonym:list"),
        reverse("wagtailsnippets_home_synonym:edit", args=[entry.pk]),
        reverse("synonyms_try"),
    ]
    seen = [client.get(address).status_code for address in addresses]
    client.post(reverse("wagtailsnippets_home_synonym:add"), form)
    client.post(reverse("wagtailsnippets_home_synonym:delete", args=[entry.pk]))

    assert seen == [200 if allowed else 302] * 3
    assert [made.phrases for made in Synonym.objects.all()] == (["fille"] if allowed else ["escort"])


@pytest.mark.usefixtures("in_english")
def test_list_says_where_each_entry_leads(admin_client, searchable, english_home):
    law, gone = factories.standard_page(searchable, title="La loi"), factories.standard_page(searchable, title="Partie")
    synonym("amende escort", law, words="amende acheter")
    synonym("bon plan", gone)
    synonym("prune", words="amende")
    deleted = factories.standard_page(searchable)
    synonym("fille", deleted)
    gone.unpublish()
    deleted.delete()

    response = admin_client.get(reverse("wagtailsnippets_home_synonym:list"))

    assert [(str(entry), entry.leads_to) for entry in response.context["object_list"]] == [
        ("amende escort", "La loi + amende acheter"),
        ("bon plan", "“Partie” is not public: nobody is led there"),
        ("fille", "nowhere: its page was deleted"),
        ("prune", "amende"),
    ]
    assert 'name="query"' in response.content.decode()


@pytest.mark.usefixtures("in_english")
def test_trying_shows_what_the_public_gets_and_which_entry_led_there(admin_client, searchable):
    hidden = factories.standard_page(searchable, title="Un brouillon")
    law = factories.standard_page(searchable, title="La loi")
    synonym("amende escort", law)
    synonym("escort", hidden)
    hidden.unpublish()

    found = admin_client.post(reverse("synonyms_try"), {"locale": law.locale_id, "query": "mon amende escort"})
    nothing = admin_client.post(reverse("synonyms_try"), {"locale": law.locale_id, "query": "rien"})
    empty = admin_client.post(reverse("synonyms_try"), {"locale": law.locale_id, "query": " "})

    assert [page.title for page in found.context["results"]] == ["La loi"]
    assert [str(entry) for entry in found.context["entries"]] == ["amende escort", "escort"]
    assert "The public finds nothing." in nothing.content.decode()
    assert empty.status_code == 422
    assert "no-store" in found["Cache-Control"]
