"""Reach in the admin."""

from reach import attribution_views, reports  # noqa: F401 (their hooks)
