"""Which tables no public page shows."""

from core.page_cache import unseen

unseen("cards_printedcards")
