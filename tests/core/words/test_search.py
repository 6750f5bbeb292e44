"""Search: by word in any form, by language, and plain when it finds nothing."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale

from core.words import stop_words
from core.words.search import fold, normalise, stem
from tests import factories

pytestmark = pytest.mark.usefixtures("search_index")


@pytest.mark.parametrize(
    ("language", "text", "query"),
    [
        ("fr", "Les pénalités encourues", "penalite"),
        ("fr", "Des chevaux", "cheval"),
        ("fr", "L’achat d’actes sexuels", "acte sexuel"),
        ("en", "Buying is prohibited; penalties apply", "penalty"),
        ("ar", "الشراء ممنوع", "شراء"),
        ("ar", "العُقُوبَات", "عقوبات"),
        ("ar", "بالقـــانون", "قانون"),
        ("ar", "العقوبات", "عقوبة"),
        ("zh-hans", "寻求帮助的人", "帮助"),
        ("bg", "ПОМОЩ", "помощ"),
        ("bg", "в полицията", "полиция"),
        ("bg", "полиция", "полицията"),
        ("bg", "Лекарят, лекарите", "лекар"),
        ("bg", "помощта", "помощ"),
        ("bg", "правото и правата", "права"),
        ("bg", "законът", "закони"),
        ("bg", "случая", "случай"),
    ],
)
def test_word_is_found_in_another_form(language, text, query):
    words = normalise(text, language).split()

    assert all(word in words for word in normalise(query, language).split())


def results(client, query: str, language: str = "fr") -> list[str]:
    response = client.get(f"/{language}/recherche/", {"q": query})
    return [page.title for page in response.context["results"]]


@pytest.fixture
def searchable(home):
    factories.search_page(home)
    return home


def test_search_finds_words_of_the_body_without_their_accents(client, searchable):
    body = [factories.block("text", text="<p>Les pénalités sont connues.</p>")]
    factories.standard_page(searchable, title="La loi", body=body)
    factories.standard_page(searchable, title="Une autre")

    assert results(client, "penalite") == ["La loi"]


def test_search_wants_every_word(client, searchable):
    factories.standard_page(searchable, title="Amende et prison")
    factories.standard_page(searchable, title="Amende")

    assert results(client, "prison amende") == ["Amende et prison"]


def test_query_of_words_that_say_nothing_alone_is_looked_for_as_it_is(client, searchable):
    factories.standard_page(searchable, title="Qui et comment")
    factories.standard_page(searchable, title="Une autre")

    assert results(client, "comment qui") == ["Qui et comment"]


@pytest.mark.parametrize("language", stop_words.LISTS)
def test_words_that_say_nothing_are_written_as_they_are_compared(language):
    words = stop_words.LISTS[language].split()

    assert [word for word in words if fold(word) != word] == []
    assert [word for word in words if words.count(word) > 1] == []


def test_search_finds_the_words_of_facts_and_finds_them_anew_when_they_change(client, searchable):
    fact = factories.fact(sentence="Une peine d’emprisonnement.")
    factories.standard_page(searchable, title="La loi", body=[factories.block("fact_card", fact=fact.pk)])
    assert results(client, "emprisonnements") == ["La loi"]

    wording = fact.wordings.get()
    wording.sentence = "Une contravention."
    factories.go_live(wording)

    assert results(client, "emprisonnements") == []
    assert results(client, "contraventions") == ["La loi"]


def test_search_finds_what_the_page_says_outside_its_body(client, searchable):
    factories.standard_page(searchable, title="Aide", lead="Avec ou sans papiers.")

    assert results(client, "papier") == ["Aide"]


def test_search_keeps_to_its_language(client, searchable, english_home):
    factories.search_page(english_home)
    factories.standard_page(searchable, title="Une question")
    factories.standard_page(english_home, title="One question")

    assert results(client, "question") == ["Une question"]
    assert results(client, "question", "en") == ["One question"]


def test_search_lists_neither_drafts_nor_private_nor_unlisted_pages_nor_campaigns_to_come(client, searchable):
    factories.standard_page(searchable, title="Amende publique")
    factories.standard_page(searchable, title="Amende non listée", listed_in_search=False)
    factories.standard_page(searchable, title="Amende en brouillon").unpublish()
    private = factories.standard_page(searchable, title="Amende privée")
    private.view_restrictions.create(restriction_type="login")
    later = factories.campaign(starts_at=timezone.now() + timedelta(days=1))
    factories.campaign_page(factories.campaign_index(searchable), later, title="Amende à venir")

    assert results(client, "amende") == ["Amende publique"]


def test_search_says_so_when_it_finds_nothing(client, searchable):
    response = client.get("/fr/recherche/", {"q": "<script>alert(1)</script>"})

    assert response.context["results"] == []
    assert "Aucune page de ce site ne contient tous les mots" in response.content.decode()
    assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize("query", ["", "   ", "'", '"', "a" * 5000, "\x00", "AND OR NOT", "* ( ) : ^"])
def test_search_survives_any_query(client, searchable, query):
    assert client.get("/fr/recherche/", {"q": query}).status_code == 200


@pytest.mark.parametrize(
    ("language", "text", "query"),
    [
        ("fr", "Les chevaux, et les pénalités.", "cheval"),
        ("fr", "Les chevaux, et les pénalités.", "penalites"),
        ("en", "What the penalties are.", "penalty"),
        ("es", "Las penas y las multas.", "multa"),
        ("pt", "As multas e as prisões.", "multa"),
        ("ro", "Pedepsele și amenzile.", "pedepsele"),
        ("bg", "Къде да потърся помощ в полицията.", "полиция"),
        ("ar", "الشراء ممنوع بحكم القانون.", "شراء"),
        ("ar", "شراء فعل جنسي ممنوع.", "الشراء"),
        ("zh-hans", "处于困境的人可以寻求帮助和建议。", "帮助"),
        # As one asks: the words that say nothing are not looked for.
        ("fr", "Les chevaux, et les pénalités.", "Comment puis-je savoir quelles sont les pénalités ?"),
        ("en", "Penalties apply.", "What are the penalties?"),
        ("es", "Penas y multas.", "¿Cuáles son las multas?"),
        ("pt", "Multas e prisões.", "Quais são as minhas multas?"),
        ("ro", "Pedepsele și amenzile.", "Care sunt pedepsele?"),
        ("bg", "Помощ в полицията.", "Къде мога да имам помощ?"),
        ("ar", "الشراء ممنوع بحكم القانون.", "ما هو القانون"),
        ("zh-hans", "处于困境的人可以寻求帮助和建议。", "我怎么寻求帮助？"),
    ],
)
def test_search_finds_a_word_in_each_language_on_the_database(client, home, language, text, query):
    top = home
    if language != "fr":
        top = factories.go_live(home.get_translation(Locale.objects.create(language_code=language)).specific)
    factories.search_page(top)
    factories.standard_page(top, title="***", body=[factories.block("text", text=f"<p>{text}</p>")])
    factories.standard_page(top, title="Autre")

    assert results(client, query, language) == ["***"]


def test_search_is_sent_in_the_body_without_cookie_or_token(searchable):
    factories.standard_page(searchable, title="Amende")
    visitor = Client(enforce_csrf_checks=True)

    response = visitor.post("/fr/recherche/", {"q": "amendes"})

    html = response.content.decode()
    assert [page.title for page in response.context["results"]] == ["Amende"]
    assert '<form class="search-form" role="search" action="/fr/recherche/" method="post">' in html
    assert 'value="amendes"' in html
    assert response.cookies == {}


def test_search_tells_no_other_page_what_was_searched(client, searchable):
    for response in (client.post("/fr/recherche/", {"q": "x"}), client.get("/fr/recherche/", {"q": "x"})):
        assert response["Referrer-Policy"] == "strict-origin"
        assert response["Cache-Control"] == "private, no-cache"


def test_no_other_page_takes_what_is_sent_to_it(searchable):
    factories.standard_page(searchable, slug="aide")
    visitor = Client(enforce_csrf_checks=True)

    assert [visitor.post(path, {"q": "x"}).status_code for path in ("/fr/", "/fr/aide/")] == [405, 405]
    assert visitor.post("/fr/nulle-part/", {"q": "x"}).status_code == 404


def test_words_of_a_visitor_do_not_stay_in_memory(client, searchable):
    stem.cache_clear()

    client.post("/fr/recherche/", {"q": "kanarivogel zitterpappelnes"})

    assert stem.cache_info().currsize == 0
