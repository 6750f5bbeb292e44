"""Reach in the admin."""

from reach.attribution import views  # noqa: F401 (their hooks)
