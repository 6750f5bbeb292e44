"""The screen of the grid: who may do what, what it costs, what it says of sums and days."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from campaigns.plan.grid import timeline
from campaigns.plan.grid.sums import Sums
from campaigns.plan.models import Channel, Placement, Target, Wave
from tests import factories, markup
from tests.plan.grid.typed import Sheet

WHO = ["editor", "translator", "lawyer", "publisher", "analyst", "administrator", "superuser"]


@pytest.mark.parametrize("who", WHO)
def test_who_may_not_change_a_plan_does_not_see_it(client, people, campaign, who):
    client.force_login(people[who])
    may = who in ("editor", "publisher", "administrator", "superuser")

    read = client.get(reverse("campaign_plan", args=[campaign.pk]))
    saved = client.post(reverse("campaign_plan", args=[campaign.pk]))

    # Wagtail leads who may not to the front of the admin.
    assert (read.status_code, saved.status_code) == ((200, 200) if may else (302, 302))
    assert may or {read["Location"], saved["Location"]} == {"/admin/"}
    overview = client.get(reverse("campaign_overview", args=[campaign.pk])).content.decode()
    assert (f'href="{reverse("campaign_plan", args=[campaign.pk])}"' in overview) == may


def test_who_may_only_look_at_campaigns_is_refused(client, django_user_model, campaign):
    reader = django_user_model.objects.create_user("reader", "r@example.org", "a long enough password")
    names = ("access_admin", "view_campaign", "change_wave", "change_channel")
    reader.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(reader)

    assert client.get(reverse("campaign_overview", args=[campaign.pk])).status_code == 200
    assert client.get(reverse("campaign_plan", args=[campaign.pk])).status_code == 302


@pytest.mark.parametrize(("who", "adds", "deletes"), [("editor", 3, 0), ("publisher", 0, 0), ("administrator", 3, 1)])
def test_rows_are_added_and_deleted_by_who_may(client, people, campaign, in_english, who, adds, deletes):
    client.force_login(people[who])
    sheet = Sheet(client, campaign)

    html = sheet.response.content.decode()
    assert (sheet.data["waves-TOTAL_FORMS"], html.count('name="waves-0-DELETE"')) == (str(1 + adds), deletes)
    assert ("data-add" in html) == bool(adds)
    sheet.type("placements-0", DELETE="on").save()
    assert Placement.objects.count() == 1 - deletes


def test_publisher_changes_what_is_there_and_adds_nothing(client, people, campaign, in_english):
    client.force_login(people["publisher"])
    sheet = Sheet(client, campaign)
    sheet.data["channels-TOTAL_FORMS"] = "2"

    sheet.type("waves-0", budget="10").type("channels-1", kind="radio", name="Radio").save()

    assert sheet.errors == {"channels-1-__all__": ["You may not add a row: ask an editor to."]}
    assert (Wave.objects.get().budget, Channel.objects.count()) == (75000, 1)
    sheet.data["channels-TOTAL_FORMS"] = "1"
    sheet.save()
    assert Wave.objects.get().budget == 10


def test_grid_asks_as_little_for_many_rows_as_for_few(sheet, campaign, django_assert_num_queries):
    with CaptureQueriesContext(connection) as few:
        sheet.read()
    more_rows(campaign, 20)

    with django_assert_num_queries(len(few)):
        sheet.read()
    assert len(few) <= 25
    with CaptureQueriesContext(connection) as one:
        sheet.type("waves-0", name="Autre").save()
    number = len(one)
    more_rows(campaign, 20)
    sheet.read()
    with django_assert_num_queries(number):
        sheet.type("waves-0", name="Vague 1").save()


def more_rows(campaign, many: int) -> None:
    first, channels = Channel.objects.count(), campaign.channels
    for number in range(first, first + many):
        wave = Wave(campaign=campaign, name=f"Z {number}", starts_at=campaign.starts_at, ends_at=campaign.ends_at)
        wave.targets = [Target(indicator="view", value=number)]
        wave.save()
        channel = channels.create(kind="radio", name=f"Radio {number}")
        Placement.objects.create(channel=channel, name="Matin", wave=wave)


def test_more_placements_than_the_table_takes_are_left_in_their_list(sheet, campaign, monkeypatch):
    monkeypatch.setattr("campaigns.plan.grid.tables.MOST", 2)
    channel = Channel.objects.get()
    Placement.objects.bulk_create([Placement(channel=channel, name=f"Lieu {number}") for number in range(2)])
    sheet.read()

    assert "To the list of placements" in sheet.response.content.decode()
    sheet.type("placements-0", channel="Affiches", name="Lieu 1").save()
    assert list(sheet.errors) == ["placements-0-name"]
    sheet.type("placements-0", name="Lieu 7").save()
    assert Placement.objects.filter(channel=channel).count() == 4


@pytest.mark.parametrize(
    ("waves", "channels", "said"),
    [
        (
            "75000",
            "36000",
            "The waves have 75,000 €, the channels cost 36,000 €: 39,000 € of the waves are in no channel.",
        ),
        (
            "10",
            "10.50",
            "The channels cost 10.50 €, the waves have 10 €: 0.50 € of the channels are in no wave.",
        ),
        ("10.00", "10", ""),
        (None, "10", ""),
        ("0", None, ""),
    ],
)
def test_sums_that_disagree_say_by_how_much(in_english, admin_client, campaign, waves, channels, said):
    Wave.objects.update(budget=waves and Decimal(waves))
    Channel.objects.update(cost=channels and Decimal(channels))

    for name in ("campaign_plan", "campaign_overview"):
        html = markup.read(admin_client.get(reverse(name, args=[campaign.pk])).content.decode())
        shown = re.search(r'<p class="help-block help-warning"[^>]*>(.*?)</p>', html)
        assert (re.sub("<[^>]+>", "", shown[1]).strip() if shown else "") == said


def test_sum_of_nothing_is_none():
    assert Sums.of([Wave()], []) == Sums(None, None)


def test_timeline_spans_campaign_and_waves(campaign):
    wave = Wave.objects.get()

    drawn = timeline.of(campaign, [wave])

    assert (drawn.starts_at, drawn.ends_at) == (campaign.starts_at, campaign.ends_at)
    assert [(bar.start, bar.width) for bar in drawn.bars] == [(0, 468)]
    assert timeline.of(campaign, []) is None


@pytest.mark.parametrize(("before", "after", "today"), [(1, 1, 500), (1, 3, 250), (3, -1, None), (-1, 3, None)])
def test_timeline_marks_today_where_it_lies_in_it(db, before, after, today):
    now = timezone.now()
    campaign = factories.campaign(starts_at=now - timedelta(days=before), ends_at=now + timedelta(days=after))

    assert timeline.of(campaign, [Wave(starts_at=campaign.starts_at, ends_at=campaign.ends_at)]).today == today
