"""The fields of an entry as columns of a file, fields of a form and lines of a comparison: written once, for all three."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from babel import Locale
from django.db.models import Model
from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _

from campaigns.outreach.directory.models import Entry
from campaigns.outreach.directory.sheets import cells
from campaigns.outreach.directory.sheets.cells import optional
from campaigns.outreach.directory.vocabulary import Approval, Need, Welcome
from core.words.spreadsheets import FORMULA
from country.territories import POSTCODE, TERRITORIES
from intake.problems import CellError


@dataclass(frozen=True)
class Column:
    """`names` are the headers that a file may give it, French first; `read` raises CellError; `empty` is what no cell means.

    Those of other kinds than entries stand in `kinds.py`, and in no file.
    """

    field: str
    names: tuple[str, ...]
    read: Callable[[str], Any]
    help: str
    empty: Any = ""
    is_required: bool = False
    is_telephone: bool = False
    model: type[Model] = Entry

    @property
    def label(self) -> str:
        if self.field == "withdrawn":
            return pgettext("entry of the directory", "withdrawn")
        return str(self.model._meta.get_field(self.field).verbose_name)

    def value(self, cell: str) -> Any:
        """What a cell means; raises CellError."""
        cell = cell.strip()
        # As files of this site write what a spreadsheet would compute.
        if cell.startswith("'") and cell[1:].startswith(FORMULA):
            cell = cell[1:]
        cells.refuse_unsafe(cell, self.is_telephone)
        if not cell and self.is_required:
            raise CellError(_("It is missing."))
        return self.read(cell)


def _number(field: str, *names: str) -> Column:
    said = gettext_lazy("01 23 45 67 89, 3919, +32 2 511 00 00: the spaces do not matter.")
    return Column(field, (field, *names), cells.telephone, said, is_telephone=True)


COLUMNS = [
    Column(
        "reference",
        ("référence", "reference", "ref", "id"),
        cells.reference,
        gettext_lazy("Required: the same in each file, and once in a file."),
        is_required=True,
    ),
    Column(
        "organisation",
        ("organisation", "organization", "association", "structure"),
        cells.words(200),
        gettext_lazy("Required for a new entry: who runs it. One that is not there yet is added."),
        is_required=True,
    ),
    Column(
        "name",
        ("nom", "name", "intitulé"),
        cells.words(200),
        gettext_lazy("Required for a new entry: the name of the place or service."),
        is_required=True,
    ),
    Column(
        "territory",
        ("département", "territory", "territoire", "department"),
        cells.territory,
        gettext_lazy("Its code, as in 01, 2A, 69, 974; empty for the whole country."),
    ),
    Column(
        "address",
        ("adresse", "address"),
        cells.free_words(200),
        gettext_lazy("Where visitors are received; never that of a shelter."),
    ),
    Column(
        "postcode",
        ("code postal", "postcode", "cp"),
        optional(cells.postcode),
        gettext_lazy("%(number)d digits.") % {"number": POSTCODE},
    ),
    Column("city", ("ville", "city", "commune"), cells.words(100), gettext_lazy("The town.")),
    Column(
        "services",
        ("services", "besoins", "needs"),
        cells.needs,
        gettext_lazy("Several separated by a comma or |: %(known)s.") % {"known": ", ".join(Need.values)},
        empty=(),
    ),
    Column(
        "languages",
        ("langues", "languages"),
        cells.spoken,
        gettext_lazy("Codes or names of languages, separated by a comma or |."),
        empty=(),
    ),
    Column(
        "welcomes",
        ("public", "accueille", "welcomes", "publics"),
        cells.welcomes,
        gettext_lazy("Empty where everybody is welcome, or: %(known)s.") % {"known": ", ".join(Welcome.values)},
        empty=(),
    ),
    _number("telephone", "téléphone", "tel", "tél", "phone"),
    _number("sms"),
    _number("whatsapp"),
    _number("signal"),
    Column(
        "chat_url",
        ("tchat", "chat", "chat_url", "adresse du tchat"),
        optional(cells.web_address),
        gettext_lazy("A web address."),
    ),
    Column(
        "website",
        ("site", "site web", "website", "site internet"),
        optional(cells.web_address),
        gettext_lazy("A web address."),
    ),
    Column(
        "always_open",
        ("24h/24", "jour et nuit", "always_open", "always open"),
        cells.yes_or_no,
        gettext_lazy("Yes or no: day and night, every day."),
        empty=False,
    ),
    Column(
        "hours",
        ("horaires", "hours"),
        cells.free_words(200),
        gettext_lazy(
            "In French. Days and times alone are shown in every language: “Du lundi au vendredi, de 9 h à 17 h ; le samedi, de 9 h à 12 h”."
        ),
    ),
    Column(
        "approved",
        ("agréée", "agréé", "agrément", "approved"),
        cells.approval,
        gettext_lazy("Yes, no, or empty where it is not known: approved for the parcours de sortie."),
        empty=Approval.UNKNOWN.value,
    ),
    Column(
        "source_title",
        ("source", "source_title", "source title"),
        cells.words(200),
        gettext_lazy("Required for a new entry: who says so."),
        is_required=True,
    ),
    Column(
        "source_url",
        ("adresse de la source", "source_url", "source url", "url source"),
        optional(cells.web_address),
        gettext_lazy("A web address."),
    ),
    Column(
        "verified_on",
        ("vérifié le", "verified_on", "verified on", "date de vérification"),
        cells.day,
        gettext_lazy("Required for a new entry: 2026-03-31 or 31/03/2026, not in the future."),
        is_required=True,
    ),
    Column(
        "withdrawn",
        ("retiré", "retirée", "withdrawn"),
        cells.yes_or_no,
        gettext_lazy("Yes or no: an entry that is withdrawn is no longer public. Without this column, none is."),
        empty=False,
    ),
]
BY_FIELD = {column.field: column for column in COLUMNS}
LISTS = {"services": Need, "welcomes": Welcome, "languages": None}


def in_words(field: str, value: Any) -> str:
    """A value as people read it."""
    if value is None or value == "" or value == []:
        return _("the whole country") if field == "territory" and value == "" else "–"
    if field == "territory":
        return f"{value} {TERRITORIES.get(value, '')}".strip()
    if field == "languages":
        return ", ".join(language_name(code) for code in value)
    if LISTS.get(field):
        labels = dict(LISTS[field].choices)
        return ", ".join(str(labels.get(one, one)) for one in value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field == "approved":
        return str(dict(Approval.choices).get(value, value))
    return str(value)


def language_name(code: str) -> str:
    """In the language of whoever reads; the code where it has no name there."""
    reading = Locale.parse(get_language() or "en", sep="-")
    return reading.languages.get(code.partition("-")[0], code)
