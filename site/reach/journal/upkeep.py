"""What each node does for its own journal beside the fold: its files lie on its own disk, and no other node reaches them."""

import logging
import time

from reach.journal.rereading import due, reread
from reach.models import Segment
from reach.retention import remove_segments
from serving.clock import WRONG, apart, shared_now

EVERY = 3600.0  # seconds
logger = logging.getLogger(__name__)


class Upkeep:
    """Asked after each pass of the fold, which goes on whatever fails here: what does is logged, and tried again in an hour."""

    def __init__(self):
        self._due = float("-inf")
        self._unread: list[Segment] = []

    def tend(self) -> None:
        try:
            if time.monotonic() >= self._due:
                self._due = time.monotonic() + EVERY
                self._unread = due()
                remove_old_segments()
            elif self._unread:
                reread(self._unread.pop())  # one at a time: the fold goes on in between
        except Exception:
            logger.exception("the journal of this machine could not be looked after")


def remove_old_segments() -> None:
    """None on a machine whose clock is wrong: it would remove them early."""
    if (difference := apart()) > WRONG:
        logger.error("no journal is removed: the clocks of this machine and of the database are %s apart", difference)
        return
    removed, missing = remove_segments(shared_now())
    if removed or missing:
        logger.info("%s segments removed, %s were missing", removed, missing)
