"""What facts and helplines put on the list of today."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from facts.desk import today
from facts.models import Fact
from tests import factories

pytestmark = pytest.mark.usefixtures("in_english")

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
YESTERDAY = date(2026, 11, 23)


def may(user, *permissions: str):
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    return type(user).objects.get(pk=user.pk)


@pytest.fixture
def person(django_user_model):
    return django_user_model.objects.create_user("anna", "anna@example.org", "x")


def test_what_is_live_and_past_its_review_is_to_be_checked(home, admin_user):
    past = factories.fact(review_by=YESTERDAY)
    ended = factories.fact(in_force_until=date(2026, 11, 20))
    factories.fact(review_by=date(2026, 11, 24))
    draft = factories.fact(review_by=YESTERDAY)
    Fact.objects.filter(pk=draft.pk).update(live=False)
    line = factories.helpline(review_by=YESTERDAY)

    found = sorted(today.checks(admin_user, NOW), key=lambda task: task.due)

    assert [(task.title, task.due, task.url) for task in found] == [
        (ended.name, date(2026, 11, 20), reverse("wagtailsnippets_facts_fact:edit", args=[ended.pk])),
        (past.name, YESTERDAY, reverse("wagtailsnippets_facts_fact:edit", args=[past.pk])),
        (line.name, YESTERDAY, reverse("wagtailsnippets_facts_helpline:edit", args=[line.pk])),
    ]
    assert found[0].about == "It was in force until 20 Nov 2026: write down what holds now."


def test_who_may_change_facts_alone_has_no_helplines(home, person):
    fact = factories.fact(review_by=YESTERDAY)
    factories.helpline(review_by=YESTERDAY)

    assert list(today.checks(may(person), NOW)) == []
    assert [task.title for task in today.checks(may(person, "change_fact"), NOW)] == [fact.name]


@pytest.mark.parametrize("number", [1, 3])
def test_checks_cost_the_same_whatever_their_number(home, admin_user, django_assert_num_queries, number):
    for _each in range(number):
        factories.fact(review_by=YESTERDAY)

    with django_assert_num_queries(1):
        assert len(list(today.checks(admin_user, NOW))) == number
