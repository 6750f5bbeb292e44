"""The periodic work of this room."""

from datetime import timedelta

from core.upkeep.periodic import periodic
from home.newsroom import embargo


@periodic(every=timedelta(minutes=1), description="Tells the page cache which embargoes have ended.")
def lift_embargoes() -> str:
    return f"{embargo.lift()} ended"
