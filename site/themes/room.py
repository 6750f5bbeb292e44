"""What this room gives to others: see `core.registry`."""

from core.registry import Gift

GIVES: list[Gift] = []
