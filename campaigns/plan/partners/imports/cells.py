"""What the cells of a file of partners mean. What could be read in two ways is refused, never guessed."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.plan.links.imports.columns import refusal
from campaigns.plan.models import Partner, PartnerKind
from core.words import languages
from country import CODE, NAME
from country.territories import CODES, FORMER, POSTCODE, TERRITORIES
from intake.cells import day
from intake.names import plain
from intake.problems import CellError

DAYS = ("%Y-%m-%d", "%d/%m/%Y")
WHOLE_COUNTRY = {plain(CODE), plain(NAME), "national"}
# Beside the words of the interface: what files say in French and English, in whichever language the admin is.
KINDS = {
    "mairie": PartnerKind.TOWN_HALL,
    "commune": PartnerKind.TOWN_HALL,
    "town hall": PartnerKind.TOWN_HALL,
    "prefecture": PartnerKind.PREFECTURE,
    "association": PartnerKind.ASSOCIATION,
    "club": PartnerKind.CLUB,
    "hotel": PartnerKind.HOTEL,
    "entreprise": PartnerKind.COMPANY,
    "company": PartnerKind.COMPANY,
    "ecole": PartnerKind.SCHOOL_HEALTH,
    "sante": PartnerKind.SCHOOL_HEALTH,
    "ecole ou sante": PartnerKind.SCHOOL_HEALTH,
    "school": PartnerKind.SCHOOL_HEALTH,
    "health": PartnerKind.SCHOOL_HEALTH,
    "school or health service": PartnerKind.SCHOOL_HEALTH,
    "autre": PartnerKind.OTHER,
    "other": PartnerKind.OTHER,
}


def name(cell: str) -> str:
    if not cell:
        raise CellError(_("The name is missing."))
    return _words("name")(cell)


def email(cell: str) -> str:
    if not cell:
        raise CellError(_("The mail address is missing: by it a partner is known."))
    most = Partner._meta.get_field("email").max_length
    try:
        validate_email(cell)
    except ValidationError:
        reason = _("“%(cell)s” is no mail address: write one alone, such as contact@example.org.")
        raise CellError(reason % {"cell": cell[:60]}) from None
    if len(cell) > most:
        raise CellError(_("It is longer than %(number)d characters.") % {"number": most})
    return cell


def kind(cell: str) -> str:
    if not cell:
        return ""
    named = {plain(str(one.label)): one for one in PartnerKind} | {plain(one.value): one for one in PartnerKind}
    found = (KINDS | named).get(plain(cell))
    if found is None:
        reason = _("“%(cell)s” is no kind of partner: write one of %(kinds)s.")
        raise CellError(reason % {"cell": cell[:40], "kinds": ", ".join(str(one.label) for one in PartnerKind)})
    return found.value


def territory(cell: str) -> str:
    """The code of a département or territory, from its code or its name; empty for the whole country, and where nothing is said."""
    shortest = min(map(len, TERRITORIES))
    code = cell.upper().zfill(shortest) if cell.isdecimal() else cell.upper()
    if not cell or plain(cell) in WHOLE_COUNTRY:
        return ""
    if code in TERRITORIES:
        return code
    if code in FORMER:
        raise CellError(str(FORMER[code]))
    named = [code for code, named in TERRITORIES.items() if plain(named) == plain(cell)]
    if named:
        return named[0]
    if code.isdecimal() and len(code) == POSTCODE:
        raise CellError(_("%(cell)s looks like a postcode: write the code of the département alone.") % {"cell": cell})
    reason = _(
        "“%(cell)s” is neither the code nor the name of a département: %(codes)s, or empty for the whole country."
    )
    raise CellError(reason % {"cell": cell[:40], "codes": CODES})


def language(cell: str) -> str:
    if not cell:
        return ""
    found = {}
    for code, named in settings.LANGUAGES:
        found |= dict.fromkeys((plain(code), plain(str(named)), plain(languages.language(code).name)), code)
        if known := languages.cldr(code):
            found |= dict.fromkeys((plain(known.get_language_name(one) or code) for one in ("fr", "en")), code)
    if plain(cell) not in found:
        reason = _("“%(cell)s” is no language of this site: write one of %(codes)s.")
        raise CellError(reason % {"cell": cell[:40], "codes": ", ".join(languages.codes())})
    return found[plain(cell)]


def consent(cell: str) -> str:
    """The day as ISO 8601 writes it."""
    if not cell:
        return ""
    found = day(cell, *DAYS)
    if found is None:
        reason = _(
            "“%(cell)s” is no day: write the one on which it agreed, as 31/12/2025 or 2025-12-31, or leave this empty."
        )
        raise CellError(reason % {"cell": cell[:40]})
    if found > timezone.localdate():
        raise CellError(_("This day is still to come: write the one on which it agreed."))
    return found.isoformat()


def _words(field: str) -> Callable[[str], str]:
    most = Partner._meta.get_field(field).max_length

    def read(cell: str) -> str:
        text = " ".join(cell.split())
        if len(text) > most:
            raise CellError(_("It is longer than %(number)d characters.") % {"number": most})
        return text

    return read


READ: dict[str, Callable[[str], str]] = {
    "name": name,
    "email": email,
    "kind": kind,
    "territory": territory,
    "contact": _words("contact"),
    "language": language,
    "may_be_mailed_since": consent,
}


def read(column: str, cell: str) -> str:
    if reason := refusal(cell):
        raise CellError(reason)
    return READ[column](cell.strip())
