"""What single cells mean, as services write them in their files. What could be read in two ways is refused, never guessed."""

import re
from datetime import date
from functools import cache
from urllib.parse import urlsplit

from babel import Locale
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from campaigns.outreach.directory.sheets import telephones
from campaigns.outreach.directory.vocabulary import Approval, Need, Welcome
from core.words import plain_text
from country import CODE, NAME
from country.territories import CODE as TERRITORY_CODE
from country.territories import CODES, FORMER, POSTCODE, TERRITORIES
from intake.cells import damaged, formula
from intake.cells import day as parsed
from intake.names import plain
from intake.problems import CellError

REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}")
DAY_FORMATS = ("%Y-%m-%d", "%d/%m/%Y")
EARLIEST = date(2000, 1, 1)
SEPARATORS = re.compile(r"\s*[,|]\s*")
YES = {"yes", "oui", "true", "vrai", "1", "x"}
NO = {"no", "non", "false", "faux", "0", ""}
UNKNOWN = {"", "unknown", "inconnu", "not known", "?"}
WHOLE_COUNTRY = {"", "national", NAME.lower(), CODE.lower(), "pays", "country"}
# Beside the words of the interface: what French services write.
NEEDS = {
    "ecoute": Need.LISTENING,
    "hebergement": Need.SHELTER,
    "mise a l'abri": Need.SHELTER,
    "sante": Need.HEALTH,
    "papiers": Need.PAPERS,
    "sejour": Need.PAPERS,
    "sortie": Need.LEAVING,
    "parcours de sortie": Need.LEAVING,
    "logement": Need.HOUSING,
    "argent": Need.MONEY,
    "emploi": Need.MONEY,
    "enfants": Need.CHILDREN,
    "justice": Need.JUSTICE,
    "droit": Need.JUSTICE,
}
WELCOMES = {
    "femmes": Welcome.WOMEN,
    "hommes": Welcome.MEN,
    "personnes trans": Welcome.TRANS,
    "mineurs": Welcome.MINORS,
    "avec enfants": Welcome.WITH_CHILDREN,
}


def refuse_unsafe(cell: str, is_telephone: bool = False) -> None:
    """What no cell may hold, whatever it means."""
    is_dialled = is_telephone and telephones.looks_like_one(cell)
    if reason := (not is_dialled and formula(cell)) or damaged(cell) or plain_text.unseen(cell):
        raise CellError(reason)


def _plain(cell: str, most: int) -> str:
    text = " ".join(cell.split())
    if len(text) > most:
        raise CellError(_("It is longer than %(number)d characters.") % {"number": most})
    if reason := plain_text.refusal(text):
        raise CellError(reason)
    return text


def words(most: int):
    def read(cell: str) -> str:
        text = _plain(cell, most)
        kind = kind_of(text)
        if kind:
            raise CellError(_("This looks like %(kind)s: are two columns swapped?") % {"kind": kind})
        return text

    return read


def free_words(most: int):
    """Words that may be all figures, such as hours."""

    return lambda cell: _plain(cell, most)


def reference(cell: str) -> str:
    if not REFERENCE.fullmatch(cell):
        raise CellError(_("A reference is 1 to 64 letters, digits and . _ : / -, and begins with a letter or a digit."))
    return cell


def territory(cell: str) -> str:
    """The code of a département or territory; empty for the whole country."""
    shortest = min(map(len, TERRITORIES))
    code = cell.upper().zfill(shortest) if cell.isdecimal() else cell.upper()
    if plain(cell) in WHOLE_COUNTRY:
        return ""
    if code in TERRITORIES:
        return code
    if code in FORMER:
        raise CellError(str(FORMER[code]))
    named = [code for code, name in TERRITORIES.items() if plain(name) == plain(cell)]
    if named:
        raise CellError(_("Write the code of “%(name)s”: %(code)s.") % {"name": cell[:40], "code": named[0]})
    if code.isdecimal() and len(code) == POSTCODE:
        raise CellError(_("%(cell)s looks like a postcode: write the code of the département alone.") % {"cell": cell})
    if not any(character.isdigit() for character in cell):
        reason = _("“%(cell)s” looks like a town: are the columns of the département and of the city swapped?")
        raise CellError(reason % {"cell": cell[:40]})
    raise CellError(
        _("“%(cell)s” is no code: %(codes)s, or empty for the whole country.") % {"cell": cell[:40], "codes": CODES}
    )


def telephone(cell: str) -> str:
    try:
        return telephones.normal(cell)
    except telephones.NoTelephoneError:
        raise CellError(
            _("“%(cell)s” is no telephone number: as in 01 23 45 67 89, 3919, 116 006 or +32 2 511 00 00.%(hint)s")
            % {"cell": cell[:40], "hint": _swapped(cell)}
        ) from None


def web_address(cell: str) -> str:
    try:
        URLValidator(schemes=["http", "https"])(cell)
        if cell and len(cell) > 200:
            raise ValidationError("")
    except ValidationError:
        reason = _("“%(cell)s” is no web address: it begins with https:// or http://, without spaces.%(hint)s")
        raise CellError(reason % {"cell": cell[:60], "hint": _swapped(cell)}) from None
    if urlsplit(cell).username is not None:
        raise CellError(_("A web address with a name or a password in it is not taken."))
    return cell


def optional(read):
    return lambda cell: read(cell) if cell else ""


def yes_or_no(cell: str) -> bool:
    text = plain(cell)
    if text in YES:
        return True
    if text in NO:
        return False
    raise CellError(_("“%(cell)s” is neither yes nor no: write oui or non, yes or no.") % {"cell": cell[:40]})


def approval(cell: str) -> str:
    text = plain(cell)
    if text in UNKNOWN:
        return Approval.UNKNOWN.value
    return Approval.YES.value if yes_or_no(cell) else Approval.NO.value


def day(cell: str) -> str:
    """A day as ISO text, not in the future."""
    found = parsed(cell, *DAY_FORMATS)
    if found is None:
        reason = _("“%(cell)s” is no day: write it as 2026-03-31 or 31/03/2026.%(hint)s")
        raise CellError(reason % {"cell": cell[:40], "hint": _swapped(cell)})
    if found > timezone.localdate():
        raise CellError(_("%(day)s has not come yet: write the day on which it was verified.") % {"day": cell})
    if found < EARLIEST:
        raise CellError(_("%(day)s is too long ago to be true.") % {"day": cell})
    return found.isoformat()


def postcode(cell: str) -> str:
    """Spreadsheets drop the zero at its beginning."""
    digits = cell.replace(" ", "").replace("\u00a0", "")
    if digits.isdecimal() and digits.isascii() and len(digits) in (POSTCODE - 1, POSTCODE):
        return digits.zfill(POSTCODE)
    reason = _("“%(cell)s” is no postcode of %(number)d digits.%(hint)s")
    raise CellError(reason % {"cell": cell[:40], "number": POSTCODE, "hint": _swapped(cell)})


def needs(cell: str) -> list[str]:
    return _several(cell, _named(Need, tuple(NEEDS.items())), list(Need.values))


def welcomes(cell: str) -> list[str]:
    return _several(cell, _named(Welcome, tuple(WELCOMES.items())), list(Welcome.values))


def spoken(cell: str) -> list[str]:
    """Codes of languages; their French and English names are taken too."""
    return _several(cell, _languages(), ["fr", "en", "ro", "ar", "…"])


def _several(cell: str, known: dict[str, str], listed: list[str]) -> list[str]:
    found = []
    for part in SEPARATORS.split(cell):
        if not part:
            continue
        value = known.get(plain(part))
        if value is None:
            reason = _(
                "“%(part)s” is not among what may be there: %(known)s. Separate several by a comma or |.%(hint)s"
            )
            raise CellError(reason % {"part": part[:40], "known": ", ".join(listed), "hint": _swapped(cell)})
        if value not in found:
            found.append(value)
    return sorted(found)


@cache
def _named(choices, aliases: tuple) -> dict[str, str]:
    """{what it is called, in every language of the site: its value}."""
    known = {plain(value): value for value in choices.values}
    for code, _name in settings.LANGUAGES:
        with override(code):
            known |= {plain(str(one.label)): one.value for one in choices if plain(str(one.label)) not in known}
    return known | {name: one.value for name, one in dict(aliases).items()}


@cache
def _languages() -> dict[str, str]:
    known: dict[str, str] = {}
    for of in ("fr", "en"):
        for code, name in Locale(of).languages.items():
            if re.fullmatch(r"[a-z]{2,3}", code):
                known.setdefault(code, code)
                known.setdefault(plain(name), code)
    return known


def kind_of(text: str) -> str:
    """What a text looks like that is no words; nothing where it may be some."""
    if re.fullmatch(r"https?://\S+|www\.\S+", text, re.IGNORECASE):
        return _("a web address")
    if re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@]+", text):
        return _("an e-mail address")
    if re.fullmatch(r"\d{4}-\d\d-\d\d|\d\d?/\d\d?/\d{4}", text):
        return _("a date")
    if re.fullmatch(rf"\d{{{POSTCODE}}}", text):
        return _("a postcode")
    if TERRITORY_CODE.fullmatch(text):
        return _("the code of a département")
    # A service may be called by its short number.
    is_long = len(re.sub(r"\D", "", text)) >= len("116006")
    return _("a telephone number") if is_long and telephones.looks_like_one(text) else ""


def _swapped(cell: str) -> str:
    """A hint where a cell that is refused looks like that of another column."""
    kind = kind_of(cell)
    if not kind and re.fullmatch(r"[^\W\d_][^\d]*", cell) and len(cell) > 3:
        kind = _("words")
    return " " + _("This looks like %(kind)s: are two columns swapped?") % {"kind": kind} if kind else ""
