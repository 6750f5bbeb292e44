"""The periodic work of this room."""

from datetime import timedelta

from core.upkeep.periodic import periodic
from facts.readers import unheard
from facts.typed import listing


@periodic(every=timedelta(days=7), description="Tells the operator while no listening service for buyers is published.")
def tell_who_is_unheard() -> str:
    return unheard.tell()


@periodic(
    every=timedelta(minutes=10), description="Reads the numbers of law that are typed in pages that have changed."
)
def read_typed_numbers() -> None:
    listing.refresh()
