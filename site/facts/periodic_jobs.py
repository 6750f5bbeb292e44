"""The periodic work of this room."""

from datetime import timedelta

from core.periodic import periodic
from facts import unheard


@periodic(every=timedelta(days=7), description="Tells the operator while no listening service for buyers is published.")
def tell_who_is_unheard() -> str:
    return unheard.tell()
