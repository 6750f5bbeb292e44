"""The columns that a file of partners may have, and the file to be filled in."""

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from campaigns.plan.partners.imports import cells
from intake import csv_files, files, tables
from intake.csv_files import BOM, Sheet
from intake.problems import FileRefusedError
from intake.tables import Columns, Table

MOST = 5_000  # rows
# {column: the headings that name it, French and English first}
COLUMNS = {
    "name": ("nom", "name", "partenaire", "partner", "organisme"),
    "email": ("adresse électronique", "email", "courriel", "mail", "e-mail", "adresse mail"),
    "kind": ("type", "kind", "nature"),
    "territory": ("département", "territory", "territoire", "department"),
    "contact": ("contact", "person", "interlocuteur"),
    "language": ("langue", "language"),
    "may_be_mailed_since": ("accord du", "consent", "consentement", "consent since"),
}


def read(file: UploadedFile) -> Table:
    """The cells of an uploaded file. Raises FileRefusedError."""
    reason = _("The file is not in UTF-8, which shows here first. In Excel, save it as “CSV UTF-8”.")
    text = files.utf8(files.contents(file), reason)
    columns = Columns(COLUMNS, ("name", "email"), cells.read)
    grid = tables.grid([csv_files.lines(text, columns.of)])
    if len(grid.lines) > MOST:
        said = _("The file has more than %(number)d rows: split it into several.")
        raise FileRefusedError(said % {"number": MOST})
    return tables.read(grid, columns)


def template() -> bytes:
    """A file to be filled in, in French or in English."""
    own = 0 if get_language() == "fr" else 1
    return BOM.encode() + Sheet().row([headings[own] for headings in COLUMNS.values()])
