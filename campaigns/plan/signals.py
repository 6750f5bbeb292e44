"""What other rooms, and other parts of this one, may listen to."""

from django.dispatch import Signal

# Sent once a recall is committed; provides items, reason, user.
items_recalled = Signal()

# Sent by whoever knows the help of places; provides territories, by their codes.
place_help_changed = Signal()
