"""Pages and languages: what was seen of each, how far it was read, what it led to."""

import pytest
from django.urls import reverse

from campaigns.results.models import CallVolume
from tests import factories
from tests.results.conftest import TODAY
from tests.results.counts import counted

pytestmark = pytest.mark.usefixtures("in_english")


def pages(client, campaign, **query):
    return client.get(reverse("results_pages", args=[campaign.pk]), query)


def test_each_page_is_told_with_ratios_and_both_of_their_numbers(admin_client, campaign, wave, home):
    page = factories.standard_page(home, title="La loi")
    for kind, n in (
        ("view", 200),
        ("entry", 90),
        ("read_50", 80),
        ("read_90", 30),
        ("kit_download", 4),
        ("cta_sms", 2),
    ):
        counted(campaign, TODAY, kind, n, wave=wave, page=page)

    (row,) = pages(admin_client, campaign).context["page"].object_list

    assert (row.title, row.language, row.views, row.entries, row.downloads) == ("La loi", "fr", 200, 90, 4)
    assert [(one.part, one.whole, one.share) for one in (row.half, row.end)] == [(80, 200, 0.4), (30, 200, 0.15)]
    assert row.clicks == [0, 2, 0]


def test_protected_audience_has_no_noughts(admin_client, campaign, wave):
    type(campaign).objects.update(audience="young")

    html = pages(admin_client, campaign).content.decode()

    assert "nothing is attributed to a campaign, so that nobody can be recognised" in html
    assert ("No page was viewed" in html, 'id="languages"' in html) == (False, False)


def test_most_viewed_page_comes_first(admin_client, campaign, wave, home):
    few, many = factories.standard_page(home, title="Peu"), factories.standard_page(home, title="Beaucoup")
    counted(campaign, TODAY, "view", 2, wave=wave, page=few)
    counted(campaign, TODAY, "view", 20, wave=wave, page=many)

    assert [row.title for row in pages(admin_client, campaign).context["page"].object_list] == ["Beaucoup", "Peu"]


def test_page_that_is_gone_is_still_told(admin_client, campaign, wave, home):
    page = factories.standard_page(home)
    counted(campaign, TODAY, "view", 2, wave=wave, page=page)
    number = page.pk
    page.delete()

    (row,) = pages(admin_client, campaign).context["page"].object_list

    assert (row.title, row.views) == (f"A page that is gone (no. {number})", 2)


def test_every_language_of_the_campaign_is_told_and_any_other_that_was_read(admin_client, campaign, wave):
    campaign.languages = ["fr", "ar"]
    campaign.save()
    counted(campaign, TODAY, "view", 5, wave=wave, locale="fr")
    counted(campaign, TODAY, "view", 9, wave=wave, locale="en")

    found = pages(admin_client, campaign).context["languages"]

    assert [(row.title, row.views) for row in found] == [("English", 9), ("Français", 5), ("العربيّة", 0)]


def test_calls_of_helplines_stand_below_the_clicks(admin_client, campaign, wave):
    line = factories.helpline(name="Ligne d’écoute")
    CallVolume.objects.create(helpline=line, campaign=campaign, day=TODAY, calls=31)

    text = pages(admin_client, campaign).content.decode()

    assert ("31 calls" in text, "A click is not a call" in text) == (True, True)


def test_nothing_viewed_says_so(admin_client, campaign, wave):
    assert "No page was viewed in this period." in pages(admin_client, campaign).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_pages_take_as_many_queries_for_one_as_for_many(
    number, admin_client, campaign, wave, home, django_assert_num_queries
):
    for _one in range(number):
        counted(campaign, TODAY, "view", 3, wave=wave, page=factories.standard_page(home))
    pages(admin_client, campaign)

    with django_assert_num_queries(17):
        pages(admin_client, campaign)
