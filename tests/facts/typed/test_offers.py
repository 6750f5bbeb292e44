"""What is offered for a number while it is typed: the facts that say it, the helplines that have it, to whoever may write."""

from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from core.editor import roles
from facts.models import Fact
from facts.typed.offers import LONGEST, offered
from tests import factories

pytestmark = pytest.mark.usefixtures("in_english")


def asked(client, text, **more):
    return client.post(reverse("typed_offers"), {"text": text, "language": "fr"} | more)


@pytest.fixture
def editor(client, django_user_model):
    return person(client, django_user_model, roles.EDITOR)


def person(client, users, role):
    made = users.objects.create_user(role.name, "x@example.org", "a long enough password")
    made.groups.add(Group.objects.get(name=role.name))
    client.force_login(made)
    return made


@pytest.mark.parametrize("typed", ["1 500 €", "1500 euros", "1\u202f500\u00a0€"])
def test_offer_names_the_fact_with_its_value_and_where_the_number_stands(client, editor, fact, typed):
    answer = asked(client, f"Puni de {typed} d’amende").json()

    (offer,) = answer["offers"]
    assert (offer["start"], offer["end"], offer["text"]) == (8, 8 + len(typed), " ".join(typed.split()))
    assert [(one["id"], one["value"], one["state"]) for one in offer["facts"]] == [
        (fact.pk, "1\u202f500\u00a0€", "live")
    ]
    assert offer["facts"][0]["label"] == fact.wordings.get().label
    assert offer["facts"][0]["source"] == fact.source_title


def test_offer_is_for_what_the_site_says_alone(client, editor, fact):
    assert asked(client, "Puni de 1 501 € d’amende, {fact:1} ou mille cinq cents").json() == {"offers": []}


def test_number_of_a_helpline_is_told_and_is_no_fact(client, editor):
    line = factories.helpline(name="Violences Femmes Info", number="3919")

    (offer,) = asked(client, "Appelez le 39 19").json()["offers"]

    assert (offer["facts"], [one["name"] for one in offer["helplines"]]) == ([], [line.name])


def test_article_is_offered_where_a_fact_is_that_article(client, editor):
    fact = factories.fact(name="L’article", value="", unit="", sentence="Il punit.")
    fact.wordings.update(label="article 611-1")

    (offer,) = asked(client, "Selon l’article 611-1 du code pénal").json()["offers"]

    assert [(one["id"], one["value"]) for one in offer["facts"]] == [(fact.pk, "article 611-1")]
    assert asked(client, "Selon l’article 611-2 du code pénal").json() == {"offers": []}


def test_fact_that_has_ended_is_told_as_such(client, editor, fact):
    Fact.objects.filter(pk=fact.pk).update(in_force_until=date(2020, 1, 1))

    (offer,) = asked(client, "1 500 €").json()["offers"]

    assert [one["state"] for one in offer["facts"]] == ["ended"]


def test_draft_of_a_fact_is_not_offered(client, editor, fact):
    Fact.objects.filter(pk=fact.pk).update(live=False)

    assert asked(client, "1 500 €").json() == {"offers": []}


def test_fact_is_not_offered_to_an_audience_from_which_it_is_kept(client, editor, fact):
    Fact.objects.filter(pk=fact.pk).update(withheld_from=["youth"], withheld_because="Non.")

    assert asked(client, "1 500 €", audience="youth").json() == {"offers": []}
    assert len(asked(client, "1 500 €", audience="public").json()["offers"]) == 1
    Fact.objects.filter(pk=fact.pk).update(withheld_from=["public"])
    assert asked(client, "1 500 €").json() == {"offers": []}


def test_text_that_is_too_long_is_refused_with_the_remedy(client, editor):
    answer = asked(client, "1" * (LONGEST + 1))

    assert (answer.status_code, answer.json()) == (
        413,
        {"error": "Send 2000 characters at most: those around the cursor."},
    )


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (roles.EDITOR, 200),
        (roles.LAWYER, 302),
        (roles.PUBLISHER, 200),
        (roles.ANALYST, 302),
    ],
)
def test_offers_are_for_whoever_writes_pages(client, fact, django_user_model, role, status):
    person(client, django_user_model, role)

    assert asked(client, "1 500 €").status_code == status


@pytest.mark.parametrize("number", [1, 3])
def test_offers_ask_three_queries_however_many_numbers(db, django_assert_num_queries, number):
    for n in range(1, number + 1):
        factories.fact(name=f"Amende {n}", value=f"{n}500")
    factories.fact(name="Part", value="58", unit="percent")

    with django_assert_num_queries(3):
        assert len(offered(" ".join(f"Puni de {n} 500 €." for n in range(1, number + 1)), "fr")) == number


def test_text_without_a_digit_asks_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert offered("Puni d’une amende", "fr") == []
