"""Tells a cache in front of the site (nginx, Varnish, a CDN) what it may not show any more; off unless the operator names one.

What is to be forgotten is written down in the transaction that takes it away, and told by the worker, until the cache has
heard it or, after a day, the operator must.
"""

from core.frontend_cache.outbox import forget_file, later

__all__ = ["forget_file", "later"]
