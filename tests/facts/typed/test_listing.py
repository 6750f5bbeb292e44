"""The report of all typed numbers, and those near a fact that has changed."""

import pytest
from django.urls import reverse

from facts.typed import answers, listing, near
from facts.typed.models import AnsweredNumber, ReadPage, TypedNumber
from facts.typed.numbers import of_page
from home.models import StandardPage
from tests import factories
from tests.facts.typed.conftest import PUNISHED
from tests.readiness import messages, subject

pytestmark = pytest.mark.usefixtures("in_english")


def listed() -> list[tuple]:
    listing.refresh()
    return list(TypedNumber.objects.values_list("text", "key", "is_live", "is_draft"))


def test_page_is_read_once_for_the_words_that_it_has(page, django_assert_num_queries):
    assert listed() == [("1 500 €", "euro 1500", True, True)]

    with django_assert_num_queries(4):
        assert listing.refresh() == 0


def test_draft_and_what_is_public_are_told_apart(page):
    page.lead = "Puni de 1 800 € d’amende"
    page.save_revision()

    assert listed() == [("1 500 €", "euro 1500", True, False), ("1 800 €", "euro 1800", False, True)]

    factories.go_live(page)
    assert listed() == [("1 800 €", "euro 1800", True, True)]


def test_new_helpline_has_every_page_read_again(home, db):
    factories.standard_page(home, lead="Composez le 39 19.")
    assert listed() == []

    factories.helpline()

    assert listed() == [("39 19", "telephone 3919", True, True)]


def test_request_reads_so_many_pages_and_says_how_many_are_left(home, fact):
    for number in range(3):
        factories.standard_page(home, lead=f"{PUNISHED}, page {number}")
    listing.refresh()
    ReadPage.objects.all().delete()

    left = listing.refresh(2)

    assert left == listing.refresh(0) > 0
    assert ReadPage.objects.count() == 2


@pytest.mark.parametrize("number", [1, 3])
def test_pages_are_read_in_a_constant_number_of_queries(home, fact, django_assert_num_queries, number):
    listing.refresh()
    for one in range(number):
        page = factories.standard_page(home, lead=f"{PUNISHED}, page {one}")
        page.lead = f"{PUNISHED}, page {one}, demain"
        page.save_revision()

    with django_assert_num_queries(16):
        listing.refresh()

    assert TypedNumber.objects.count() == 2 * number


def test_report_lists_filters_and_exports(admin_client, home, page, fact):
    factories.standard_page(home, title="Autre", lead="Deux ans de prison")
    report = reverse("typed_numbers_report")

    assert "1 500 €" in admin_client.get(report).content.decode()
    found = admin_client.get(report, {"kind": "duration"}).content.decode()
    assert ("Deux ans de prison" in found, "1 500 €" in found) == (True, False)
    near_it = admin_client.get(report, {"near": "says"}).content.decode()
    assert ("Deux ans de prison" in near_it, "Amende" in near_it) == (False, True)
    table = b"".join(admin_client.get(report, {"export": "csv"}).streaming_content).decode()
    assert "1 500 €,amount,Puni de 1 500 € d’amende,La loi,French,Chapeau,Amende,," in table


def test_report_shows_who_may_see_no_page_nothing_of_it(client, page, django_user_model):
    person = django_user_model.objects.create_user("x", "x@example.org", "a long enough password")

    assert [*near.visible(TypedNumber.objects.all(), person)] == []


@pytest.mark.parametrize("number", [1, 3])
def test_report_asks_a_constant_number_of_queries(admin_client, admin, home, fact, django_assert_num_queries, number):
    for one in range(number):
        factories.standard_page(home, title=f"Page {one}", lead=f"{PUNISHED}, page {one}")
    admin_client.get(reverse("typed_numbers_report_results"))

    with django_assert_num_queries(11):
        html = admin_client.get(reverse("typed_numbers_report_results")).content.decode()

    assert html.count("Puni de 1 500 €") == number


def test_fact_lists_what_says_its_value_of_before_first(admin_client, home, page, fact):
    factories.standard_page(home, title="Nouvelle", lead="Puni de 1 800 € d’amende")
    fact.value = "1800"
    factories.go_live(fact)

    html = admin_client.get(reverse("wagtailsnippets_facts_fact:edit", args=[fact.pk])).content.decode()

    assert html.index("Puni de 1 500 € d’amende") < html.index("Puni de 1 800 € d’amende")
    assert html.count("a former value") == 1


def test_fact_whose_draft_says_another_value_lists_both(home, page, fact, admin):
    fact.value = "1800"
    fact.save_revision()
    listing.refresh()

    assert [(one.number.text, one.is_former) for one in near.near(fact, admin)] == [("1 500 €", False)]


def test_report_finds_what_a_fact_said_before(admin_client, page, fact):
    fact.value = "1800"
    factories.go_live(fact)

    html = admin_client.get(reverse("typed_numbers_report"), {"near": "former"}).content.decode()

    assert "Puni de 1 500 € d’amende" in html


def test_page_that_is_deleted_is_listed_no_more(page, admin):
    listing.refresh()
    typed = of_page(page)[0].typed
    answers.answer(page, typed.text, typed.sentence, typed.digest, user=admin, reason="Cité.")

    StandardPage.objects.get(pk=page.pk).delete()

    assert not TypedNumber.objects.exists()
    assert not AnsweredNumber.objects.exists()


def test_sentence_says_what_its_fact_says(admin_client, admin, home, fact):
    """In the editor, on the page of its numbers, in the report, in the launch check, and by the fact that is near."""
    prison = factories.fact("24", "month", name="Prison")
    page = factories.standard_page(home, slug="la-loi", title="La loi", lead=f"Puni de {{fact:{fact.pk}}} et de 2 ans.")
    said = "Puni de 1\u202f500\u00a0€ et de 2 ans."

    (number,) = of_page(page)
    assert number.sentence == said
    editor = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    answers_page = admin_client.get(reverse("typed_numbers", args=[page.pk])).content.decode()
    report = admin_client.get(reverse("typed_numbers_report")).content.decode()
    assert [f'<q dir="auto">{said}</q>' in html for html in (editor, answers_page)] == [True, True]
    assert said in report
    assert [one.number.sentence for one in near.near(prison, admin)] == [said]
    assert [said in failure for failure in messages("typed_numbers", subject(page))] == [True]


def test_share_that_a_fact_says_or_said_is_listed_with_it(home):
    share = factories.fact("40", "percent", name="Part")
    page = factories.standard_page(home, slug="la-part", title="La part", lead="Ainsi 40 % et 41 % des victimes.")

    assert [(one.typed.text, one.facts) for one in of_page(page)] == [("40 %", [share])]
    share.value = "42"
    factories.go_live(share)

    assert [(one.typed.text, one.facts) for one in of_page(page)] == [("40 %", [])]
