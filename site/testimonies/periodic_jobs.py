"""The periodic work of this room."""

from datetime import timedelta

from core.upkeep.periodic import periodic
from testimonies.consent import reminders, settling, withdrawing


@periodic(every=timedelta(minutes=1), description="Tells search and caches which consents begin and end.")
def settle_consents() -> str:
    """By the minute: consents begin and end at midnight, and a copy of a page may be older."""
    return f"{settling.settle_all()} changed"


@periodic(every=timedelta(minutes=5), description="Deletes files that a withdrawal was cut short of deleting.")
def finish_withdrawn_testimonies() -> str:
    return f"{withdrawing.finish()} deleted"


@periodic(every=timedelta(hours=1), description="Tells editors 30 and 7 days before a consent ends.")
def remind_of_consents() -> str:
    return f"{reminders.remind()} told"
