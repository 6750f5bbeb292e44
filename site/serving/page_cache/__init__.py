"""Pages that are ready to be sent, kept in the memory of the process that serves them; see docs/adr/0011-page-cache.md.

`PageCache` is the application that config/wsgi.py serves. Rooms may call `changed`, `withdrawn`, `shown_until` and `is_counted`.
"""

from serving.page_cache.changes.tables import unseen
from serving.page_cache.changes.writes import changed, withdrawn
from serving.page_cache.offering import is_counted, shown_until

__all__ = ["changed", "is_counted", "shown_until", "unseen", "withdrawn"]
