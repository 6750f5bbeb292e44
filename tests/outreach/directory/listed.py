"""Entries and territories to test with, each complete with the least that it needs."""

import datetime
from itertools import count
from typing import Any

from wagtail.models import Page

from campaigns.outreach.directory.models import DirectoryPage, Entry, Organisation, TerritoryContact
from tests import factories

_numbers = count(1)
SOURCED = {"source_title": "Le site de l’association", "verified_on": datetime.date(2026, 11, 2)}
NOWHERE = {"territory": "", "need": "", "language": ""}


def directory(parent: Page, **fields: Any) -> DirectoryPage:
    return factories.publish(parent, DirectoryPage(**{"title": "Annuaire", "slug": "annuaire"} | fields))


def organisation(**fields: Any) -> Organisation:
    return Organisation.objects.create(**{"name": f"Association {next(_numbers)}"} | fields)


def entry(name: str = "Un lieu", territory: str = "69", **fields: Any) -> Entry:
    fields.setdefault("organisation", None)
    fields["organisation"] = fields["organisation"] or organisation()
    defaults = {"reference": f"e-{next(_numbers)}", "name": name, "territory": territory} | SOURCED
    return Entry.objects.create(**defaults | fields)


def contact(territory: str = "69", **fields: Any) -> TerritoryContact:
    return TerritoryContact.objects.create(
        **{"territory": territory, "commission": f"Commission {territory}"} | SOURCED | fields
    )


def ask(client, prefix: str = "fr", **wanted: Any):
    return client.post(f"/{prefix}/annuaire/", NOWHERE | wanted)


def names(response) -> list[tuple[str, list[str]]]:
    """(territory, the names of its entries) as they stand in the answer."""
    return [(place, [shown.entry.name for shown in entries]) for place, entries in response.context["found"].groups]
