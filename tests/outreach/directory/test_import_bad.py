"""Files that nobody should import: each problem with its line, its column and the remedy, and nothing kept of any."""

import pytest

from campaigns.outreach.directory.models import Entry, Organisation, Proposal
from campaigns.outreach.directory.proposals import imports
from campaigns.outreach.directory.sheets.cells import territory
from campaigns.outreach.directory.sheets.telephones import NoTelephoneError, normal
from intake.problems import CellError, FileRefusedError
from tests.outreach.directory.desk import HEADER, content, csv_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def problems(user, data: str | bytes) -> list[tuple]:
    """(line, column, reason) of each, once nothing is kept."""
    with pytest.raises(FileRefusedError) as refused:
        imports.preview(user, csv_file(data))
    assert [model.objects.count() for model in (Proposal, Entry, Organisation)] == [0, 0, 0]
    return [(one.line, one.place, one.reason) for one in refused.value.problems.shown]


@pytest.mark.parametrize(
    ("data", "line", "said"),
    [
        ("", None, "The file is empty."),
        (";;;\n\n", None, "The file is empty."),
        (HEADER + "\n", None, "no row below"),
        ("nom;ville\nAccueil;Lyon\n", 1, "“référence / reference” is missing"),
        ("référence;nom;couleur\na;Accueil;bleu\n", 1, "“couleur” is not among the columns"),
        ("référence;nom\na;Accueil;de trop\n", 2, "3 cells, and the header has 2"),
        ('référence;nom\na;"Accueil\n', 2, "quote is not closed"),
        (b"r\x00f\nx\n", 1, "not the text of a CSV file"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, 2, "not the text of a CSV file"),
        ("référence;nom\nnouvelle;Accueil\n", 2, "a new entry needs: organisation, source, vérifié le"),
        ("référence;nom\n;Accueil\n", 2, "It is missing."),
        ("référence;nom\na b;Accueil\n", 2, "A reference is 1 to 64"),
    ],
)
def test_shape_is_refused_with_its_line(admin, data, line, said):
    [(at, _column, reason)] = problems(admin, data)

    assert (at, said in reason) == (line, True), reason


def test_column_that_is_there_twice_is_refused_under_both_headings(admin):
    found = problems(admin, "référence;nom;name\na;Accueil;Accueil\n")

    assert found == [(1, "nom", "This column is there twice."), (1, "name", "This column is there twice.")]


def test_line_that_ends_early_is_refused_before_it_empties_what_it_lacks(admin):
    assert problems(admin, "référence;nom;horaires\na;Accueil\n") == [(2, "", "2 cells, and the header has 3.")]


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("département", "20", "2A for Corse-du-Sud or 2B"),
        ("département", "00", "is no code"),
        ("département", "0", "is no code"),
        ("département", "96", "is no code"),
        ("département", "97", "is no code"),
        ("département", "99", "is no code"),
        ("département", "2C", "is no code"),
        ("département", "976x", "is no code"),
        ("département", "٧٥", "is no code"),
        ("département", "69001", "looks like a postcode"),
        ("département", "Lyon", "columns of the département and of the city swapped"),
        ("département", "Rhône", "Write the code of “Rhône”: 69."),
        ("nom", "01 99 00 12 34", "looks like a telephone number: are two columns swapped?"),
        ("nom", "", "It is missing."),
        ("nom", "x" * 201, "longer than 200"),
        ("nom", "=HYPERLINK(1)", "a spreadsheet takes for a formula"),
        ("nom", "@SUM(A1)", "a spreadsheet takes for a formula"),
        ("nom", "+cmd|' /C calc'!A0", "a spreadsheet takes for a formula"),
        ("nom", "-2+3", "a spreadsheet takes for a formula"),
        ("nom", " =1", "a spreadsheet takes for a formula"),
        ("nom", "AssociÃ©s", "accents are damaged"),
        ("nom", "Ã‰coute", "accents are damaged"),
        ("nom", "Lieu dâ€™accueil", "accents are damaged"),
        ("nom", "Associ\ufffds", "accents are damaged"),
        ("téléphone", "+cmd|' /C calc'!A0", "a spreadsheet takes for a formula"),
        ("téléphone", "=01", "a spreadsheet takes for a formula"),
        ("téléphone", "Lyon", "This looks like words: are two columns swapped?"),
        ("téléphone", "69001", "This looks like a postcode"),
        ("téléphone", "01 23 45 67", "is no telephone number"),
        ("téléphone", "+", "formula"),
        ("téléphone", "à la permanence", "is no telephone number"),
        ("ville", "69", "looks like the code of a département"),
        ("ville", "69001", "looks like a postcode"),
        ("code postal", "6900", None),
        ("code postal", "690", "is no postcode"),
        ("code postal", "Lyon", "looks like words"),
        ("services", "écoute, jardinage", "“jardinage” is not among"),
        ("langues", "fr, klingonais", "“klingonais” is not among"),
        ("site", "javascript:alert(1)", "is no web address"),
        ("site", "ftp://example.org", "is no web address"),
        ("site", "https://user:secret@example.org", "with a name or a password"),
        ("site", "www.example.org", "is no web address"),
        ("vérifié le", "31/02/2026", "is no day"),
        ("vérifié le", "03-2026", "is no day"),
        ("vérifié le", "2999-01-01", "has not come yet"),
        ("vérifié le", "1999-01-01", "too long ago"),
        ("vérifié le", "01 99 00 12 34", "looks like a telephone number"),
        ("24h/24", "peut-être", "neither yes nor no"),
        ("agréée", "bientôt", "neither yes nor no"),
    ],
)
def test_cell_is_refused_at_its_line_and_column_with_the_remedy(admin, column, cell, said):
    data = content({}, {column: cell})
    if said is None:
        assert imports.preview(admin, csv_file(data)).pending
        return

    [(line, at, reason)] = problems(admin, data)

    assert (line, at) == (3, column)
    assert said in reason


def test_all_problems_are_told_at_once(admin):
    found = problems(admin, content({"département": "20"}, {}, {"téléphone": "?", "vérifié le": "demain"}))

    assert [(line, column) for line, column, _reason in found] == [
        (2, "département"),
        (4, "téléphone"),
        (4, "vérifié le"),
    ]


def test_reference_that_is_there_twice_is_refused_with_its_first_line(admin):
    [(line, column, reason)] = problems(admin, content({"référence": "a"}, {"référence": "a"}))

    assert (line, column) == (3, "référence")
    assert reason == "Line 2 has the reference “a” already: keep one of the two."


def test_withdrawing_the_others_needs_to_know_of_which_source(admin):
    with pytest.raises(FileRefusedError) as refused:
        imports.preview(admin, csv_file("référence;nom\na;Accueil\n"), withdraw_others=True)

    assert [one.reason for one in refused.value.problems.shown] == [
        "To withdraw what is not in the file, it needs the column “source” for each row."
    ]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("1", "01"),
        ("01", "01"),
        ("2a", "2A"),
        ("2B", "2B"),
        ("69", "69"),
        ("971", "971"),
        ("975", "975"),
        ("976", "976"),
        ("988", "988"),
        ("", ""),
        ("France", ""),
        ("national", ""),
    ],
)
def test_territories_are_taken_as_people_write_them(written, kept):
    assert territory(written) == kept


@pytest.mark.parametrize("written", ["20", "00", "97", "98", "99", "970", "979", "976x", "1A", "²", "001"])
def test_what_is_no_territory_is_refused(written):
    with pytest.raises(CellError):
        territory(written)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("", ""),
        ("0144556677", "01 44 55 66 77"),
        ("01.44.55.66.77", "01 44 55 66 77"),
        ("01-44-55-66-77", "01 44 55 66 77"),
        ("01 44 55 66 77", "01 44 55 66 77"),
        ("01\u00a044\u00a055\u00a066\u00a077", "01 44 55 66 77"),
        ("+33 1 44 55 66 77", "01 44 55 66 77"),
        ("+33 (0)1 44 55 66 77", "01 44 55 66 77"),
        ("0033144556677", "01 44 55 66 77"),
        ("06 12 34 56 78", "06 12 34 56 78"),
        ("07.56.78.90.12", "07 56 78 90 12"),
        ("0800 05 95 95", "0 800 05 95 95"),
        ("01 99 00 12 34", "01 99 00 12 34"),
        ("06 39 98 12 34", "06 39 98 12 34"),
        ("3919", "3919"),
        ("39 19", "3919"),
        ("119", "119"),
        ("17", "17"),
        ("112", "112"),
        ("114", "114"),
        ("115", "115"),
        ("116006", "116 006"),
        ("116 006", "116 006"),
        ("0590 21 00 00", "0590 21 00 00"),
        ("+590 590 21 00 00", "0590 21 00 00"),
        ("+262 262 30 00 00", "0262 30 00 00"),
        ("0262300000", "0262 30 00 00"),
        ("0696 12 34 56", "0696 12 34 56"),
        ("+508 41 00 00", "+508 41 00 00"),
        ("+689 40 50 00 00", "+689 40 50 00 00"),
        ("+687 25 00 00", "+687 25 00 00"),
        ("+32 2 511 00 00", "+32 2 511 00 00"),
    ],
)
def test_telephones_are_kept_in_one_way(written, kept):
    assert normal(written) == kept
    assert normal(kept) == kept


@pytest.mark.parametrize(
    "written",
    ["12", "999", "12345", "00 00 00 00 00", "01 23", "+33", "+999 1234567", "1" * 25, "01 44 55 66 77 / 78", "n/a"],
)
def test_what_nobody_can_dial_is_refused(written):
    with pytest.raises(NoTelephoneError):
        normal(written)
