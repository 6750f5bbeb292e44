"""Where help is missing: each département and territory with what no entry of its own offers."""

from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from campaigns.outreach.directory.models import Entry
from campaigns.outreach.directory.sheets.columns import language_name
from campaigns.outreach.directory.vocabulary import Approval, Need
from core.words import languages
from country.territories import DEPARTEMENTS, TERRITORIES


@dataclass
class Gap:
    """A territory; national entries fill none of its gaps."""

    code: str
    entries: int = 0
    needs: set[str] = field(default_factory=set)
    languages: set[str] = field(default_factory=set)
    verified: int = 0
    approved: int = 0

    @property
    def name(self) -> str:
        return TERRITORIES[self.code]

    @property
    def is_departement(self) -> bool:
        return self.code in DEPARTEMENTS

    @property
    def missing_needs(self) -> list[str]:
        return [str(one.label) for one in Need if one.value not in self.needs]

    @property
    def missing_languages(self) -> list[str]:
        """By their names; whichever script it is written in, a language is spoken all the same."""
        spoken = {code.partition("-")[0] for code in self.languages}
        return [language_name(code) for code in languages.codes() if code.partition("-")[0] not in spoken]

    @property
    def count(self) -> int:
        """How many gaps, to sort by."""
        return (
            len(self.missing_needs)
            + len(self.missing_languages)
            + (self.entries == 0)
            + (self.verified == 0)
            + (self.approved == 0)
        )


def gaps(today: date | None = None) -> list[Gap]:
    """All territories, in one query."""
    year = (today or timezone.localdate()).year
    found = {code: Gap(code) for code in sorted(TERRITORIES)}
    shown = Entry.objects.filter(withdrawn_at=None).exclude(territory="").order_by()
    for territory, services, spoken, verified_on, approved in shown.values_list(
        "territory", "services", "languages", "verified_on", "approved"
    ):
        gap = found[territory]
        gap.entries += 1
        gap.needs.update(services)
        gap.languages.update(spoken)
        gap.verified += verified_on.year == year
        gap.approved += approved == Approval.YES
    return list(found.values())


FILTERS = {
    "entries": lambda gap: gap.entries == 0,
    "languages": lambda gap: bool(gap.missing_languages),
    "verified": lambda gap: gap.verified == 0,
    "approved": lambda gap: gap.approved == 0,
    **{f"need-{one.value}": (lambda gap, need=one.value: need not in gap.needs) for one in Need},
}
ORDERS = {
    "code": lambda gap: gap.code,
    "name": lambda gap: gap.name,
    "entries": lambda gap: (gap.entries, gap.code),
    "gaps": lambda gap: (-gap.count, gap.code),
}


def chosen(of: str, order: str) -> list[Gap]:
    """Those with a certain gap, in a certain order; what is not known chooses all, by their codes."""
    found = [gap for gap in gaps() if FILTERS.get(of, lambda gap: True)(gap)]
    return sorted(found, key=ORDERS.get(order, ORDERS["code"]))
