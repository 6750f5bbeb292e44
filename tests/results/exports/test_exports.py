"""The results of a campaign as CSV and XLSX: all of it, what it means, and no cell that a spreadsheet computes."""

import csv
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import load_workbook

from campaigns.plan.models import Channel, Partner, Placement, TrackedLink, Wave
from campaigns.results.exports.sheets import SHEETS
from campaigns.results.figures.definitions import OF
from campaigns.results.figures.freshness import CACHED_OUTSIDE
from campaigns.results.models import Annotation, CallVolume, ManualIndicator, MediaFigure, MediaImport
from core.measures.indicators import Indicator
from home.models import HomePage
from reach.events import Reason
from reach.models import Adjustment, Reconciliation
from tests import factories
from tests.results.counts import counted, rejected

KEYS = ["metadata", *(sheet.key for sheet in SHEETS)]
EVIL = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n@x"]


@pytest.fixture
def this_day():
    return timezone.localdate()


@pytest.fixture
def campaign(home, this_day):
    """Two weeks old, with something in every sheet."""
    made = factories.campaign(name="La loi", starts_at=timezone.now() - timedelta(days=14))
    fill(made, 0, this_day)
    return made


def fill(campaign, number: int, this_day: date) -> None:
    """One more thing of each kind."""
    day = this_day - timedelta(days=number)
    channel = Channel.objects.create(campaign=campaign, kind="poster", name=f"Affiches {number}")
    place = Placement.objects.create(channel=channel, name=f"Mairie {number}")
    partner = Partner.objects.create(name=f"Partenaire {number}", email="a@example.org")
    link = TrackedLink.objects.create(campaign=campaign, channel=channel, placement=place, partner=partner)
    page = factories.standard_page(HomePage.objects.get(), title=f"Une page {number}")
    counted(campaign, day, Indicator.VIEW, 100 + number, page=page)
    counted(campaign, day, Indicator.LINK_HIT, 7 + number, link=link)
    rejected(campaign, day, "bot", 3 + number, kind=("view", "entry", "share")[number])
    done = MediaImport.objects.create(campaign=campaign, file_name=f"meta-{number}.csv", sha256="a" * 64)
    MediaFigure.objects.create(
        of_import=done, row=2, channel=channel, day=day, impressions=900, clicks=9, cost=Decimal("12.50"), reach=800
    )
    CallVolume.objects.create(of_import=done, row=2, helpline=factories.helpline(), campaign=campaign, day=day, calls=4)
    Adjustment.objects.create(day=day, campaign=campaign.pk, kind="view", n=-5, reason="Une panne")
    Annotation.objects.create(campaign=campaign, day=day, text="Un passage à la radio")
    ManualIndicator.objects.create(campaign=campaign, name="Parcours", value=3, source="Préfecture", measured_on=day)


@pytest.fixture
def export(admin_client, campaign):
    """The bytes of an export."""

    def exported(extension: str, of=None, **asked) -> bytes:
        response = admin_client.get(f"/admin/results/{(of or campaign).pk}/export/results.{extension}", asked)
        assert response.status_code == 200
        assert "no-store" in response.headers["Cache-Control"]
        return b"".join(response.streaming_content)

    return exported


def unzipped(data: bytes) -> dict[str, list[list[str]]]:
    """{file without its ending: rows}"""
    found = {}
    with ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode()
            assert text.startswith("\ufeff")
            found[name.removesuffix(".csv")] = list(csv.reader(StringIO(text[1:], newline=""), delimiter=";"))
    return found


def workbook(data: bytes) -> dict[str, list[tuple]]:
    """{key of the sheet: rows}"""
    book = load_workbook(BytesIO(data))
    return dict(zip(KEYS, ([tuple(c.value for c in row) for row in sheet] for sheet in book), strict=True))


def test_zip_has_a_file_for_each_sheet_and_its_metadata_first(export):
    with ZipFile(BytesIO(export("zip"))) as archive:
        assert archive.namelist() == [f"{key}.csv" for key in KEYS]
        assert archive.testzip() is None


def test_csv_says_what_was_counted(export, campaign, this_day):
    found = unzipped(export("zip"))

    kinds = list(Indicator)
    last = found["daily"][-1]
    assert (last[0], last[1 + kinds.index("view")], last[1 + kinds.index("link_hit")]) == (
        this_day.isoformat(),
        "100",
        "7",
    )
    assert len(found["daily"]) == 1 + 15
    assert found["channels"][1][1:] == ["Affiches 0", _("street poster"), "7"]
    assert found["links"][1][1:4] == ["Affiches 0", "Mairie 0", "Partenaire 0"]
    assert found["links"][1][-1] == "7"
    assert [row[1] for row in found["pages"][1:]] == ["Une page 0", _("no page")]
    assert found["languages"][1][:2] == ["fr", "Français"]
    assert found["media"][1] == [this_day.isoformat(), "Affiches 0", "", "meta-0.csv", "2", "900", "9", "12,50", "800"]
    assert found["calls"][1][2:] == ["meta-0.csv", "2", "4"]
    assert found["not_counted"][1] == [Reason.BOT.label, "3"]
    assert (found["adjustments"][1][3], found["adjustments"][1][-1]) == ("Une panne", "-5")
    assert found["annotations"][1][2] == "Un passage à la radio"
    assert (found["indicators"][1][0], found["indicators"][1][-1]) == ("Parcours", "3,00")


def test_workbook_says_the_same_with_days_and_numbers_as_such(export, this_day):
    found, text = workbook(export("xlsx")), unzipped(export("zip"))

    assert {key: len(rows) for key, rows in found.items()} == {key: len(rows) for key, rows in text.items()}
    midnight = datetime(this_day.year, this_day.month, this_day.day)  # noqa: DTZ001 (as openpyxl reads a day)
    assert found["daily"][-1][0] == midnight
    assert found["media"][1][5:] == (900, 9, 12.5, 800)
    assert found["adjustments"][1][-1] == -5


def test_metadata_tells_of_every_number_and_of_what_cannot_be_added(export, campaign):
    Reconciliation.objects.create(aggregates=10, rejects=2, folded=12, journal=12, ok=True)

    rows = unzipped(export("zip"))["metadata"]

    numbers = [column for sheet in SHEETS for column in sheet.columns if column.definition]
    assert len([row for row in rows[1:] if row[3]]) == len(numbers)
    assert all(all(row) for row in rows[1:] if row[3])
    about = {row[1]: row[2] for row in rows[1:] if not row[3]}
    assert "La loi" in about.values()
    assert any("Europe/Paris" in said for said in about.values())
    assert any("aggregates 10, rejects 2, folded 12, journal 12" in said for said in about.values())


def test_metadata_names_nodes_that_were_not_compared(export, campaign):
    Reconciliation.objects.create(aggregates=10, rejects=2, folded=12, journal=12, ok=True, not_compared=["web-a"])

    rows = unzipped(export("zip"))["metadata"]

    named = _("Not compared: %(nodes)s.") % {"nodes": "web-a"}
    assert any(f"journal 12) {named}" in row[2] for row in rows)


def test_metadata_says_what_another_cache_keeps_from_being_counted(export, settings):
    settings.SHARED_HTML_SECONDS = 60

    rows = unzipped(export("zip"))["metadata"]

    told = {row[1]: row[4] for row in rows if row[0].endswith("(daily)")}
    marked = {name for name, precision in told.items() if precision.startswith("Non compté")}
    assert marked == {str(OF[kind].name) for kind in ("view", "entry")}
    assert [row[1] for row in rows if str(CACHED_OUTSIDE) in row[2]] == ["Non compté"]


def test_reach_may_never_be_added_up():
    (reach,) = [
        column for sheet in SHEETS for column in sheet.columns if column.definition and column.definition.key == "reach"
    ]

    assert str(reach.adds_up).startswith(("Never", "Jamais"))


@pytest.mark.parametrize("evil", EVIL)
def test_no_cell_is_a_formula(export, campaign, this_day, evil):
    Channel.objects.filter(campaign=campaign).update(name=evil)
    Placement.objects.update(name=evil)
    Partner.objects.update(name=evil)
    Annotation.objects.update(text=evil)
    Adjustment.objects.update(reason=evil)
    ManualIndicator.objects.update(name=evil, unit=evil, source=evil)
    MediaImport.objects.update(file_name=evil)
    type(campaign).objects.update(name=evil)

    sheets = unzipped(export("zip"))
    cells = [cell for rows in sheets.values() for row in rows for cell in row]
    book = load_workbook(BytesIO(export("xlsx")))

    assert [cell for cell in cells if cell.lstrip().startswith(("=", "+", "@"))] == []
    assert sum(cell == f"'{evil}" for cell in cells) >= 10
    assert [cell for sheet in book for row in sheet for cell in row if cell.data_type == "f"] == []
    assert not any(
        str(cell.value).lstrip().startswith(("=", "+", "@")) for sheet in book for row in sheet for cell in row
    )


def test_wave_is_exported_alone(export, campaign, this_day):
    start = timezone.now() - timedelta(days=3)
    wave = Wave.objects.create(campaign=campaign, name="Vague 1", starts_at=start, ends_at=start + timedelta(days=30))
    Wave.objects.update(started_at=start)
    counted(campaign, this_day, Indicator.VIEW, 40, wave=wave)

    rows = unzipped(export("zip", wave=wave.pk))["daily"]

    at = 1 + list(Indicator).index("view")
    assert [row[at] for row in rows[1:]] == ["0", "0", "0", "40"]


def test_long_period_is_by_whole_months_in_every_sheet_and_sums_agree(admin_client, home, this_day):
    old = factories.campaign(starts_at=timezone.now() - timedelta(days=200))
    for back in (0, 40, 199):
        counted(old, this_day - timedelta(days=back), Indicator.VIEW, 10)

    response = admin_client.get(f"/admin/results/{old.pk}/export/results.zip")
    found = unzipped(b"".join(response.streaming_content))

    at = 1 + list(Indicator).index("view")
    assert found["daily"][1][0].endswith("-01")
    assert sum(int(row[at]) for row in found["daily"][1:]) == 30
    assert sum(int(row[at + 1]) for row in found["languages"][1:]) == 30


def test_days_that_are_kept_by_month_alone_are_not_told_as_zeros(admin_client, home, this_day):
    ancient = factories.campaign(starts_at=timezone.now() - timedelta(days=1000))

    response = admin_client.get(f"/admin/results/{ancient.pk}/export/results.zip")
    rows = unzipped(b"".join(response.streaming_content))["daily"]

    assert date.fromisoformat(rows[1][0]) > this_day - timedelta(days=800)


def test_campaign_without_anything_is_exported_with_its_zeros(admin_client, home):
    bare = factories.campaign(starts_at=timezone.now() - timedelta(days=1))

    response = admin_client.get(f"/admin/results/{bare.pk}/export/results.zip")
    found = unzipped(b"".join(response.streaming_content))

    assert [row[1:] for row in found["daily"][1:]] == [["0"] * len(Indicator)] * 2
    assert found["media"][1:] == []


def test_campaign_that_has_not_begun_leads_back(admin_client, home):
    later = factories.campaign(starts_at=timezone.now() + timedelta(days=9))

    assert admin_client.get(f"/admin/results/{later.pk}/export/").status_code == 200
    assert admin_client.get(f"/admin/results/{later.pk}/export/results.zip").status_code == 302
    assert admin_client.get(f"/admin/results/{later.pk}/export/results.xlsx?wave=99").status_code == 302


def test_wave_of_another_campaign_is_not_found(admin_client, campaign):
    assert admin_client.get(f"/admin/results/{campaign.pk}/export/results.zip?wave=99").status_code == 404


@pytest.mark.parametrize("extension", ["zip", "xlsx"])
@pytest.mark.parametrize("number", [1, 3])
def test_export_costs_the_same_for_one_thing_and_many(
    export, campaign, this_day, extension, number, django_assert_num_queries
):
    for position in range(1, number):
        fill(campaign, position, this_day)
    export(extension)

    with django_assert_num_queries(24):
        export(extension)


@pytest.mark.parametrize(
    ("role", "status"), [("analyst", 200), ("editor", 200), ("publisher", 200), ("translator", 302), ("lawyer", 302)]
)
def test_who_may_export(client, people, campaign, role, status):
    client.force_login(people[role])

    found = [
        client.get(f"/admin/results/{campaign.pk}/export/{rest}").status_code
        for rest in ("", "results.zip", "results.xlsx")
    ]

    assert found == [status] * 3


def test_undone_file_is_not_exported(admin_client, campaign, export):
    done = MediaImport.objects.get()
    MediaImport.objects.update(applied_at=timezone.now())
    admin_client.post(f"/admin/results/{campaign.pk}/media/{done.pk}/undo/")

    found = unzipped(export("zip"))

    assert (found["media"][1:], found["calls"][1:]) == ([], [])
