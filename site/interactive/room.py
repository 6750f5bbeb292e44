"""What this room gives to others: see `core.registry`."""

from core.measures import causes

GIVES = [causes.MARKS(causes.seen_by(r'data-module="[^"]*/js/self_check\.', "check_start", "check_done"))]
