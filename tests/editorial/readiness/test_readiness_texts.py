"""Checks of texts: missing, draft, in review, changed, stale, incomplete, and numbers that differ."""

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale

from campaigns.plan.models import CampaignPage
from core.publication.readiness import Subject
from editorial.models import Approval, Step
from editorial.translation import drafting
from facts.models import FactWording
from tests import factories
from tests.editorial.conftest import act, say
from tests.factories import block
from tests.readiness import failures, messages, subject

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def index(home):
    return factories.campaign_index(home)


@pytest.fixture
def law(index):
    return factories.campaign_page(index, title="La loi", slug="la-loi", statement="Deux mois au plus.")


@pytest.fixture
def english_index(index, english_home, translate):
    return translate(index, english_home.locale)


def edit(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def put(page, **fields):
    """Change the stored row behind the back of the sign-off."""
    CampaignPage.objects.filter(pk=page.pk).update(**fields)


def translated(page, locale, statement="Two months at most."):
    """The draft of a campaign page, every sentence translated."""
    made = drafting.start(page, locale)
    say(made, page.title, "The law")
    say(made, page.statement, statement)
    drafting.save_draft(made)
    return made


def published(made):
    return factories.go_live(made.get_target_instance().get_latest_revision_as_object())


def test_page_that_is_live_and_approved_passes(law):
    assert failures("translations", subject(law)) == []


def test_page_that_is_missing_fails_where_its_translation_is_begun(law, english_index):
    (failure,) = failures("translations", subject(law, language="en"))

    assert failure.url == reverse("wagtail_localize:submit_page_translation", args=[law.pk])
    assert "“La loi” is not there" in failure.message


def test_draft_and_review_are_told_apart(law, people):
    law.unpublish()
    law.save_revision(user=people["editor"])
    law = CampaignPage.objects.get(pk=law.pk)
    assert messages("translations", subject(law)) == ["“La loi” is a draft: submit it for review."]

    law.get_workflow().start(law, people["editor"])
    (failure,) = failures("translations", subject(law))
    assert "waits in review" in failure.message
    assert failure.url == edit(law)

    act(law, people["lawyer"])
    assert "waits in review" in messages("translations", subject(law))[0]
    act(law, people["publisher"])
    assert failures("translations", subject(law)) == []


@pytest.mark.parametrize("step", Step)
def test_page_that_is_live_without_both_approvals_fails(law, step):
    Approval.objects.of(law).filter(step=step).update(spent_at=timezone.now())

    (message,) = messages("translations", subject(law))

    assert "have not approved" in message


def test_approvals_of_different_words_do_not_add_up(law):
    Approval.objects.of(law).filter(step=Step.LEGAL).update(digest="0" * 64)

    assert len(failures("translations", subject(law))) == 1


def test_approval_of_words_to_come_does_not_approve_what_is_live(law):
    Approval.objects.of(law).update(created_at=timezone.now())

    assert len(failures("translations", subject(law))) == 1


def test_newer_words_fail_and_an_equal_draft_does_not(law, people):
    law.save_revision(user=people["editor"])
    put(law, has_unpublished_changes=True)
    assert failures("translations", subject(law)) == []

    law.statement = "Trois mois au plus."
    law.save_revision(user=people["editor"])
    assert messages("translations", subject(law)) == ["“La loi” has newer words that were not submitted for review."]

    law.get_workflow().start(law, people["editor"])
    assert messages("translations", subject(law)) == ["“La loi” has newer words that wait in review."]


def test_translation_that_is_complete_and_approved_passes(law, english_index):
    published(translated(law, english_index.locale))

    assert failures("translations", subject(law, language="en")) == []


def test_incomplete_translation_fails_although_it_is_live(law, english_index, translate):
    english = translate(law, english_index.locale)

    (failure,) = failures("translations", subject(law, language="en"))

    assert failure.message.startswith("2 sentences of “La loi” are not translated")
    assert failure.url == edit(english)


def test_sentence_in_error_is_not_translated(law, english_index):
    made = translated(law, english_index.locale)
    published(made)
    say(made, "La loi", "The law", has_error=True)

    assert messages("translations", subject(law, language="en"))[0].startswith("1 sentence of “The law” is not")


def test_translation_of_a_source_that_changed_is_stale(law, english_index):
    published(translated(law, english_index.locale))
    law.lead = "Une phrase de plus."
    factories.go_live(CampaignPage.objects.get(pk=law.pk))
    law.refresh_from_db()
    law.lead = "Une phrase de plus."
    factories.go_live(law)

    found = messages("translations", subject(law, language="en"))

    assert "The source of “The law” has changed since it was translated." in found


def test_words_of_the_facts_on_the_pages_are_texts_too(index, english_index, translate):
    fact = factories.fact(sentence="La loi prévoit {value}.")
    factories.fact()
    page = factories.campaign_page(
        index, title="La loi", statement="La règle.", body=[block("fact_card", fact=fact.pk)]
    )
    published(translated(page, english_index.locale, "x"))
    made = drafting.start(fact.wordings.get(), english_index.locale)
    words = FactWording.objects.get(locale=english_index.locale)

    (failure,) = failures("translations", subject(page, language="en", thing=page.campaign))
    assert failure.url == reverse("wagtailsnippets_facts_factwording:edit", args=[words.pk])

    say(made, "La loi prévoit {value}.", "The law says 3 {value}.")
    failure = failures("parity", subject(page, language="en", thing=page.campaign))[0]
    assert failure.url == reverse("wagtailsnippets_facts_factwording:edit", args=[words.pk])


def test_number_that_differs_fails_with_its_sentence(law, english_index):
    made = translated(law, english_index.locale, "Three months at most.")

    failure = failures("parity", subject(law, language="en"))[0]

    assert "See “\u2068Three months at most.\u2069”" in failure.message
    assert failure.url == edit(made.get_target_instance())


def test_equal_numbers_pass_and_the_source_has_none_to_compare(law, english_index):
    translated(law, english_index.locale)

    assert failures("parity", subject(law, language="en")) == []
    assert failures("parity", subject(law)) == []


@pytest.mark.parametrize("check", ["translations", "parity", "structure", "browser", "outside", "links", "captions"])
def test_language_that_the_site_does_not_have_yet_is_answered(law, check):
    about = subject(law)
    about = Subject(None, "buyers", Locale(language_code="pt"), about.sources, [], about.sources)

    assert len(failures(check, about)) == (check == "translations")


@pytest.mark.parametrize("check", ["translations", "parity", "structure", "browser", "outside", "links", "captions"])
def test_campaign_without_pages_is_answered(home, check):
    assert failures(check, Subject(None, "buyers", Locale.get_default(), [], [])) == []


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("check", "queries"), [("translations", 11), ("parity", 8)])
def test_check_costs_the_same_with_one_and_three_pages(
    index, english_index, people, django_assert_num_queries, number, check, queries
):
    campaign, pages = factories.campaign(), []
    for position in range(number):
        fact = factories.fact(sentence=f"La loi prévoit {{value}}, {position}.")
        body = [block("fact_card", fact=fact.pk)]
        page = factories.campaign_page(index, campaign, title="La loi", statement=f"{position} mois.", body=body)
        english = published(translated(page, english_index.locale, "9 months."))
        english.statement = "Autre chose."
        english.save_revision(user=people["editor"])
        drafting.start(fact.wordings.get(), english_index.locale)
        pages.append(page)
    about = subject(*pages, language="en", thing=campaign)
    failures(check, about)

    with django_assert_num_queries(queries):
        assert len(failures(check, about)) >= number
