"""The list in the page's editor, the page on which somebody answers, and who may."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import PageLogEntry

from core.editor import roles
from facts.models import Fact
from facts.typed import answers
from facts.typed.models import AnsweredNumber
from facts.typed.numbers import of_page
from tests import factories
from tests.factories import block
from tests.facts.typed.conftest import PUNISHED, latest, save, sent

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def editor(db, django_user_model):
    return person(django_user_model, roles.EDITOR)


def person(users, role):
    made = users.objects.create_user(role.name, "x@example.org", "a long enough password", first_name="Ada")
    made.groups.add(Group.objects.get(name=role.name))
    return made


def address(page) -> str:
    return reverse("typed_numbers", args=[page.pk])


def answered(client, page, reason="Cité du jugement."):
    return client.post(address(page), {"number": of_page(page)[0].id, "reason": reason})


def test_editor_lists_the_number_with_its_sentence_and_the_fact(admin_client, rich_page, fact):
    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[rich_page.pk])).content.decode()

    number = of_page(rich_page)[0]
    assert f'value="{number.id}:{fact.pk}"' in html
    assert '<q dir="auto">Puni de 1 500 € d’amende.</q>' in html
    assert "Body › 1. Text" in html


def test_editor_says_of_a_number_that_it_is_what_a_fact_said_before(admin_client, rich_page, fact):
    fact.value = "2000"
    factories.go_live(fact)
    edit = reverse("wagtailadmin_pages:edit", args=[rich_page.pk])

    html = admin_client.get(edit).content.decode()
    own = admin_client.get(address(rich_page)).content.decode()

    number = of_page(rich_page)[0]
    said = "“1 500 €” was the value of the fact “Amende” before, which now says 2\u202f000\u00a0€."
    assert [said in text for text in (html, own)] == [True, True]
    assert f'value="{number.id}:{fact.pk}"' in html
    save(admin_client, rich_page, text=f"<p>{PUNISHED}.</p>", **{"typed-replace": f"{number.id}:{fact.pk}"})
    assert of_page(latest(rich_page)) == []


def test_value_that_a_fact_is_about_to_have_was_not_its_value_before(home, fact):
    fact.value = "2000"
    fact.save_revision()
    page = factories.standard_page(home, lead="Puni de 2 000 € d’amende")

    assert [number.before for number in of_page(page)] == [[]]


def test_value_of_before_is_not_offered_to_an_audience_from_which_the_fact_is_withheld(rich_page, fact):
    fact.value = "2000"
    factories.go_live(fact)
    Fact.objects.filter(pk=fact.pk).update(withheld_from=["public"], withheld_because="Non.")

    assert [number.before for number in of_page(rich_page)] == [[]]


def test_field_that_takes_no_fact_is_offered_an_answer(admin_client, page):
    page.lead, page.title = "", PUNISHED
    page = factories.go_live(page)

    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    assert "typed-replace" not in html
    assert f'href="{address(page)}#{of_page(page)[0].id}"' in html


def test_list_is_read_anew_from_what_stands_in_the_editor_and_nothing_is_kept(admin_client, page):
    url = reverse("typed_numbers_read", args=[page.pk])

    html = admin_client.post(url, sent(page, lead="Deux ans de prison", title="")).content.decode()

    assert '<strong dir="auto">Deux ans</strong>' in html
    assert "1 500" not in html
    assert latest(page).lead == PUNISHED
    assert admin_client.get(url).status_code == 405


def test_list_is_not_read_for_whoever_may_not_edit(client, page, django_user_model):
    client.force_login(person(django_user_model, roles.ANALYST))

    assert client.post(reverse("typed_numbers_read", args=[page.pk]), sent(page)).status_code == 302
    assert client.get(address(page)).status_code == 302
    assert answered(client, page).status_code == 302
    assert not AnsweredNumber.objects.exists()


def test_editor_answers_by_name_with_a_reason_and_it_is_logged(client, editor, page):
    client.force_login(editor)

    answered(client, page)

    given = AnsweredNumber.objects.get()
    assert (given.user, given.name, given.text, given.reason) == (editor, "Ada", "1 500 €", "Cité du jugement.")
    assert PageLogEntry.objects.filter(page=page.pk, action=answers.ANSWERED, user=editor).count() == 1
    html = client.get(address(page)).content.decode()
    assert "Cité du jugement." in html


@pytest.mark.parametrize("reason", ["", "   ", "Le 11\u200b9", "x" * 501])
def test_answer_without_a_plain_reason_is_refused(client, editor, page, reason):
    client.force_login(editor)

    answered(client, page, reason)

    assert not AnsweredNumber.objects.exists()


def test_answer_is_one_a_sentence_and_is_taken_back(client, editor, page):
    client.force_login(editor)
    answered(client, page)
    answered(client, page, "Encore.")
    given = AnsweredNumber.objects.get()
    assert given.reason == "Encore."

    client.post(address(page), {"revoke": given.pk})

    assert not AnsweredNumber.objects.exists()
    assert PageLogEntry.objects.filter(page=page.pk, action=answers.REVOKED).count() == 1


def test_answer_of_another_page_is_not_taken_back_here(client, editor, home, page):
    client.force_login(editor)
    answered(client, page)
    other = factories.standard_page(home)

    assert client.post(address(other), {"revoke": AnsweredNumber.objects.get().pk}).status_code == 404
    assert AnsweredNumber.objects.count() == 1


def test_number_that_is_gone_is_not_answered_for(client, editor, page):
    client.force_login(editor)

    client.post(address(page), {"number": "0" * 16, "reason": "Oui."})

    assert not AnsweredNumber.objects.exists()


def test_fact_that_the_audience_is_not_to_be_shown_is_not_offered(admin_client, rich_page, fact):
    Fact.objects.filter(pk=fact.pk).update(withheld_from=["public"], withheld_because="Non.")

    (number,) = of_page(rich_page)

    assert number.facts == []
    save(admin_client, rich_page, text=f"<p>{PUNISHED}.</p>", **{"typed-replace": f"{number.id}:{fact.pk}"})
    assert "linktype" not in latest(rich_page).body.raw_data[0]["value"]["text"]


def test_number_inside_a_link_is_not_replaced(home, fact):
    text = '<p>Voir <a href="https://example.org">la peine de 1 500 €</a>.</p>'
    page = factories.standard_page(home, body=[block("text", text=text)])

    assert [number.takes_a_fact for number in of_page(page)] == [False]


def test_every_text_of_a_page_is_read_with_a_name_for_people(home, fact):
    question = {"question": "1 500 € ?", "answer": "<p>Oui, <b>1 500</b> €.</p>"}
    item = {"type": "item", "id": "q", "value": question}
    body = [block("accordion", heading="Questions", questions=[item])]
    page = factories.standard_page(home, title="1 500 €", search_description="1 500 €", body=body)

    assert [(number.place.label, number.place.rich) for number in of_page(page)] == [
        ("Title", False),
        ("Meta description", False),
        ("Body › 1. Questions and answers › Questions › 1 › Question", False),
        ("Body › 1. Questions and answers › Questions › 1 › Answer", True),
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_page_of_numbers_asks_a_constant_number_of_queries(home, fact, django_assert_num_queries, number):
    page = factories.standard_page(home, lead=" ".join(f"Puni de {n} 500 €." for n in range(1, number + 1)))
    page = type(page).objects.select_related("locale").get(pk=page.pk)

    with django_assert_num_queries(4):
        assert len(of_page(page)) == number
