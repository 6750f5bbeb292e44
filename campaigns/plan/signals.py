"""What other rooms, and other parts of this one, may listen to."""

from django.dispatch import Signal

# Sent once a recall is committed; provides items, reason, user.
items_recalled = Signal()
