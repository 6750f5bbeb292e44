"""The periodic work of this room."""

from datetime import timedelta

from core.upkeep.periodic import periodic
from reach.comparison.reconciling import reconcile
from reach.retention import purge_counts


class DifferenceError(Exception):
    """Counts and journal say different things."""


@periodic(every=timedelta(days=1), description="Compares the counts of reach with their journal.")
def reconcile_reach() -> str:
    """It fails where they differ, so that the report of periodic work shows it, too."""
    terms = reconcile()
    said = (
        f"{terms.aggregates} counted + {terms.rejects} rejected + {terms.held} held, {terms.folded} folded, {terms.journal} in the journal, "
        f"{terms.torn} torn, {terms.dropped} dropped"
    )
    if not terms.ok:
        raise DifferenceError(said)
    return said


@periodic(every=timedelta(days=1), description="Removes counts of reach that are past their time.")
def purge_reach() -> str:
    return purge_counts()
