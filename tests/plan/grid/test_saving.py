"""A plan is saved whole: what is typed in the cells is what is there afterwards."""

from datetime import datetime
from decimal import Decimal

import pytest
from django.conf import settings
from django.utils import translation
from wagtail.models import ModelLogEntry

from campaigns.plan.models import Campaign, Channel, Partner, Placement, TrackedLink, Wave
from tests.plan.grid.conftest import PARIS


def logged() -> list[tuple[str, str]]:
    entries = ModelLogEntry.objects.order_by("pk").values_list("action", "label")
    return [(action, label.rpartition(" – ")[2]) for action, label in entries]


def test_new_rows_name_one_another(sheet, campaign):
    Partner.objects.create(name="Une association", email="a@example.org")
    sheet.type("waves-1", name="Vague 2", starts_at="2027-03-16 09:00", ends_at="31/03/2027", budget="12 000,50")
    sheet.type("channels-1", kind="radio", name="Radio", cost="12,000.50 €")
    sheet.type("placements-1", channel="radio", name="Matin", wave="Vague 2", partner="une association")

    response = sheet.save(at="placements-1")

    made = Placement.objects.get(name="Matin")
    assert (response.status_code, response["Location"]) == (302, f"{sheet.address}#placement-{made.pk}")
    assert (made.channel.name, made.wave.name, made.partner.name) == ("Radio", "Vague 2", "Une association")
    assert (made.wave.budget, made.channel.cost) == (Decimal("12000.50"), Decimal("12000.50"))
    assert made.wave.starts_at == datetime(2027, 3, 16, 9, 0, tzinfo=PARIS)
    assert made.wave.ends_at == datetime(2027, 4, 1, tzinfo=PARIS)
    assert logged() == [("wagtail.create", name) for name in ("Vague 2", "Radio", "Matin")]


def test_what_is_not_typed_over_stays_as_it_was(sheet):
    before = Wave.objects.get()

    sheet.type("waves-0", objective="Autre chose").save()

    wave = Wave.objects.get()
    assert (wave.objective, wave.ends_at, wave.budget) == ("Autre chose", before.ends_at, before.budget)
    assert [(target.indicator, target.value) for target in wave.targets.all()] == [("view", 4000)]
    assert logged() == [("wagtail.edit", "Vague 1")]


@pytest.mark.parametrize(
    "typed",
    [
        "2027-03-31 24:00",
        "31/03/2027 24:00",
        " 2027-03-31T24:00:00 ",
        "2027-04-01 00:00",
        "01/04/2027 0:00",
        "2027-03-31",
        "31/03/2027",
    ],
)
def test_end_at_midnight_is_read_in_each_way_and_shown_as_its_last_day(sheet, typed):
    sheet.type("waves-0", ends_at=typed).save()

    assert Wave.objects.get().ends_at == datetime(2027, 4, 1, tzinfo=PARIS)
    sheet.read()
    assert sheet.data["waves-0-ends_at"] == "31/03/2027"


def test_last_day_of_a_campaign_that_ends_before_midnight_is_its_end(sheet):
    end = datetime(2027, 3, 31, 23, 59, tzinfo=PARIS)
    Campaign.objects.update(ends_at=end)

    sheet.type("waves-0", ends_at="31/03/2027").save()

    assert Wave.objects.get().ends_at == end
    sheet.read()
    assert sheet.data["waves-0-ends_at"] == "31/03/2027 23:59"


def test_midnight_that_is_written_the_other_way_changes_nothing(sheet):
    Wave.objects.update(ends_at=datetime(2027, 3, 29, tzinfo=PARIS))  # the clocks change on the day that ends
    sheet.read()
    assert sheet.data["waves-0-ends_at"] == "28/03/2027"

    sheet.type("waves-0", ends_at="2027-03-28 24:00").save()

    assert logged() == []


def test_start_at_midnight_begins_its_day_and_may_end_the_one_before(sheet):
    sheet.type("waves-0", starts_at="2027-02-28 24:00").save()

    assert Wave.objects.get().starts_at == datetime(2027, 3, 1, tzinfo=PARIS)
    sheet.read()
    assert sheet.data["waves-0-starts_at"] == "01/03/2027 00:00"


@pytest.mark.parametrize("typed", ["2027-03-31 24:01", "9999-12-31 24:00", "24:00", "2027-02-30 24:00"])
def test_hour_that_no_day_has_is_refused_at_its_cell(sheet, typed):
    sheet.type("waves-0", ends_at=typed).save()

    assert list(sheet.errors) == ["waves-0-ends_at"]


def test_plan_that_is_saved_as_it_was_leaves_no_trace(sheet):
    assert sheet.save().status_code == 302
    assert logged() == []


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_dates_are_shown_as_their_language_writes_them_and_read_back(sheet, client, language):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    before = Wave.objects.get()
    with translation.override(language):
        sheet.read()
    year = "2027" if language == "zh-hans" else "01"
    assert sheet.data["waves-0-starts_at"].startswith(year)

    sheet.type("waves-1", name="Vague 2", starts_at=sheet.data["waves-0-starts_at"])
    sheet.type("waves-1", ends_at=sheet.data["waves-0-ends_at"]).save()

    pasted = Wave.objects.get(name="Vague 2")
    assert (pasted.starts_at, pasted.ends_at) == (before.starts_at, before.ends_at.replace(second=0))


def test_targets_are_changed_added_and_taken_away(sheet):
    sheet.data["indicator"] = ["cta_call", "view"]

    sheet.type("waves-0", target_view="", target_cta_call="1 200").save()

    assert [(target.indicator, target.value) for target in Wave.objects.get().targets.all()] == [("cta_call", 1200)]


def test_indicator_is_added_and_nothing_is_saved_or_lost(sheet):
    sheet.type("waves-0", name="Autre nom")
    sheet.data["indicator"] = ["view", "share"]

    response = sheet.save(act="indicator")

    assert Wave.objects.get().name == "Vague 1"
    row = response.context["plan"].waves.forms[0]
    assert (row["name"].value(), "target_share" in row.fields) == ("Autre nom", True)


def test_rows_exchange_their_names(sheet, campaign):
    channel = Channel.objects.create(campaign=campaign, kind="radio", name="Radio")
    sheet.read()

    sheet.type("channels-0", name="Radio").type("channels-1", name="Affiches").save()

    assert Channel.objects.get(pk=channel.pk).name == "Affiches"


def test_renamed_wave_keeps_its_placements_and_is_named_either_way(sheet):
    sheet.type("waves-0", name="Vague de mars")
    sheet.type("placements-1", channel="Affiches", name="Gare", wave="Vague 1")
    sheet.type("placements-2", channel="Affiches", name="Port", wave="vague de MARS").save()

    assert set(Placement.objects.values_list("name", "wave__name")) == {
        ("Mairie", "Vague de mars"),
        ("Gare", "Vague de mars"),
        ("Port", "Vague de mars"),
    }


def test_rows_are_deleted_and_their_names_are_free(sheet):
    sheet.type("waves-0", DELETE="on").type("channels-0", DELETE="on").type("placements-0", DELETE="on")
    sheet.type("channels-1", kind="poster", name="Affiches")

    sheet.save()

    assert (Wave.objects.count(), Placement.objects.count()) == (0, 0)
    assert Channel.objects.get().cost is None
    assert logged() == [
        ("wagtail.create", "Affiches"),
        ("wagtail.delete", "Mairie"),
        ("wagtail.delete", "Affiches"),
        ("wagtail.delete", "Vague 1"),
    ]


def test_placement_outlives_its_wave(sheet):
    sheet.type("waves-0", DELETE="on").type("placements-0", name="Mairie 2").save()

    assert Placement.objects.values_list("name", "wave").get() == ("Mairie 2", None)


@pytest.mark.parametrize("held", ["channels-0", "placements-0"])
def test_what_links_hang_on_is_not_deleted_and_nothing_else_is_saved(sheet, campaign, held):
    place = Placement.objects.get()
    TrackedLink.objects.create(campaign=campaign, channel=place.channel, placement=place)

    sheet.type(held, DELETE="on").type("waves-0", name="Autre nom").save()

    assert list(sheet.errors) == [f"{held}-__all__"]
    assert "links, pages or placements belong to it" in sheet.errors[f"{held}-__all__"][0]
    assert (Wave.objects.get().name, Placement.objects.count(), logged()) == ("Vague 1", 1, [])
    assert sheet.errors[f"{held}-__all__"][0] in sheet.response.content.decode().replace("&#x27;", "'")


def test_channel_with_placements_is_not_deleted(sheet):
    sheet.type("channels-0", DELETE="on").save()

    assert list(sheet.errors) == ["channels-0-__all__"]


def test_wave_that_has_started_is_not_deleted(sheet, campaign):
    Wave.objects.update(started_at=campaign.starts_at)

    sheet.type("waves-0", DELETE="on").save()

    assert sheet.errors["waves-0-__all__"][0].startswith("“Vague 1” was not deleted")
    assert Wave.objects.count() == 1
