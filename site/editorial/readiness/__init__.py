"""The readiness checks of this room: what is translated, approved and equal in its numbers; what pages look like inside."""
