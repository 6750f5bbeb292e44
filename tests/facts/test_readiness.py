"""Checks of facts and helplines: what is out of date, out of force, without source or without words."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale

from core.publication.readiness import Subject
from facts.models import Fact, FactWording, Helpline, HelplineWording
from tests import factories
from tests.factories import block
from tests.readiness import failures, messages, subject

pytestmark = pytest.mark.usefixtures("in_english")

TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def index(home):
    return factories.campaign_index(home)


def edit(of) -> str:
    return reverse(type(of).snippet_viewset.get_url_name("edit"), args=[of.pk])


@pytest.fixture
def shown(index):
    """A page with a fact in a card, and one in a sentence."""
    first, second = factories.fact(name="Amende"), factories.fact(name="Récidive")
    body = [block("fact_card", fact=first.pk), block("text", text=f"<p>{factories.inline(second)}</p>")]
    return factories.campaign_page(index, body=body), first, second


def test_facts_in_date_with_source_and_words_pass(shown):
    Fact.objects.update(review_by=TODAY, in_force_from=TODAY, in_force_until=TODAY)

    assert failures("facts", subject(shown[0])) == []


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"live": False}, "published"),
        ({"in_force_until": TODAY - DAY}, "no longer in force"),
        ({"in_force_from": TODAY + DAY}, "in force from"),
        ({"review_by": TODAY - DAY}, "reviewed"),
        ({"source_url": ""}, "no source"),
        ({"source_title": ""}, "no source"),
    ],
)
def test_fact_that_is_not_in_order_fails_where_it_is_edited(shown, fields, said):
    page, _first, second = shown
    Fact.objects.filter(pk=second.pk).update(**fields)

    (failure,) = failures("facts", subject(page))

    assert said in failure.message
    assert "“Récidive”" in failure.message
    assert failure.url == edit(second)


def test_fact_that_no_page_shows_is_not_looked_at(shown):
    factories.fact(review_by=TODAY - DAY)

    assert failures("facts", subject(shown[0])) == []


def test_fact_that_was_deleted_fails_where_the_page_is_edited(shown):
    page, first, _second = shown
    FactWording.objects.all().delete()
    first.delete()

    found = failures("facts", subject(page))

    assert found[0].url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "no longer exists" in found[0].message


def test_fact_without_words_in_the_language_fails_until_they_are_live(shown, index, english_home, translate):
    page, first, second = shown
    translate(index, english_home.locale)
    translate(page, english_home.locale)
    factories.words(first, "en")
    draft = FactWording.objects.create(fact=second, locale=english_home.locale, label="fine", sentence="x", live=False)

    (failure,) = failures("facts", subject(page, language="en"))
    assert failure.url == edit(draft)

    draft.delete()
    assert [failure.url for failure in failures("facts", subject(page, language="en"))] == [edit(second)]

    factories.words(second, "en")
    assert failures("facts", subject(page, language="en")) == []


def test_audience_without_helpline_fails(index):
    factories.helpline(audiences=("young",))
    page = factories.campaign_page(index)

    (failure,) = failures("helplines", subject(page))

    assert failure.url == reverse("wagtailsnippets_facts_helpline:list")


def test_one_helpline_with_words_is_enough(index, english_home):
    page = factories.campaign_page(index)
    first, second = factories.helpline(), factories.helpline()
    assert failures("helplines", subject(page)) == []

    found = failures("helplines", subject(page, language="en"))
    assert [failure.url for failure in found] == [edit(first), edit(second)]

    words = HelplineWording(helpline=second, locale=english_home.locale, title="Help", purpose="x", live=False)
    words.save()
    factories.go_live(words)
    assert failures("helplines", subject(page, language="en")) == []


def test_helpline_past_its_review_fails_beside_a_good_one(index):
    page = factories.campaign_page(index)
    factories.helpline()
    late = factories.helpline(review_by=TODAY - DAY)

    assert [failure.url for failure in failures("helplines", subject(page))] == [edit(late)]


def test_helpline_that_is_a_draft_does_not_count(index):
    page = factories.campaign_page(index)
    factories.helpline()
    Helpline.objects.update(live=False)

    assert len(failures("helplines", subject(page))) == 1


@pytest.mark.parametrize("check", ["facts", "helplines"])
def test_language_that_the_site_does_not_have_yet_is_answered(shown, check):
    page = subject(shown[0]).sources[0]
    about = Subject(None, "buyers", Locale(language_code="pt"), [page], [], [page])

    assert isinstance(messages(check, about), list)


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("check", ["facts", "helplines"])
def test_check_costs_the_same_with_one_and_three_of_each(index, django_assert_num_queries, number, check):
    pages = []
    for _ in range(number):
        factories.helpline(review_by=TODAY - DAY)
        body = [block("fact_card", fact=factories.fact(review_by=TODAY - DAY).pk)]
        pages.append(factories.campaign_page(index, body=body))
    about = subject(*pages)

    with django_assert_num_queries(2):
        assert len(failures(check, about)) >= number
