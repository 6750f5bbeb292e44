"""Which tables no public page shows."""

from serving.page_cache import unseen

unseen("cards_printedcards")
