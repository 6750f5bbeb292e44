"""The whole site's results: all that is counted, and of protected audiences no more than the public is told."""

import csv
from datetime import date
from io import BytesIO, StringIO
from types import SimpleNamespace
from zipfile import ZipFile

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from campaigns.plan.models import Wave
from campaigns.results.models import Annotation, ToldPeriod
from campaigns.results.whole_site.exports import SHEETS
from reach.models import Adjustment
from tests import factories, markup
from tests.results.conftest import DAY, TODAY, at
from tests.results.counts import counted, rejected
from tests.results.sealed import reconcile

pytestmark = pytest.mark.usefixtures("in_english")


def outside(surface: str = "public") -> SimpleNamespace:
    """What belongs to no campaign, as counts have it."""
    return SimpleNamespace(pk=0, audience=surface)


@pytest.fixture
def site(admin_client):
    def shown(**query):
        return admin_client.get(reverse("results_site"), query)

    return shown


@pytest.fixture
def exported(admin_client):
    """{file without its ending: rows}"""

    def read(**query) -> dict[str, list[list[str]]]:
        answer = admin_client.get(reverse("results_site_zip"), query)
        with ZipFile(BytesIO(b"".join(answer.streaming_content))) as archive:
            return {
                name.removesuffix(".csv"): list(csv.reader(StringIO(archive.read(name).decode()[1:]), delimiter=","))
                for name in archive.namelist()
            }

    return read


def headlines(answer) -> dict[str, int]:
    return {one.figure.definition.key: one.figure.value for one in answer.context["headlines"]}


def test_whole_site_is_seen_by_those_who_may_see_results(client, people):
    seen = {}
    for role, person in people.items():
        client.force_login(person)
        seen[role] = {client.get(reverse(name)).status_code for name in ("results_site", "results_site_zip")}

    may = {role for role, codes in seen.items() if codes == {200}}
    assert may == {"editor", "publisher", "analyst", "administrator", "superuser"}
    assert all(codes == {302} for role, codes in seen.items() if role not in may)


def test_list_of_campaigns_leads_to_the_whole_site(admin_client):
    assert reverse("results_site") in admin_client.get(reverse("results_index")).content.decode()


def test_what_belongs_to_no_campaign_is_told_beside_what_does(site, campaign, home):
    page = factories.standard_page(home, title="Je veux arrêter")
    counted(outside(), TODAY, "view", 30, page=page)
    counted(outside(), TODAY, "entry", 9, page=page)
    counted(campaign, TODAY, "view", 5)

    shown = site()

    assert (headlines(shown)["view"], headlines(shown)["entry"]) == (35, 9)
    assert [(row.title, row.views, row.entries) for row in shown.context["page"].object_list] == [
        ("Je veux arrêter", 30, 9)
    ]
    assert {row.name: row.views for row in shown.context["counted"].surfaces} == {
        "public": 30,
        "buyers": 5,
        "professionals": 0,
    }


def test_audience_tells_the_rest_where_it_is_opened(site, home):
    counted(outside("buyers"), TODAY, "kit_download", 7)
    counted(outside("buyers"), TODAY, "check_start", 10)
    counted(outside("buyers"), TODAY, "check_done", 4)

    html = markup.read(site().content.decode())

    table = html.partition('aria-labelledby="audiences">')[2].partition("</table>")[0]
    assert table.count('<th scope="col"') == 4
    opened = html.partition("Buyers: what else was counted")[2].partition("</details>")[0]
    assert ("<strong>7</strong>" in opened, "40%" in opened, "4 of 10" in opened) == (True, True, True)


def test_nothing_counted_says_so(site, home):
    shown = markup.read(site().content.decode())

    assert "Nothing is counted in this period yet." in shown
    assert "No page was viewed in this period." in shown
    assert "No self-check was started in this period." in shown


def test_both_halves_of_a_rate_are_of_one_audience(site, home):
    counted(outside("buyers"), TODAY, "check_start", 10)
    counted(outside("buyers"), TODAY, "check_done", 4)
    counted(outside("public"), TODAY, "check_done", 9)

    rates = {row.name: row.finished for row in site().context["counted"].surfaces}

    assert {name: (one.part, one.whole, one.share) for name, one in rates.items()} == {
        "public": (9, 0, None),
        "buyers": (4, 10, 0.4),
        "professionals": (0, 0, None),
    }


def test_self_check_is_told_step_by_step_and_never_as_more_than_all(site, home):
    usual, late = (factories.standard_page(home, title=title) for title in ("Usuel", "Minuit"))
    for page, numbers in ((usual, (50, 20, 15)), (late, (8, 4, 5))):
        for kind, n in zip(("view", "check_start", "check_done"), numbers, strict=True):
            counted(outside("buyers"), TODAY, kind, n, page=page)

    shown = site()

    told = {
        one.title: (one.views, one.finished.whole, one.finished.part, one.finished.share)
        for one in shown.context["found"].checks
    }
    assert told == {"Usuel": (50, 20, 15, 0.75), "Minuit": (8, 4, 5, None)}
    assert "125%" not in shown.content.decode()


def test_sections_and_languages_add_pages_up(site, home, english_home):
    law = factories.standard_page(home, title="La loi", slug="loi")
    below = factories.standard_page(law, title="Amende")
    kits = factories.standard_page(home, title="Kits")
    translated = law.copy_for_translation(english_home.locale)
    for page, n in ((law, 3), (below, 4), (kits, 5), (translated, 6), (home, 1)):
        counted(outside(), TODAY, "view", n, page=page)

    found = site().context["found"]

    assert [(row.title, row.views) for row in found.sections] == [("La loi", 13), ("Kits", 5), ("Home page", 1)]
    assert [(row.language, row.views) for row in found.languages if row.views] == [("fr", 13), ("en", 6)]


def test_day_that_is_not_over_is_drawn_as_open_and_in_no_difference(site, home):
    for days, n in ((0, 2), (1, 10), (7, 4), (8, 8), (9, 8)):
        counted(outside(), TODAY - days * DAY, "entry", n)

    shown = site(days="7")

    (line,) = shown.context["course"].drawn
    assert line.open_dot is not None
    assert (headlines(shown)["entry"], shown.context["beside"].days) == (12, 6)
    (entry,) = [one for one in shown.context["headlines"] if one.figure.definition.key == "entry"]
    assert (entry.now, entry.then) == (10, 20)


def test_chart_is_marked_with_what_happened_in_campaigns_for_open_audiences(site, wave):
    sheltered = factories.campaign(name="Droits", audience="outreach")
    for of, text in ((wave.campaign, "Un passage à la radio"), (sheltered, "Une maraude")):
        Annotation.objects.create(campaign=of, day=TODAY, text=text)
    Wave.objects.create(campaign=sheltered, name="V", starts_at=at(-2), started_at=at(-2), ends_at=at(5))

    marks = [mark.text for mark in site().context["course"].marks]

    assert marks == ["Start of “La loi – Hiver”", "Un passage à la radio"]


@pytest.mark.parametrize(
    ("asked", "first", "last", "problem"),
    [
        ({}, date(2026, 10, 28), TODAY, ""),
        ({"days": "7"}, date(2026, 11, 18), TODAY, ""),
        ({"days": "nonsense"}, date(2026, 10, 28), TODAY, ""),
        ({"days": "own", "from": "2026-11-03", "to": "2026-11-05"}, date(2026, 11, 3), date(2026, 11, 5), ""),
        ({"days": "own", "from": "2026-11-03", "to": "2027-01-05"}, date(2026, 11, 3), TODAY, ""),
        ({"days": "own", "from": "2026-11-05", "to": "2026-11-03"}, date(2026, 10, 28), TODAY, "before the first"),
        ({"days": "own", "from": "2026-11-31", "to": "x"}, date(2026, 10, 28), TODAY, "Give the first"),
        ({"days": "own", "from": "2027-01-01", "to": "2027-01-02"}, date(2026, 10, 28), TODAY, "still to come"),
        ({"days": "own", "from": "2024-01-01", "to": "2024-01-31"}, date(2026, 10, 28), TODAY, "total of their month"),
        ({"days": "own", "from": "2024-01-01", "to": "2026-01-31"}, date(2024, 1, 1), date(2026, 1, 31), ""),
        ({"days": "all"}, TODAY, TODAY, ""),
    ],
)
def test_days_are_chosen_by_the_address(site, home, asked, first, last, problem):
    shown = site(**asked)

    days = shown.context["days"]
    assert (days.period.first, days.period.last) == (first, last)
    assert bool(days.problem) == bool(problem)
    assert problem in shown.content.decode()


def test_all_begins_with_the_first_month_that_was_counted(site, home):
    counted(outside(), date(2025, 3, 9), "view", 4)
    counted(outside(), TODAY, "view", 3)

    shown = site(days="all")

    assert shown.context["days"].period.first == date(2025, 3, 1)
    assert headlines(shown)["view"] == 7


def test_protected_audiences_are_in_no_number_of_the_open_ones(site, exported, home):
    page = factories.standard_page(home, title="Mes droits", audience="outreach", zone="protected")
    counted(outside("outreach"), TODAY, "view", 41, page=page, locale="bg")
    counted(outside("outreach"), TODAY, "kit_download", 43)
    rejected(outside("outreach"), TODAY, "bot", 47)

    shown = site()

    assert set(headlines(shown).values()) == {0}
    assert shown.context["found"].rows == []
    assert {row.views for row in (*shown.context["found"].languages, *shown.context["found"].sections)} == {0}
    assert shown.context["quality"].rejected == 0
    html = shown.content.decode()
    assert [word for word in ("Mes droits", ">41<", ">43<", ">47<") if word in html] == []
    cells = {cell for name, rows in exported().items() if name != "metadata" for row in rows for cell in row}
    assert cells & {"Mes droits", "41", "43", "47"} == set()


def test_page_for_a_protected_audience_is_in_no_list_whatever_its_zone(site, home):
    page = factories.standard_page(home, title="Pour les jeunes", audience="young", zone="open")
    counted(outside("young"), TODAY, "view", 41, page=page)

    shown = site()

    assert shown.context["found"].rows == []
    assert "Pour les jeunes" not in shown.content.decode()


def test_protected_page_of_an_open_audience_adds_nothing_to_it(site, home):
    page = factories.standard_page(home, title="Discrète", audience="public", zone="protected")
    counted(outside(), TODAY, "view", 6, page=page)
    counted(outside(), TODAY, "view", 20, page=factories.standard_page(home, title="Ouverte"))

    shown = site()

    assert headlines(shown)["view"] == 20
    assert [row.title for row in shown.context["page"].object_list] == ["Ouverte"]


def test_page_that_is_gone_is_told_only_where_a_campaign_says_that_it_was_open(site, campaign, home):
    for of in (outside(), campaign):
        page = factories.standard_page(home)
        counted(of, TODAY, "view", 12, page=page)
        number = page.pk
        page.delete()

    assert [row.title for row in site().context["page"].object_list] == [f"A page that is gone (no. {number})"]


def test_protected_months_are_rounded_and_small_ones_wait_as_for_the_public(site, exported, home):
    for day, n in ((date(2026, 8, 9), 37), (date(2026, 9, 9), 4), (date(2026, 10, 9), 12), (TODAY, 90)):
        counted(outside("outreach"), day, "view", n)
    reconcile(TODAY)

    (surface,) = [one for one in site().context["protected"] if one.name == "outreach"]
    rows = [row for row in exported()["protected"][1:] if row[0] == "people in prostitution"]

    numbers = [(month.first, month.numbers["view"].value, month.numbers["view"].since) for month in surface.months]
    assert numbers == [
        (date(2026, 10, 1), 20, date(2026, 9, 1)),
        (date(2026, 9, 1), None, None),
        (date(2026, 8, 1), 40, None),
    ]
    assert [row[3] for row in rows] == ["20 since 2026-09-01", "withheld", "40"]


def test_protected_months_wait_until_the_journal_was_compared(site, home):
    counted(outside("outreach"), date(2026, 8, 9), "view", 37)

    assert [one.months for one in site().context["protected"]] == [[], []]


def test_month_of_the_first_campaign_begins_a_series_of_its_own(site, home):
    factories.campaign(audience="outreach", starts_at=at(-60), launched_at=at(-60))  # in September
    for day, n in ((date(2026, 8, 9), 4), (date(2026, 9, 9), 25), (date(2026, 10, 9), 30)):
        counted(outside("outreach"), day, "view", n)
    reconcile(TODAY)

    (surface,) = [one for one in site().context["protected"] if one.name == "outreach"]

    told = [(month.first.month, month.numbers["view"].value, month.numbers["view"].since) for month in surface.months]
    assert told == [(10, 30, None), (9, 30, None), (8, None, None)]


def test_month_that_was_told_stays_what_was_told(site, home):
    factories.campaign(audience="outreach", starts_at=at(-60), launched_at=at(-60))
    told = {"n": 20, "since": "2026-09-01", "total": 20}
    numbers = dict.fromkeys(("view", "entry"), told)
    ToldPeriod.objects.create(surface="outreach", first=date(2026, 9, 1), last=date(2026, 9, 30), numbers=numbers)
    counted(outside("outreach"), date(2026, 9, 9), "view", 57)
    reconcile(date(2026, 10, 2))

    (surface,) = [one for one in site().context["protected"] if one.name == "outreach"]

    assert [month.numbers["view"].value for month in surface.months] == [20]


def test_way_to_help_is_told_as_totals_and_says_so(site, campaign, home):
    for kind, n in (("entry", 90), ("view", 200), ("read_90", 40), ("check_start", 20), ("cta_chat", 3)):
        counted(campaign, TODAY, kind, n)
    counted(outside(), TODAY, "view", 70)

    shown = site()

    told = [[(one.definition.key, one.value) for one in step.figures] for step in shown.context["steps"]]
    assert told == [
        [("entry", 90)],
        [("check_start", 20), ("law-views", 200)],
        [("result-with-help", 0), ("help-below", 40)],
        [("cta_call", 0), ("cta_sms", 0), ("cta_chat", 3), ("stage_info", 0)],
    ]
    assert "not one person’s path" in shown.content.decode()


def test_corrections_stand_beside_and_those_of_protected_campaigns_do_not(site, campaign):
    protected = factories.campaign(audience="young")
    for of, n in ((campaign, -3), (protected, -5)):
        Adjustment.objects.create(day=TODAY, campaign=of.pk, kind="view", n=n, reason="Une panne")

    shown = site()

    assert [one.figure.corrected for one in shown.context["headlines"] if one.figure.definition.key == "view"] == [-3]
    assert [one.n for one in shown.context["quality"].corrections] == [-3]


def test_every_figure_says_what_it_is(site, campaign, home):
    page = factories.standard_page(home)
    for kind in ("view", "check_start"):
        counted(outside("buyers"), TODAY, kind, 12, page=page)
    counted(outside("outreach"), date(2026, 8, 9), "view", 37)
    reconcile(TODAY)

    html = site().content.decode()

    asked = {part.split('"')[0] for part in html.split('popovertarget="')[1:]}
    assert len(asked) >= 15
    assert asked <= {part.split('"')[0] for part in html.split('<div popover id="')[1:]}


@pytest.mark.parametrize("number", [1, 3])
def test_whole_site_takes_as_many_queries_for_one_as_for_many(
    number, site, campaign, wave, home, django_assert_num_queries
):
    for one in range(number):
        page = factories.standard_page(home)
        for of in (outside(), outside("outreach"), campaign):
            counted(of, TODAY - 40 * one * DAY, "view", 30, page=page)
        factories.standard_page(home, zone="protected")
        rejected(campaign, TODAY - one * DAY, "bot", 2)
        Adjustment.objects.create(day=TODAY, campaign=campaign.pk, kind="view", n=-1, reason="Une panne")
    reconcile(TODAY)
    site()

    with django_assert_num_queries(24):
        site()


def test_export_has_a_file_for_each_sheet_and_says_what_the_screen_says(exported, campaign, home):
    page = factories.standard_page(home, title="=1+1")
    counted(outside(), TODAY, "view", 30, page=page)
    counted(campaign, TODAY, "view", 5)

    found = exported(days="7")

    assert list(found) == ["metadata", *(sheet.key for sheet in SHEETS)]
    assert [row[:3] for row in found["daily"] if row[0] == TODAY.isoformat()] == [
        [TODAY.isoformat(), "general public", "30"],
        [TODAY.isoformat(), "buyers", "5"],
        [TODAY.isoformat(), "parents and professionals", "0"],
    ]
    assert len(found["daily"]) == 1 + 3 * 7
    assert [row[:3] for row in found["pages"][1:]] == [["'=1+1", "fr", "30"]]
    meant = [row for row in found["metadata"][1:] if row[3]]
    assert len(meant) == sum(column.definition is not None for sheet in SHEETS for column in sheet.columns)


def test_workbook_has_the_same_sheets(admin_client, campaign, home):
    counted(campaign, TODAY, "view", 5)

    answer = admin_client.get(reverse("results_site_xlsx"), {"days": "7"})

    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    assert len(book.sheetnames) == 1 + len(SHEETS)
    assert "no-store" in answer.headers["Cache-Control"]


def test_page_is_told_day_by_day_under_and_outside_of_campaigns(admin_client, site, campaign, home):
    page = factories.standard_page(home, title="La loi")
    counted(outside(), TODAY - DAY, "view", 3, page=page)
    counted(campaign, TODAY, "view", 5, page=page)
    counted(campaign, TODAY, "read_90", 2, page=page)
    address = reverse("results_site_page", args=[page.pk])

    shown = admin_client.get(address, {"days": "7"})

    assert f"{address}?days=28" in site().content.decode()
    assert list(shown.context["course"].series[0].values[-2:]) == [3, 5]
    assert {one.definition.key: one.value for one in shown.context["figures"] if one.value} == {"view": 8, "read_90": 2}


@pytest.mark.parametrize("told", [{"zone": "protected"}, {"audience": "young"}])
def test_page_that_is_withheld_has_no_days(admin_client, home, told):
    page = factories.standard_page(home, **told)
    counted(outside(), TODAY, "view", 12, page=page)

    assert admin_client.get(reverse("results_site_page", args=[page.pk])).status_code == 404


def test_days_of_a_page_are_seen_by_those_who_may_see_results(client, people, home):
    address = reverse("results_site_page", args=[home.pk])
    codes = {}
    for role in ("analyst", "translator"):
        client.force_login(people[role])
        codes[role] = client.get(address).status_code

    assert codes == {"analyst": 200, "translator": 302}


def test_days_of_a_page_take_few_queries(admin_client, campaign, home, django_assert_num_queries):
    counted(campaign, TODAY, "view", 5, page=home)
    address = reverse("results_site_page", args=[home.pk])
    admin_client.get(address)

    with django_assert_num_queries(15):
        admin_client.get(address)
