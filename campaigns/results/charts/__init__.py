"""Counts as shapes that a template draws."""
