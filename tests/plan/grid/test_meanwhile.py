"""Two people in one grid: what one did not touch follows the other, what both changed is compared before it is saved."""

import pytest
from django.test import Client

from campaigns.plan.models import Channel, Placement, Wave
from tests.plan.grid.typed import Sheet


@pytest.fixture
def other(people, campaign) -> Sheet:
    """The same grid, read at the same time by somebody else."""
    theirs = Client(headers={"accept-language": "en"})
    theirs.force_login(people["administrator"])
    return Sheet(theirs, campaign)


def test_other_rows_and_other_cells_are_not_touched(sheet, other):
    other.type("waves-0", budget="1000").type("channels-1", kind="radio", name="Radio").save()

    response = sheet.type("channels-0", cost="2000").save()

    assert response.status_code == 302
    assert Wave.objects.get().budget == 1000
    assert list(Channel.objects.values_list("name", "cost")) == [("Affiches", 2000), ("Radio", None)]


def test_cell_that_both_changed_is_compared_and_then_saved(sheet, other):
    other.type("waves-0", budget="1000", name="Vague d’eux").save()

    response = sheet.type("waves-0", budget="2000").save()

    assert response.status_code == 409
    assert Wave.objects.get().budget == 1000
    html = response.content.decode()
    assert "Administrator changed this row on" in html
    assert "Now it says: 1000" in html
    sheet.take(response)
    assert (sheet.data["waves-0-budget"], sheet.data["waves-0-name"]) == ("2000", "Vague d’eux")
    assert sheet.save().status_code == 302
    assert (Wave.objects.get().budget, Wave.objects.get().name) == (2000, "Vague d’eux")


def test_same_change_of_both_is_none(sheet, other):
    for one in (other, sheet):
        assert one.type("waves-0", budget="1000").save().status_code == 302


def test_row_that_somebody_deleted_is_added_anew_only_on_a_second_save(sheet, other):
    other.type("placements-0", DELETE="on").save()

    response = sheet.type("placements-0", name="Mairie 2").save()

    assert (response.status_code, Placement.objects.count()) == (409, 0)
    assert "Somebody deleted this row meanwhile" in response.content.decode()
    sheet.take(response)
    sheet.save()
    assert Placement.objects.values_list("name", "channel__name").get() == ("Mairie 2", "Affiches")


def test_row_that_somebody_deleted_and_one_did_not_touch_is_gone(sheet, other):
    other.type("placements-0", DELETE="on").save()

    assert sheet.type("waves-0", name="Autre").save().status_code == 302
    assert (Placement.objects.count(), Wave.objects.get().name) == (0, "Autre")


def test_row_that_somebody_changed_is_not_deleted_unseen(sheet, other):
    other.type("placements-0", name="Mairie 2").save()

    assert sheet.type("placements-0", DELETE="on").save().status_code == 409
    assert Placement.objects.get().name == "Mairie 2"


def test_name_that_somebody_took_meanwhile_is_refused(sheet, other):
    other.type("channels-1", kind="radio", name="Radio").save()

    sheet.type("channels-1", kind="radio", name="Radio").save()

    assert sheet.errors["channels-1-name"] == ["This name is there twice: give one of them another."]
