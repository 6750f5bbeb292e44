"""What this room gives to others: see `core.registry`."""

from core.editor import calendar
from core.navigation import outside
from home.events import calendar_events, registration

GIVES = [calendar.EVENTS(calendar_events.public_events), outside.ADDRESSES(registration.addresses)]
