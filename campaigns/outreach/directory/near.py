"""The help of a place as it is printed on sheets of campaigns: who answers the telephone there, and when; never an address."""

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from campaigns.outreach.directory import stale
from campaigns.outreach.directory.models import Entry
from campaigns.outreach.directory.search import opening_hours
from campaigns.outreach.directory.vocabulary import Need, Welcome
from campaigns.plan.editions.place import Near
from core import audiences

# What somebody who reads a poster may ask for first.
FIRST = (Need.LISTENING, Need.LEAVING)


def near(territory: str, language: str, audience: str) -> list[Near]:
    """Public entries that somebody verified in the last year: those that speak the language first, then those that listen."""
    entries = _entries().in_territory(territory).select_related("organisation")
    found = [one for one in entries if _welcomes(one, audience)]
    found.sort(key=lambda one: (language not in one.languages, not set(FIRST) & set(one.services), one.name, one.pk))
    with translation.override(language):
        return [Near(_name(one), one.telephone, _hours(one, language)) for one in found]


def helped(audience: str) -> set[str]:
    """The territories of such entries."""
    found = _entries().exclude(territory="").order_by().only("territory", "welcomes")
    return {one.territory for one in found if _welcomes(one, audience)}


def _entries() -> QuerySet[Entry]:
    return Entry.objects.public().exclude(telephone="").filter(verified_on__gte=stale.before())


def _welcomes(entry: Entry, audience: str) -> bool:
    """Young people go where minors do; others not where minors alone do."""
    if audience == audiences.YOUNG:
        return not entry.welcomes or Welcome.MINORS in entry.welcomes
    return entry.welcomes != [Welcome.MINORS]


def _name(entry: Entry) -> str:
    """Nobody calls a place that does not exist: on paper it says so too."""
    return f"{entry.name} – {_('Demonstration')}" if entry.organisation.is_demonstration else entry.name


def _hours(entry: Entry, language: str) -> str:
    """Nothing where they are known in French alone: whoever answers says them."""
    if entry.always_open:
        return _("Day and night, every day")
    if language == "fr":
        return entry.hours
    return _("; ").join(map(str, opening_hours.read(entry.hours)))
