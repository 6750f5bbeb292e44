"""Under which terms a file may be used again: the country's own licence, and those that every country has."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.country import country


class Licence(models.TextChoices):
    CC_BY = "cc-by-4.0", _("Creative Commons Attribution 4.0")
    CC_BY_SA = "cc-by-sa-4.0", _("Creative Commons Attribution-ShareAlike 4.0")
    CC0 = "cc0-1.0", _("Public domain (CC0)")
    RESERVED = "reserved", _("All rights reserved")


ADDRESSES = {
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
    Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/",
    Licence.RESERVED: "",
}


def licences() -> list[tuple[str, str | Promise]]:
    """For fields: a migration names this function, and no licence."""
    own = country().licence
    return [(own.code, own.name), *Licence.choices]


def public_licence() -> str:
    """That of what the State publishes."""
    return country().licence.code


def name_of(licence: str) -> str:
    own = country().licence
    return str(own.name if licence == own.code else Licence(licence).label)


def address_of(licence: str) -> str:
    """Where its terms are read; nothing where all rights are reserved."""
    own = country().licence
    return own.address if licence == own.code else ADDRESSES[Licence(licence)]
