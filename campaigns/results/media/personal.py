"""Columns about persons. No such figure is kept here, so a file that holds them is refused before anything of it is kept."""

import re
from ipaddress import ip_address

from django.utils.translation import gettext as _

from intake.names import plain
from intake.problems import FileRefusedError

HEADINGS = re.compile(
    r"\b(e-?mails?|courriels?|mail address|ip|ip address|adresses? ip"
    r"|(user|client|customer|visitor|device|advertising|cookie|session|person|member|subscriber|caller|lead) ?(id|ids|identifier|identifiers|uuid)"
    r"|(id|ids|identifiants?|numeros?) ?(de |du |de l'|d')?(l')?(utilisateurs?|clients?|visiteurs?|appareils?|publicitaires?|cookies?|sessions?|personnes?|membres?|abonnes?|appelants?|prospects?)"
    r"|uid|uuid|idfa|gaid|aaid|maid|gclid|fbclid|msclkid|ttclid|user ?agent"
    r"|caller numbers?|phone numbers?|numeros? de telephone|telephone numbers?"
    r"|first name|last name|full name|surname|prenoms?|nom de famille|date of birth|date de naissance)\b"
)
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


def check_headings(line: int, headings: list[str]) -> None:
    for heading in headings:
        if HEADINGS.search(plain(heading)):
            raise FileRefusedError(_refused(), line, heading[:60])


def check_cells(line: int, headings: list[str], cells: list) -> None:
    for at, cell in enumerate(cells):
        if isinstance(cell, str) and _names_a_person(cell):
            raise FileRefusedError(_refused(), line, headings[at][:60])


def _names_a_person(cell: str) -> bool:
    if "@" in cell and EMAIL.fullmatch(cell.strip()):
        return True
    if cell.count(".") != 3 and cell.count(":") < 2:
        return False
    try:
        ip_address(cell.strip())
    except ValueError:
        return False
    return True


def _refused() -> str:
    return _(
        "This column looks as if it named persons or their devices. Only totals by day are kept here: "
        "export the report again without it, added up by day."
    )
