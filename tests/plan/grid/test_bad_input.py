"""What is wrong in a cell is said there, with what to do; nothing is saved, and nothing that was typed is lost."""

from decimal import Decimal
from html import unescape

import pytest

from campaigns.plan.grid.cells import number
from campaigns.plan.models import Channel, Placement, Wave

MISSING = "This field is required."


def wrong(sheet) -> dict[str, list[str]]:
    """What is said, once it is seen that nothing was written and every cell holds what was typed."""
    before = [list(model.objects.order_by("pk").values()) for model in (Wave, Channel, Placement)]
    typed = dict(sheet.data)
    response = sheet.save()
    assert [list(model.objects.order_by("pk").values()) for model in (Wave, Channel, Placement)] == before
    assert response.status_code == 200
    said = {cell: errors[0] for cell, errors in sheet.errors.items()}
    sheet.take(response)
    assert {name: text for name, text in sheet.data.items() if not name.endswith("_FORMS")} == {
        name: text for name, text in typed.items() if not name.endswith("_FORMS")
    }
    assert all(words in unescape(response.content.decode()) for words in said.values())
    return said


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"starts_at": "2027-03-16 09:00", "ends_at": "2027-03-16 08:00"}, {"ends_at": "The end is before the start."}),
        (
            {"starts_at": "2027-02-28 23:59", "ends_at": "2027-03-09"},
            {"starts_at": "The wave would start before its campaign."},
        ),
        (
            {"starts_at": "2027-03-16", "ends_at": "2027-04-01 00:01"},
            {"ends_at": "The wave would end after its campaign."},
        ),
        ({"starts_at": "2027-03-16", "ends_at": ""}, {"ends_at": MISSING}),
        ({"starts_at": "demain", "ends_at": "2027-03-20"}, {"starts_at": None}),
        ({"starts_at": "2027-03-28 02:30", "ends_at": "2027-03-30"}, {"starts_at": None}),
        ({"starts_at": "2027-03-16", "ends_at": "2027-03-30", "budget": "-1"}, {"budget": None}),
        (
            {"starts_at": "2027-03-16", "ends_at": "2027-03-30", "budget": "12 mille"},
            {"budget": "This is no sum: write it as 12000 or 12000.50."},
        ),
        ({"starts_at": "2027-03-16", "ends_at": "2027-03-30", "target_view": "0"}, {"target_view": None}),
        (
            {"starts_at": "2027-03-16", "ends_at": "2027-03-30", "target_view": "1,5"},
            {"target_view": "This is no whole number: write it as 12000."},
        ),
        (
            {"name": "Vague 1", "starts_at": "2027-03-16", "ends_at": "2027-03-30"},
            {"name": "This name is there twice: give one of them another."},
        ),
    ],
)
def test_wave_is_refused_at_its_cell(sheet, cells, said):
    sheet.type("waves-1", **{"name": "Vague 2"} | cells)

    found = wrong(sheet)

    assert list(found) == [f"waves-1-{name}" for name in said]
    assert [words for words in said.values() if words] == [
        words for words in found.values() if None not in said.values()
    ]


def test_hour_that_is_there_twice_is_refused(sheet, campaign):
    campaign.ends_at = campaign.ends_at.replace(year=2028)
    campaign.save()
    sheet.type("waves-0", ends_at="2027-10-31 02:30")

    assert list(wrong(sheet)) == ["waves-0-ends_at"]


def test_waves_may_overlap(sheet):
    sheet.type("waves-1", name="Vague 2", starts_at="2027-03-02", ends_at="2027-03-04")

    assert sheet.save().status_code == 302


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (
            {"channel": "Télé", "name": "Gare"},
            {"channel": "No channel of this campaign is called “Télé”. There are: Affiches."},
        ),
        (
            {"channel": "Affiches", "name": "Gare", "wave": "Vague 9", "partner": "Personne"},
            {
                "wave": "No wave of this campaign is called “Vague 9”. There are: Vague 1.",
                "partner": "No partner is called “Personne”. There are: none yet.",
            },
        ),
        (
            {"channel": "Affiches", "name": "Mairie"},
            {"name": "This channel has this placement already: give one of them another name."},
        ),
        ({"channel": "", "name": "Gare"}, {"channel": MISSING}),
        ({"channel": "Affiches", "name": "x" * 161}, {"name": None}),
    ],
)
def test_placement_is_refused_at_its_cell(sheet, cells, said):
    sheet.type("placements-1", **cells)

    found = wrong(sheet)

    assert list(found) == [f"placements-1-{name}" for name in said]
    assert all(words in (None, found[f"placements-1-{name}"]) for name, words in said.items())


def test_all_problems_are_told_at_once(sheet):
    sheet.type("waves-0", budget="x").type("channels-0", name="").type("placements-0", wave="y")

    assert list(wrong(sheet)) == ["waves-0-budget", "channels-0-name", "placements-0-wave"]


def test_wave_that_is_refused_may_be_named_by_its_placement(sheet):
    sheet.type("waves-1", name="Vague 2", starts_at="2027-03-16", ends_at="")
    sheet.type("placements-0", wave="Vague 2")

    assert list(wrong(sheet)) == ["waves-1-ends_at"]


@pytest.mark.parametrize("total", ["501", "999999999999", "x", ""])
def test_more_rows_than_a_table_takes_are_refused_in_words(sheet, total):
    sheet.data["placements-TOTAL_FORMS"] = total

    response = sheet.type("waves-0", name="Autre").save()

    assert response.status_code == 200
    assert Wave.objects.get().name == "Vague 1"
    said = [str(error) for error in response.context["plan"].placements.non_form_errors()]
    assert said[0].startswith(("The table has more than 500 rows", "Something of the form was lost"))


@pytest.mark.parametrize("key", ["999999", "9" * 30, "x", "-1", "²"])
def test_row_that_names_nothing_of_this_campaign_adds_one_of_its_own(sheet, key):
    sheet.type("channels-1", row=key, read="{", kind="radio", name="Radio")

    sheet.save()
    sheet.save()

    assert list(Channel.objects.values_list("name", flat=True)) == ["Affiches", "Radio"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12 000,50", "12000.50"),
        ("12\u202f000,5", "12000.5"),
        ("12,000.50", "12000.50"),
        ("12.000,50 €", "12000.50"),
        ("12,000", "12000"),
        ("1.200.000", "1200000"),
        ("12,50", "12.50"),
        ("12’000", "12000"),
        ("−5", "-5"),
        ("0", "0"),
        ("0,500", None),
        ("1,2,3", None),
        ("12,000,50", None),
        ("1e5", None),
        ("NaN", None),
        ("douze", None),
        ("", None),
    ],
)
def test_sums_are_read_as_people_and_spreadsheets_write_them(text, found):
    assert number(text) == (None if found is None else Decimal(found))
