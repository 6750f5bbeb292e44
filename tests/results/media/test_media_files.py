"""What is read and what is refused of a platform's file, each with its line."""

import random
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
import xlsxwriter
from django.utils import timezone

from campaigns.results.models import MediaFigure, MediaImport
from intake.tables import MAX_ROWS
from tests.results.media import files
from tests.results.media.files import csv, day, xlsx

HEAD = "Jour;Impressions;Clics;Coût"


@pytest.fixture
def campaign(home):
    return files.running_campaign(name="La loi")


def problems(response) -> list[tuple]:
    """(line, column) of each problem that is shown."""
    assert response.status_code == 422
    return [(one.line, one.place) for one in response.context["problems"].shown]


def said(response) -> str:
    return response.context["problems"].shown[0].reason


def rows(response) -> list[tuple]:
    """(line, day, numbers) of each row of a preview."""
    return [(line, when.isoformat(), numbers) for line, _owner, when, numbers in response.context["rows"]]


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("2026-02-30;10;1;1,00", "Jour"),
        ("hier;10;1;1,00", "Jour"),
        (";10;1;1,00", "Jour"),
        ("1926-01-01;10;1;1,00", "Jour"),
        (f"{date.max.isoformat()};10;1;1,00", "Jour"),
        ("=AUJOURDHUI();10;1;1,00", "Jour"),
        ("{day};-10;1;1,00", "Impressions"),
        ("{day};beaucoup;1;1,00", "Impressions"),
        ("{day};10,5;1;1,00", "Impressions"),
        ("{day};1e5;1;1,00", "Impressions"),
        ("{day};١٢;1;1,00", "Impressions"),
        ("{day};99999999999;1;1,00", "Impressions"),
        ("{day};10;=1+1;1,00", "Clics"),
        ("{day};10;+1;1,00", "Clics"),
        ("{day};10;@SUM(A1);1,00", "Clics"),
        ("{day};10;-1+1;1,00", "Clics"),
        ('{day};10;"\t1";1,00', "Clics"),
        ("{day};10;1;-1,00", "Coût"),
        ("{day};10;1;1.2.3", "Coût"),
        ("{day};10;1;1,234", "Coût"),
        ("{day};10;1;12 USD", "Coût"),
        ("{day};10;1;$12", "Coût"),
        ("{day};10;1;£12", "Coût"),
        ("{day};10;1;99999999999,00", "Coût"),
    ],
)
def test_bad_cell_is_refused_with_its_line_and_column(preview, line, column):
    good = f"{day(1)};10;1;1,00"

    response = preview(csv(HEAD, good, line.format(day=day(2))), decimal_comma=True)

    assert problems(response) == [(3, column)]
    assert not MediaFigure.objects.exists()


def test_problems_of_all_lines_are_told_together(preview):
    response = preview(csv(HEAD, "x;1;1;1", f"{day(1)};x;1;1", f"{day(2)};1;1;1", f"{day(3)};1;x;1"))

    assert problems(response) == [(2, "Jour"), (3, "Impressions"), (5, "Clics")]


def test_problem_is_shown_escaped(preview):
    response = preview(csv(HEAD, "<script>alert(1)</script>;1;1;1"))

    assert "<script>alert(1)" not in response.content.decode()


def test_same_day_of_a_channel_twice_is_refused_with_both_lines(preview):
    response = preview(csv(HEAD, f"{day(1)};1;1;1", f"{day(2)};1;1;1", f"{day(1)};1;1;1"))

    assert problems(response) == [(4, "Jour")]
    assert "2" in said(response)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", None),
        (b" \n\n", None),
        (b";;;\n;;\n", None),
        (f"{HEAD}\n".encode(), None),
        (f"{HEAD}\n2026-01-01;1;1;1;1\n".encode(), 2),
        (f'{HEAD}\n2026-01-01;"1;1;1\n'.encode(), 2),
        (f'{HEAD}\n2026-01-01;"1"x;1;1\n'.encode(), 2),
        (f"{HEAD}\n2026-01-01;1\x00;1;1\n".encode(), 2),
        (b"Jour;Impressions\n2026-01-01;\x81\x8d\x8f\n", None),
        (f"{HEAD}\n".encode() + "日本;1;1;1".encode("shift-jis") + b"\x81", None),
        (b"\xff\xfeJ\x00o", None),
        (b"\x89PNG\r\n\x1a\n\x00\x00", 2),
        (b"PK\x03\x04 broken", None),
        (xlsx([["Jour", "Clics"], ["2026-01-01", 1]])[:900], None),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), None),
        (f"{';'.join('abcdefghij' * 11)}\n1;2\n".encode(), 1),
    ],
)
def test_bad_file_is_refused_and_nothing_of_it_is_kept(upload, content, line):
    response = upload(content)

    assert [found for found, _column in problems(response)] == [line]
    assert not MediaImport.objects.exists()


def test_workbook_of_more_rows_than_allowed_is_refused(upload):
    assert str(MAX_ROWS) in said(upload(xlsx([["Jour", "Clics"], *[["2026-01-01", 1]] * (MAX_ROWS + 1)])))


@pytest.mark.parametrize("heading", ["E-mail", "Adresse IP", "IP", "User ID", "user_id", "Identifiant utilisateur"])
@pytest.mark.parametrize("kind", ["media", "calls"])
def test_column_about_persons_is_refused_with_the_reason(upload, heading, kind):
    response = upload(csv(f"Jour;Appels;Clics;{heading}", "2026-01-01;1;1;abc"), kind=kind, owner="")

    assert problems(response) == [(1, heading)]
    assert not MediaImport.objects.exists()


@pytest.mark.parametrize(
    "heading",
    [
        *("Device ID", "ID de l’appareil", "IDFA", "gclid", "Client ID", "Numéro de l’appelant", "Caller number"),
        *("Courriel", "Prénom", "Date de naissance", "Identifiant publicitaire", "cookie_id", "Session ID"),
    ],
)
def test_other_columns_about_persons_are_refused(upload, heading):
    assert problems(upload(csv(f"Jour;Clics;{heading}", "2026-01-01;1;abc"))) == [(1, heading)]


@pytest.mark.parametrize("cell", ["quelqu.un@example.org", "192.0.2.7", "2001:db8::7"])
def test_cells_about_persons_are_refused_under_any_heading(upload, cell):
    response = upload(csv("Jour;Clics;Détail", f"{day(1)};1;rien", f"{day(2)};1;{cell}"))

    assert problems(response) == [(3, "Détail")]
    assert not MediaImport.objects.exists()


@pytest.mark.parametrize("heading", ["Campaign ID", "Ad ID", "Appareil", "Nom de la campagne", "Users", "Phone calls"])
def test_columns_about_advertisements_are_no_columns_about_persons(upload, heading):
    assert upload(csv(f"Jour;Clics;{heading}", f"{day(1)};1;abc")).status_code == 200


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Montant dépensé (USD)", "12,50"),
        ("Cost (GBP)", "12.50"),
        ("Amount spent ($)", "12.50"),
    ],
)
def test_cost_in_another_currency_is_refused_with_the_remedy(preview, heading, cells):
    response = preview(csv(f"Jour;Clics;{heading}", f"{day(1)};1;{cells}"))

    assert response.status_code == 422
    assert "EUR" in response.context["form"].errors["currency"][0]
    assert problems(preview(csv(f"Jour;Clics;{heading}", f"{day(1)};1;{cells}"), currency="EUR")) == [(2, heading)]


def test_column_of_currencies_is_read_line_by_line(preview):
    response = preview(csv("Jour;Coût;Devise", f"{day(1)};1;EUR", f"{day(2)};1;USD", f"{day(3)};1;--"))

    assert problems(response) == [(3, "Devise")]


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (
            "Jour;Impressions;Clics (tous);Montant dépensé (EUR);Couverture",
            ["Impressions", "Clics", "Coût", "Couverture"],
        ),
        ("Day;Impressions;Link clicks;Amount spent (EUR);Reach", None),
        ("Date;Impr.;Clicks;Cost;Portée", None),
        ("DATE;impressions;Clics sur un lien;DÉPENSES;reach", None),
        ("Reporting starts;Paid impressions;Clicks (all);Spend;Reach", None),
    ],
)
def test_headings_of_common_exports_are_known(preview, headings, expected):
    response = preview(csv(headings, f"{day(1)};100;5;1,50;80"))

    assert rows(response) == [(2, day(1), [100, 5, Decimal("1.50"), 80])]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1 234,56", "1234.56"),
        ("1 234,56 €", "1234.56"),
        ("1\u202f234,5", "1234.50"),
        ("1.234.567,89", "1234567.89"),
        ("0,1", "0.10"),
        ("12", "12.00"),
        ("12,5678", "12.57"),
        ("--", None),
        ("", None),
    ],
)
def test_money_is_read_with_a_decimal_comma(preview, written, expected):
    response = preview(csv("Jour;Clics;Coût", f"{day(1)};7;{written}"), decimal_comma="on")

    assert rows(response) == [(2, day(1), [7, expected and Decimal(expected)])]


@pytest.mark.parametrize(
    ("written", "expected"), [("1,234.56", "1234.56"), ("€0.5", "0.50"), ("1234.00 EUR", "1234.00")]
)
def test_money_is_read_with_a_decimal_point(preview, written, expected):
    response = preview(csv("Jour;Clics;Coût", f"{day(1)};1,234;{written}"), decimal_comma=False)

    assert rows(response) == [(2, day(1), [1234, Decimal(expected)])]


@pytest.mark.parametrize("written", ["%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%Y%m%d", "%d/%m/%y", "%b %d, %Y"])
def test_format_of_days_is_guessed(upload, answer, written):
    days = [timezone.localdate() - timedelta(days=back) for back in range(40)]
    asked = upload(csv("Jour;Clics", *(f"{one.strftime(written)};1" for one in days)))

    assert asked.context["form"]["date_format"].value() == written
    assert [when for _line, when, _numbers in rows(answer(asked))] == [one.isoformat() for one in days]


def test_day_before_month_is_proposed_where_both_are_possible(upload):
    asked = upload(csv("Jour;Clics", "05/06/2026;1"))

    assert asked.context["form"]["date_format"].value() == "%d/%m/%Y"


def test_lines_above_the_headings_and_totals_below_are_left_out(preview):
    content = csv(
        "Rapport par jour", "Du 1 au 31 mars", "", HEAD, f"{day(1)};1;1;1", "Total : compte;1;1;1", "--;1;1;Total"
    )

    response = preview(content)

    assert [line for line, _day, _numbers in rows(response)] == [5]
    assert [one.line for one in response.context["remarks"].shown] == [6, 7]


def test_day_outside_of_the_campaign_is_a_warning(preview):
    response = preview(csv(HEAD, f"{day(1)};1;1;1", f"{day(100)};1;1;1"))

    assert [line for line, _day, _numbers in rows(response)] == [2, 3]
    assert [(one.line, one.place) for one in response.context["remarks"].shown] == [(3, "Jour")]


def test_only_what_adds_up_is_added_up(preview):
    response = preview(csv("Jour;Impressions;Clics;Coût;Couverture", f"{day(1)};10;1;1,25;9", f"{day(2)};20;;2,50;9"))

    assert response.context["sums"] == [30, 1, Decimal("3.75"), None]


def test_channel_is_read_from_a_column(preview, campaign):
    content = csv("Canal;Jour;Clics", f"recherche ;{day(1)};1", f"Réseaux sociaux;{day(1)};2", f"Radio;{day(1)};3")

    assert problems(preview(content, owner="")) == [(4, "Canal")]
    response = preview(
        content.replace("Radio", "Recherche").replace(f"Recherche;{day(1)}", f"Recherche;{day(2)}"), owner=""
    )

    assert [(owner, numbers) for _line, owner, _day, numbers in response.context["rows"]] == [
        ("Recherche", [1]),
        ("Réseaux sociaux", [2]),
        ("Recherche", [3]),
    ]


def test_workbook_is_read_with_its_days_and_numbers_as_they_are(preview):
    yesterday = datetime.fromisoformat(day(1))
    content = xlsx(
        [["Report"], ["Day", "Impressions", "Amount spent (EUR)"], [yesterday, 1234, 12.5], [day(2), "1 000", 0.125]]
    )

    response = preview(content, "rapport.xlsx", decimal_comma="on")

    assert rows(response) == [(3, day(1), [1234, Decimal("12.50")]), (4, day(2), [1000, Decimal("0.12")])]


def shown_as(number_format: str, heading: str = "Coût") -> bytes:
    """A workbook in which 12.5 is shown in a format."""
    book = openpyxl.Workbook()
    for row in (["Jour", "Clics", heading], [day(1), 5, 12.5]):
        book.active.append(row)
    book.active["C2"].number_format = number_format
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "number_format",
    [
        '"$"#,##0.00',
        "$#,##0.00",
        "\\$#,##0.00",
        '_("$"* #,##0.00_);_("$"* \\(#,##0.00\\);_("$"* "-"??_);_(@_)',
        "£#,##0.00",
        "[$USD] #,##0.00",
        "[$$-409]#,##0.00;[Red]-[$$-409]#,##0.00",
        "[$R$-416] #,##0.00",
        "#,##0.00 [$zł-415]",
        '#,##0.00 "CHF"',
        "#,##0.00\\ \\U\\S\\D",
        '"€"#,##0.00;-"$"#,##0.00',
    ],
)
def test_number_that_is_shown_in_another_currency_is_refused(preview, number_format):
    assert problems(preview(shown_as(number_format), "rapport.xlsx")) == [(2, "Coût")]


def test_number_in_dollars_is_refused_with_the_remedy(preview):
    assert "USD" in said(preview(shown_as("[$$-409]#,##0.00"), "rapport.xlsx"))


@pytest.mark.parametrize(
    "number_format",
    [
        "General",
        "#,##0.00",
        "[$-40C]#,##0.00",
        '#,##0.00\\ "€"',
        "#,##0.00 [$€-40C];[Red]-#,##0.00 [$€-40C]",
        "[$EUR] #,##0.00",
        '_-* #,##0.00\\ "€"_-;\\-* #,##0.00\\ "€"_-;_-* "-"??\\ "€"_-;_-@_-',
    ],
)
def test_number_that_is_shown_in_euros_or_in_none_is_read(preview, number_format):
    assert rows(preview(shown_as(number_format), "rapport.xlsx")) == [(2, day(1), [5, Decimal("12.50")])]


def test_sheet_with_the_headings_is_read_whichever_it_is(preview):
    book = openpyxl.Workbook()
    book.active.append(["Ce rapport", "a été exporté"])
    sheet = book.create_sheet("Données")
    for row in (["Jour", "Clics"], [day(1), 5]):
        sheet.append(row)
    out = BytesIO()
    book.save(out)

    assert rows(preview(out.getvalue(), "rapport.xlsx")) == [(2, day(1), [5])]


def test_formula_of_a_workbook_counts_by_its_result_and_is_refused_without_one(preview):
    book = openpyxl.Workbook()
    for row in (["Jour", "Clics"], [day(1), 5], [day(2), "=1+1"]):
        book.active.append(row)
    out = BytesIO()
    book.save(out)

    assert problems(preview(out.getvalue(), "sans.xlsx")) == [(3, "Clics")]
    assert rows(preview(_with_result(), "avec.xlsx")) == [(2, day(1), [7])]


def _with_result() -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Jour", "Clics"])
        sheet.write_string(1, 0, day(1))
        sheet.write_formula(1, 1, "=3+4", None, 7)
    return out.getvalue()


def test_text_that_begins_like_a_formula_is_refused_in_a_workbook_too(preview):
    content = xlsx([["Jour", "Clics"], [day(1), "=1+1"]], strings_to_formulas=False)

    assert problems(preview(content, "rapport.xlsx")) == [(2, "Clics")]


def test_noise_is_refused_or_read_and_never_an_error(upload):
    noise = random.Random(7)
    good = xlsx([["Jour", "Clics"], [day(1), 1]])

    for position in range(40):
        data = bytearray(good if position % 2 else csv(HEAD, f"{day(1)};1;1;1").encode())
        for _number in range(noise.randint(1, 30)):
            data[noise.randrange(len(data))] = noise.randrange(256)
        assert upload(bytes(data)).status_code in (200, 422)
