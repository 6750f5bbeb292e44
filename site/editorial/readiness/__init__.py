"""The readiness checks of this room: what is translated, approved and equal in its numbers; what pages look like inside."""

from editorial.readiness import pages, texts

__all__ = ["pages", "texts"]
