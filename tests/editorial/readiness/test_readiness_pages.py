"""Checks of pages: their HTML, what a browser found, links to other sites."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from campaigns.plan.models import CampaignPage
from editorial.models import BrowserCheck, OutsideLink
from tests import factories
from tests.factories import block
from tests.readiness import failures, messages, subject

pytestmark = pytest.mark.usefixtures("in_english")

NOW = timezone.now()


@pytest.fixture
def index(home):
    return factories.campaign_index(home)


def text(html: str) -> list[dict]:
    return [block("text", text=html)]


def edit(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_page_with_a_sound_structure_passes_before_its_launch(index):
    page = factories.campaign_page(index, factories.campaign(launched_at=None), body=text("<h2>Titre</h2><p>x</p>"))

    assert failures("structure", subject(page)) == []


def test_structural_problem_fails_where_the_page_is_edited(index):
    body = text('<h2>Titre</h2><p>Sur la loi, <a href="https://example.org/">cliquez ici</a></p>')
    page = factories.campaign_page(index, title="La loi", body=body)

    (failure,) = failures("structure", subject(page))

    assert failure.message == "“La loi”: The link text “cliquez ici” does not say where it leads."
    assert failure.url == edit(page)


def test_draft_is_read_as_it_would_go_live(index):
    page = factories.campaign_page(index, body=text("<h2>Titre</h2>"))
    page.unpublish()
    page.body = text('<p><a href="https://example.org/">ici</a></p>')
    page.save_revision()

    assert len(failures("structure", subject(page))) == 1


def test_words_of_another_revision_are_read_anew(index):
    page = factories.campaign_page(index, body=text('<p><a href="https://example.org/">ici</a></p>'))
    assert len(failures("structure", subject(page))) == 1

    page.body = text("<p>x</p>")
    factories.go_live(page)

    assert failures("structure", subject(page)) == []


def test_arabic_page_is_read_as_arabic_and_the_reader_s_language_is_kept(index, arabic_home, translate):
    page = factories.campaign_page(index, body=text("<p>x</p>"))
    translate(index, arabic_home.locale)
    translate(page, arabic_home.locale)
    before = get_language()

    assert failures("structure", subject(page, language="ar")) == []
    assert get_language() == before


def test_page_that_no_browser_checked_fails_at_its_check(index):
    page = factories.campaign_page(index)

    (failure,) = failures("browser", subject(page))

    assert failure.url == reverse("browser_check", args=[page.pk])


def test_result_of_what_is_live_counts_and_not_that_of_a_draft(index):
    page = factories.campaign_page(index, title="La loi")
    kept = BrowserCheck.objects.create(revision=page.live_revision, errors=2, details=["Image", "Titre"])
    BrowserCheck.objects.create(revision=page.save_revision(), errors=0)

    assert messages("browser", subject(page)) == ["“La loi”: the check in the browser found 2 problems: Image, Titre"]

    kept.errors = 0
    kept.save()
    assert failures("browser", subject(page)) == []


@pytest.fixture
def linked(index):
    body = [block("call_to_action", text="Aide", page=None, address="https://example.org/a", detail="")]
    return factories.campaign_page(index, title="La loi", body=body)


def test_link_that_was_never_asked_fails_where_it_is_mended(linked):
    OutsideLink.objects.create(url="https://example.org/a")

    (failure,) = failures("outside", subject(linked))

    assert "“La loi” links to https://example.org/a, which was not checked yet" in failure.message
    assert failure.url == edit(linked)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"status": 404, "first_failed_at": NOW}, "it answers with the status 404"),
        ({"problem": "tls", "first_failed_at": NOW}, "its certificate is not valid"),
        ({"problem": "timeout", "first_failed_at": NOW - timedelta(days=1)}, "it does not answer in time"),
        ({"status": 200, "checked_at": NOW - timedelta(days=4)}, "the background work has stopped"),
    ],
)
def test_link_that_is_broken_fails_with_its_reason_and_date(linked, fields, said):
    OutsideLink.objects.create(**{"url": "https://example.org/a", "checked_at": NOW} | fields)

    (message,) = messages("outside", subject(linked))

    assert said in message
    assert str(timezone.localtime(NOW).year) in message


@pytest.mark.parametrize(
    "fields",
    [{"status": 200}, {"status": 403, "first_failed_at": None}, {"problem": "timeout", "first_failed_at": NOW}],
)
def test_link_that_answers_or_fails_for_the_first_time_passes(linked, fields):
    OutsideLink.objects.create(**{"url": "https://example.org/a", "checked_at": NOW} | fields)

    assert failures("outside", subject(linked)) == []


def test_source_of_a_fact_is_mended_at_the_fact(index):
    fact = factories.fact(source_url="https://example.org/law")
    page = factories.campaign_page(index, body=[block("fact_card", fact=fact.pk)])

    (failure,) = failures("outside", subject(page))

    assert failure.url == reverse("wagtailsnippets_facts_fact:edit", args=[fact.pk])


def test_nothing_is_asked_of_links_where_the_operator_forbids_checking(linked, settings):
    settings.CHECK_OUTSIDE_LINKS = False

    assert failures("outside", subject(linked)) == []


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("check", "queries"), [("structure", 0), ("browser", 1), ("outside", 4)])
def test_check_costs_the_same_with_one_and_three_pages(index, django_assert_num_queries, number, check, queries):
    campaign = factories.campaign()
    for _ in range(number):
        body = text('<p><a href="https://example.org/">ici</a></p>')
        body.append(block("fact_card", fact=factories.fact(source_url="https://example.org/law").pk))
        factories.campaign_page(index, campaign, body=body)
    about = subject(*CampaignPage.objects.all())
    failures(check, about)

    with django_assert_num_queries(queries):
        assert len(failures(check, about)) >= number
