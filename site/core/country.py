"""The country of a site: what is said of it once, by the room `country`, and asked for by rooms below it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise, keep_lazy_text

from core import registry


@dataclass(frozen=True)
class EmergencyNumber:
    """A number as it is dialled, or written to, and whom or what it is for, in a few words."""

    number: str
    name: str | Promise = ""
    by_sms: bool = False

    @property
    def address(self) -> str:
        return f"{'sms' if self.by_sms else 'tel'}:{self.number}"


@dataclass(frozen=True)
class OwnLicence:
    """That under which the State lets what it publishes be used again; `code` is what is kept, 20 characters at most."""

    code: str
    name: str | Promise
    address: str


@dataclass(frozen=True)
class Country:
    """`time` says in which zone times are told, as in “Paris time”.

    `names` are those of roles, of the workflow and of its steps, in the site's first language: groups are known by them.
    `for_children` is whom one calls about a child in danger. `alert` says in sentences what somebody of the team does who reads of a danger.
    `declared` says how accessible the site is by the country's standard (with `%(status)s`), `remedies` to whom one complains.
    """

    time: str | Promise
    emergency: tuple[EmergencyNumber, ...]
    names: Mapping[str, str]
    declared: str | Promise
    remedies: str | Promise
    licence: OwnLicence
    for_children: EmergencyNumber | None = None
    alert: tuple[str | Promise, ...] = ()


COUNTRY = registry.Kind[Country]()


def country() -> Country:
    """Raises ImproperlyConfigured where the site has none, or two."""
    if len(COUNTRY) != 1:
        raise ImproperlyConfigured(f"A site has one country, given by the room `country`; here are {len(COUNTRY)}.")
    return COUNTRY[0]


@keep_lazy_text
def with_zone(text: str) -> str:
    """The text with its `%(zone)s` filled in: in which zone times are told."""
    return text % {"zone": country().time}
