"""Campaigns: their dates govern every language, and their number costs nothing."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from campaigns.plan.models import Campaign, CampaignPage
from core.publication.visibility import public
from tests import factories, markup

HOUR = timedelta(hours=1)


@pytest.fixture
def index(home):
    return factories.campaign_index(home)


def test_campaign_ends_after_it_starts(db):
    now = timezone.now()
    campaign = Campaign(name="x", audience="buyers", frame="law", starts_at=now, ends_at=now - HOUR)

    with pytest.raises(ValidationError) as refused:
        campaign.full_clean()

    assert list(refused.value.message_dict) == ["ends_at"]


def test_campaign_to_come_is_public_in_no_language(client, home, english_home, translate, index):
    later = factories.campaign(starts_at=timezone.now() + HOUR)
    page = factories.campaign_page(index, later, slug="demain")
    translate(index, english_home.locale)
    translate(page, english_home.locale)

    assert client.get("/fr/campagnes/demain/").status_code == 404
    assert client.get("/en/campagnes/demain/").status_code == 404
    assert "demain" not in client.get("/fr/campagnes/").content.decode()
    assert "demain" not in client.get("/sitemap.xml").content.decode()


def test_nothing_leads_to_a_campaign_to_come(client, home, index):
    page = factories.campaign_page(index, factories.campaign(starts_at=timezone.now() + HOUR))
    body = [factories.block("call_to_action", text="La campagne", page=page.pk, address="", detail="")]
    factories.standard_page(home, slug="depart", body=body)

    assert "La campagne" not in client.get("/fr/depart/").content.decode()
    Campaign.objects.update(launched_at=timezone.now() - HOUR)
    assert "La campagne" in client.get("/fr/depart/").content.decode()


def test_campaign_opens_in_every_language_with_its_launch(client, home, english_home, translate, index):
    campaign = factories.campaign(starts_at=timezone.now() + HOUR)
    page = factories.campaign_page(index, campaign, slug="demain")
    translate(index, english_home.locale)
    translate(page, english_home.locale)

    Campaign.objects.update(launched_at=timezone.now() - HOUR)

    assert client.get("/fr/campagnes/demain/").status_code == 200
    assert client.get("/en/campagnes/demain/").status_code == 200


def test_campaign_that_is_over_says_so_and_moves_to_the_past(client, home, index):
    over = factories.campaign(ends_at=timezone.now() - HOUR)
    factories.campaign_page(index, over, slug="hier")

    response = client.get("/fr/campagnes/")

    assert [page.slug for page in response.context["over"].rows] == ["hier"]
    assert response.context["running"] == []
    assert '<p class="over">' in client.get("/fr/campagnes/hier/").content.decode()
    assert client.get("/fr/").context["campaign_page"] is None


@pytest.mark.processes
def test_past_campaigns_are_listed_page_by_page(client, home, index, monkeypatch):
    monkeypatch.setattr("campaigns.plan.models.pages.ON_A_PAGE", 2)
    for number in range(3):
        ended = factories.campaign(starts_at=timezone.now() - (number + 2) * HOUR, ends_at=timezone.now() - HOUR)
        factories.campaign_page(index, ended, slug=f"hier-{number}")

    first, second = (client.get("/fr/campagnes/", query) for query in ({}, {"page": "2"}))

    assert [page.slug for page in first.context["over"].rows] == ["hier-0", "hier-1"]
    assert 'href="?page=2" rel="next"' in markup.read(first.content.decode())
    assert [page.slug for page in second.context["over"].rows] == ["hier-2"]
    assert "next" not in second.content.decode().partition("pagination")[2].partition("</nav>")[0]
    for wrong in ("x", "0", "-1", "3", "9" * 30, "²"):
        shown = client.get("/fr/campagnes/", {"page": wrong}).context["over"]
        assert (shown.number, [page.slug for page in shown.rows]) == (1, ["hier-0", "hier-1"])


def test_campaign_of_another_language_takes_no_place_in_the_list(
    client, home, index, english_home, translate, monkeypatch
):
    monkeypatch.setattr("campaigns.plan.models.pages.ON_A_PAGE", 1)
    ended = {"starts_at": timezone.now() - 3 * HOUR, "ends_at": timezone.now() - HOUR}
    translate(index, english_home.locale)
    for slug in ("un", "deux"):
        page = factories.campaign_page(index, factories.campaign(**ended), slug=slug)
        translate(page, english_home.locale, publish=slug == "un")

    shown = [client.get(f"/{code}/campagnes/").context["over"] for code in ("fr", "en")]

    assert [([page.slug for page in one.rows], one.has_next) for one in shown] == [(["deux"], True), (["un"], False)]


def test_what_is_hidden_is_hidden_inside_another_question_too(home, index):
    shown = factories.campaign_page(index, slug="maintenant")
    later = factories.campaign_page(index, factories.campaign(starts_at=timezone.now() + HOUR), slug="demain")
    inside = public(Page.objects.all()).values("pk")

    found = Page.objects.filter(pk__in=inside, depth=4)
    keys = Page.objects.filter(translation_key__in=public(CampaignPage.objects.all()).values("translation_key"))

    assert list(found) == [shown.page_ptr]
    assert list(keys) == [shown.page_ptr]
    assert later.page_ptr not in public(Page.objects.all()) | public(Page.objects.filter(depth=4))
    with time_machine.travel(timezone.now() + 2 * HOUR):
        Campaign.objects.filter(launched_at=None).update(launched_at=timezone.now())
        assert set(public(Page.objects.filter(depth=4))) == {shown.page_ptr, later.page_ptr}


def test_home_shows_the_campaign_that_started_last_in_its_language(client, home, english_home, translate, index):
    factories.campaign_page(index, factories.campaign(starts_at=timezone.now() - 2 * HOUR), title="Avant")
    last = factories.campaign_page(index, factories.campaign(starts_at=timezone.now() - HOUR), title="Maintenant")
    translate(index, english_home.locale)

    assert client.get("/fr/").context["campaign_page"] == last
    assert client.get("/en/").context["campaign_page"] is None


@pytest.mark.parametrize("number", [3, 60])
def test_campaign_page_costs_the_same_with_few_and_many_campaigns(
    client, home, index, django_assert_num_queries, number
):
    shown = factories.campaign_page(index, slug="montree")
    for position in range(number - 1):
        page = CampaignPage(
            campaign=factories.campaign(),
            title=f"c{position}",
            slug=f"c{position}",
            statement="Une phrase.",
            live=False,
        )
        index.refresh_from_db()
        index.add_child(instance=page)
    CampaignPage.objects.update(live=True)
    client.get(shown.url)

    with django_assert_num_queries(9):
        assert client.get(shown.url).status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_list_costs_the_same_with_one_and_three_campaigns(client, home, index, django_assert_num_queries, number):
    for _ in range(number):
        factories.campaign_page(index)
    client.get("/fr/campagnes/")

    with django_assert_num_queries(11):
        assert len(client.get("/fr/campagnes/").context["running"]) == number


def test_audience_and_voice_come_from_the_campaign(home, index):
    quiet = factories.campaign(audience="outreach")
    loud = factories.campaign(audience="public", voice="buyers")

    assert [factories.campaign_page(index, campaign).voice for campaign in (quiet, loud)] == ["outreach", "buyers"]


def test_draft_is_previewed_and_not_served(client, home, index):
    page = factories.campaign_page(index, factories.campaign(starts_at=timezone.now() + HOUR), slug="brouillon")
    page.unpublish()
    page.statement = "Pas encore public"

    response = page.make_preview_request()

    assert "Pas encore public" in response.content.decode()
    assert client.get("/fr/campagnes/brouillon/").status_code == 404


def test_preview_of_a_translation_is_in_its_language(home, arabic_home, translate, index):
    page = factories.campaign_page(index)
    translate(index, arabic_home.locale)
    arabic = translate(page, arabic_home.locale)

    assert '<html lang="ar" dir="rtl">' in arabic.make_preview_request().content.decode()


def test_scheduled_page_goes_live_and_expires_by_itself(client, home, index):
    page = factories.campaign_page(index, slug="prevue")
    page.unpublish()
    page.go_live_at, page.expire_at = timezone.now() + HOUR, timezone.now() + 2 * HOUR
    factories.go_live(page)
    assert client.get("/fr/campagnes/prevue/").status_code == 404

    with time_machine.travel(timezone.now() + 1.5 * HOUR):
        call_command("publish_scheduled")
        assert client.get("/fr/campagnes/prevue/").status_code == 200

    with time_machine.travel(timezone.now() + 2.5 * HOUR):
        call_command("publish_scheduled")
        assert client.get("/fr/campagnes/prevue/").status_code == 404


def test_page_cannot_expire_before_it_goes_live(home, index):
    page = factories.campaign_page(index)
    page.go_live_at, page.expire_at = timezone.now() + 2 * HOUR, timezone.now() + HOUR

    with pytest.raises(ValidationError) as refused:
        page.full_clean()

    assert "expire_at" in refused.value.message_dict


def test_translation_stays_with_the_campaign_of_its_source(home, english_home, translate, index):
    page = factories.campaign_page(index)
    translate(index, english_home.locale)
    translated = translate(page, english_home.locale)
    page.campaign = factories.campaign(name="Une autre")
    factories.go_live(page)

    from wagtail_localize.models import Translation, TranslationSource

    TranslationSource.objects.get(object_id=page.translation_key).update_from_db()
    Translation.objects.get(source__object_id=page.translation_key).save_target(publish=False)

    assert CampaignPage.objects.get(pk=translated.pk).get_latest_revision_as_object().campaign.name == "Une autre"


@pytest.mark.parametrize(("audience", "zone"), [("outreach", "protected"), ("young", "protected"), ("buyers", "open")])
def test_page_of_a_campaign_for_those_who_are_kept_apart_is_protected_whatever_its_form_says(home, audience, zone):
    campaign = factories.campaign(audience=audience)

    page = factories.campaign_page(factories.campaign_index(home), campaign, zone="open")

    assert CampaignPage.objects.get(pk=page.pk).zone == zone


def test_campaign_for_those_who_are_sheltered_leads_the_home_page_only_where_there_is_no_other(client, home, index):
    hour = timedelta(hours=1)
    young = factories.campaign_page(index, factories.campaign(audience="young", starts_at=timezone.now() - hour))
    alone = client.get("/fr/").context["campaign_page"]
    buyers = factories.campaign_page(index, factories.campaign(starts_at=timezone.now() - 2 * hour))

    assert (alone, client.get("/fr/").context["campaign_page"]) == (young, buyers)


def test_page_is_protected_from_the_moment_at_which_its_campaign_is_for_people_who_are_sheltered(client, index):
    campaign = factories.campaign()
    page = factories.campaign_page(index, campaign)
    before = client.get(page.url)

    campaign.audience = "outreach"
    campaign.save()
    after = client.get(page.url)

    assert [answer["Cache-Control"] == "no-store" for answer in (before, after)] == [False, True]
    assert "zone-protected" in after.content.decode()
