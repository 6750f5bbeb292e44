"""An amount that was typed, from the lead in which it passed to the fact that follows the law, in two languages."""

import pytest
from django.urls import reverse

from editorial.models import Step
from editorial.translation import drafting
from facts.models import Fact
from facts.typed import answers
from facts.typed.numbers import of_page
from home.models import StandardPage
from tests import factories
from tests.editorial.conftest import say
from tests.facts.typed.conftest import PUNISHED, latest, save
from tests.readiness import failures, messages, subject

pytestmark = pytest.mark.usefixtures("in_english")


def replaced(client, page, **said):
    """Press the button of the first number of the page, for its first fact, while the editor says this."""
    number = of_page(page)[0]
    return save(client, page, **{"typed-replace": f"{number.id}:{number.facts[0].pk}"}, **said)


def approved(page) -> StandardPage:
    revision = StandardPage.objects.get(pk=page.pk).get_latest_revision()
    factories.approve(revision, Step.LEGAL, Step.PUBLICATION)
    revision.publish()
    return StandardPage.objects.get(pk=page.pk)


def becomes(fact: Fact, value: str) -> None:
    fact.value = value
    factories.go_live(fact)


def test_amount_typed_in_a_lead_keeps_the_page_from_being_ready(page, fact):
    (failure,) = failures("typed_numbers", subject(page))

    assert failure.message == (
        "“La loi”, Lead: “1 500 €” is typed by hand, in “Puni de 1 500 € d’amende”. The fact “Amende” says the same."
    )
    assert failure.url == f"{reverse('typed_numbers', args=[page.pk])}#{of_page(page)[0].id}"


def test_answer_by_name_makes_it_ready_until_the_sentence_changes(page, admin):
    typed = of_page(page)[0].typed
    answers.answer(page, typed.text, typed.sentence, typed.digest, user=admin, reason="Cité du jugement.")

    assert failures("typed_numbers", subject(page)) == []

    page.lead = "Puni de 1 500 € d’amende au moins"
    page = factories.go_live(page)
    assert len(failures("typed_numbers", subject(page))) == 1


def test_one_click_puts_the_fact_in_rich_text_and_keeps_what_was_typed(admin_client, rich_page, fact):
    text = f"<p>{PUNISHED}.</p>"

    answer = replaced(admin_client, rich_page, text=text, lead="Un chapô tout neuf.")

    draft = latest(rich_page)
    assert answer.status_code == 302
    assert draft.lead == "Un chapô tout neuf."
    put = f'Puni de <a linktype="fact" id="{fact.pk}">1\u202f500\u00a0€</a> d’amende.</p>'
    assert draft.body[0].value["text"].source.endswith(put)
    assert StandardPage.objects.get(pk=rich_page.pk).body[0].value["text"].source == text
    assert of_page(draft) == []


def test_one_click_puts_the_token_in_a_field_that_shows_one(admin_client, page, fact):
    replaced(admin_client, page, lead=PUNISHED)

    assert latest(page).lead == f"Puni de {{fact:{fact.pk}}} d’amende"
    assert of_page(latest(page)) == []


def test_page_says_the_new_amount_in_two_languages(admin_client, rich_page, fact, english_home, translate):
    replaced(admin_client, rich_page, text=f"<p>{PUNISHED}.</p>")
    page = approved(rich_page)
    factories.words(fact, "en", sentence="The law says {value}.", label="fine")
    english = drafting.start(page, english_home.locale)
    say(english, "La loi", "The law")
    segment = next(one.string.data for one in english.source.stringsegment_set.all() if "Puni" in one.string.data)
    say(english, segment, segment.replace("Puni de", "Punished by a fine of").replace(" d’amende", ""))
    factories.go_live(drafting.save_draft(english).as_object())

    becomes(fact, "1800")

    assert failures("typed_numbers", subject(page)) == []
    assert failures("typed_numbers", subject(page, language="en")) == []
    assert "1\u202f800\u00a0€" in admin_client.get("/fr/la-loi/").content.decode()
    assert "€1,800" in admin_client.get("/en/la-loi/").content.decode()


def test_amount_typed_in_a_translation_is_found_in_its_own_language(rich_page, english_home, translate):
    english = translate(rich_page, english_home.locale)
    english.lead = "A fine of €1,500."
    english.body = []
    factories.go_live(english)

    said = messages("typed_numbers", subject(rich_page, language="en"))

    assert said == [
        "“La loi”, Lead: “€1,500” is typed by hand, in “A fine of €1,500.”. The fact “Amende” says the same."
    ]


def test_draft_that_was_never_live_is_asked_too(home, fact):
    page = home.add_child(instance=StandardPage(title="Page", slug="page", live=False))
    page.lead = PUNISHED
    page.save_revision()

    assert len(failures("typed_numbers", subject(page))) == 1


@pytest.mark.parametrize("number", [1, 3])
def test_readiness_asks_a_constant_number_of_queries(home, fact, django_assert_num_queries, number):
    about = subject(*[factories.standard_page(home, lead=f"{PUNISHED}, page {n}") for n in range(number)])

    with django_assert_num_queries(4):
        assert len(failures("typed_numbers", about)) == number
