"""Every table that is given away: no cell of it is computed by the spreadsheet that opens it."""

import csv
import io
from datetime import date
from zipfile import ZipFile

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from campaigns.plan.models import Campaign
from campaigns.results.models import PublicResults
from core.models import CampaignImage
from core.words.spreadsheets import FORMULA, neutral
from tests import factories
from tests.outreach.directory import listed
from tests.plan.relay import partner as relay

EVIL = ["=cmd|' /C calc'!A1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", " =1"]
CALC = EVIL[0]


def cells(text: str) -> list[str]:
    rows = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=";" if ";" in text else ",")
    return [cell for row in rows for cell in row]


def computed(found: list[str]) -> list[str]:
    return [cell for cell in found if cell.startswith(FORMULA) or cell.lstrip().startswith(FORMULA)]


@pytest.mark.parametrize("cell", EVIL)
def test_text_that_would_be_computed_is_shown(cell):
    assert computed([cell]) == [cell]
    assert computed([neutral(cell)]) == []


@pytest.mark.parametrize("cell", [-1, 1.5, None, True, "a=1", "", "Mairie"])
def test_what_is_no_formula_stays_as_it_is(cell):
    assert neutral(cell) is cell


@pytest.fixture
def campaign(home) -> Campaign:
    made = factories.campaign(name=CALC, slug="calc")
    factories.campaign_page(factories.campaign_index(home), made)
    PublicResults.objects.create(campaign=made, is_on=True)
    partner = relay.partner(name=CALC)
    link = relay.link(made, placement=relay.placement(made, partner, name=CALC))
    relay.item(link, alt=CALC, text=CALC)
    listed.entry(name=CALC, organisation=listed.organisation(name=CALC))
    factories.fact(name=CALC, source_title=CALC, review_by="2020-01-01")
    factories.standard_page(home, title=CALC, lead=f"{CALC} 1 500 €")
    return made


def texts(response) -> list[str]:
    """An answer as text, or each text in a ZIP."""
    body = response.getvalue()
    if not body.startswith(b"PK"):
        return [body.decode()]
    with ZipFile(io.BytesIO(body)) as archive:
        return [archive.read(name).decode() for name in archive.namelist() if name.endswith(".csv")]


def test_no_table_of_the_site_holds_a_formula(admin_client, campaign):
    """Every view and archive that writes CSV, with names that somebody has typed to do harm."""
    addresses = {
        "links": reverse("links_csv", args=[campaign.pk]),
        "results": reverse("results_export_zip", args=[campaign.pk]),
        "public results": "/fr/results/calc/results.csv",
        "relay": "/fr/relay/calc/pack.zip",
        "directory": reverse("directory_csv"),
        "gaps": reverse("directory_gaps_csv"),
        "facts": f"{reverse('facts_report')}?export=csv",
        "typed numbers": f"{reverse('typed_numbers_report')}?export=csv",
        "users": f"{reverse('wagtailusers_users:index')}?export=csv",
        "history": f"{reverse('wagtailadmin_reports:site_history')}?export=csv",
        "aging pages": f"{reverse('wagtailadmin_reports:aging_pages')}?export=csv",
    }

    found = {name: [computed(cells(text)) for text in texts(admin_client.get(url))] for name, url in addresses.items()}

    assert {name: cells for name, cells in found.items() if any(cells)} == {}


@pytest.mark.parametrize("evil", EVIL)
def test_report_of_the_admin_is_neutral_in_both_kinds(admin_client, tmp_path, evil):
    factories.image(tmp_path, title=evil, credit=evil, rights_until=date(2030, 1, 1))
    address = reverse("image_rights_report")

    text = admin_client.get(f"{address}?export=csv").getvalue().decode()
    book = load_workbook(io.BytesIO(admin_client.get(f"{address}?export=xlsx").getvalue()))

    assert computed(cells(text)) == []
    assert f"'{evil.strip()}" in text or f"'{evil}" in text
    assert [cell.data_type for row in book.active.iter_rows() for cell in row if cell.data_type == "f"] == []
    assert CampaignImage.objects.get().title == evil


def test_wagtail_still_writes_its_rows_where_they_are_neutralised():
    """An upgrade that writes them elsewhere would go around it."""
    assert SpreadsheetExportMixin.write_csv_row.__module__ == "core.words.spreadsheets"
    assert "write_csv_row" in SpreadsheetExportMixin.stream_csv.__code__.co_names
