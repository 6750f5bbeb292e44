"""What this room gives to others: see `core.registry`."""

from core.navigation.slots import PLACES
from core.publication import cached
from home import slots

GIVES = [
    PLACES["not_found"](slots.search_form, slots.doors),
    cached.UNSEEN("home_synonym"),  # the search reads it, and is never kept
]
