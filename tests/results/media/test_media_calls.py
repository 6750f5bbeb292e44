"""Calls that helplines counted themselves, from their files."""

import pytest
from django.utils import timezone

from campaigns.results.models import CallVolume, MediaImport
from tests import factories
from tests.results.media import files
from tests.results.media.files import csv, day, xlsx


@pytest.fixture
def campaign(home):
    return files.running_campaign(name="La loi")


@pytest.fixture
def lines(campaign):
    """Two helplines."""
    return [
        factories.helpline(name="Solidarité Femmes", number="39 19"),
        factories.helpline(name="Le Nid", number="01 42 70 92 40"),
    ]


def calls() -> list[tuple]:
    return list(CallVolume.objects.order_by("row").values_list("row", "helpline__name", "calls"))


@pytest.mark.parametrize(
    "written", ["Le Nid", "le  nid", "0142709240", "01.42.70.92.40", "+33 1 42 70 92 40", "0033142709240"]
)
def test_helpline_is_known_by_name_or_number(preview, apply, lines, written):
    response = preview(csv("Ligne;Jour;Appels", f"{written};{day(1)};12"), kind="calls")
    apply()

    assert response.context["sums"] == [12]
    assert calls() == [(2, "Le Nid", 12)]


def test_number_in_a_workbook_is_known(preview, apply, lines):
    preview(xlsx([["Numéro", "Date", "Nombre d’appels"], [3919, day(1), 40]]), "appels.xlsx", kind="calls")
    apply()

    assert calls() == [(2, "Solidarité Femmes", 40)]


def test_one_helpline_may_be_chosen_for_all_rows(preview, apply, lines, campaign):
    preview(csv("Jour;Appels", f"{day(1)};12", f"{day(2)};0"), kind="calls", owner=lines[1].pk)
    apply()

    assert calls() == [(2, "Le Nid", 12), (3, "Le Nid", 0)]
    assert {one.campaign for one in CallVolume.objects.all()} == {campaign}


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("Autre;{day};12", "Ligne"),
        (";{day};12", "Ligne"),
        ("=1+1;{day};12", "Ligne"),
        ("Le Nid;hier;12", "Jour"),
        ("Le Nid;{day};-1", "Appels"),
        ("Le Nid;{day};1,5", "Appels"),
        ("Le Nid;{day};douze", "Appels"),
        ("Le Nid;{day};=12", "Appels"),
        ("Le Nid;{day};99999999999", "Appels"),
        ("39 19;{yesterday};12", "Jour"),
    ],
)
def test_bad_cell_is_refused_with_its_line_and_column(preview, lines, line, column):
    bad = line.format(day=day(2), yesterday=day(1))

    response = preview(csv("Ligne;Jour;Appels", f"Solidarité Femmes;{day(1)};1", bad), kind="calls", decimal_comma="on")

    assert [(one.line, one.place) for one in response.context["problems"].shown] == [(3, column)]
    assert not CallVolume.objects.exists()


def test_same_calls_may_stand_beside_two_campaigns_and_once_in_each(preview, apply, lines, admin_client, campaign):
    content = csv("Ligne;Jour;Appels", f"Le Nid;{day(1)};12")
    preview(content, kind="calls")
    apply()
    other = files.running_campaign(name="Une autre")

    again = preview(content, kind="calls")
    asked = admin_client.post(f"/admin/results/{other.pk}/media/import/calls/", {"file": files.uploaded(content)})

    assert (again.status_code, asked.status_code) == (409, 200)


def test_undo_removes_the_calls_of_its_file(preview, apply, lines, admin_client, address):
    preview(csv("Ligne;Jour;Appels", f"Le Nid;{day(1)};12"), kind="calls")
    apply()

    admin_client.post(f"{address}{MediaImport.objects.get().pk}/undo/")

    assert calls() == []
    assert MediaImport.objects.get().undone_at <= timezone.now()


def test_helpline_with_calls_is_not_deleted(preview, apply, lines, admin_client):
    preview(csv("Ligne;Jour;Appels", f"Le Nid;{day(1)};12"), kind="calls")
    apply()

    response = admin_client.post(f"/admin/snippets/facts/helpline/delete/{lines[1].pk}/", follow=True)

    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert calls() == [(2, "Le Nid", 12)]
