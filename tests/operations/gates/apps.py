"""Between the steps of a backup, ten more events are appended and folded: once before the journal is read, once after it."""

import os
from contextlib import contextmanager

from django.apps import AppConfig


class GatesConfig(AppConfig):
    name = "tests.operations.gates"

    def ready(self):
        from core.upkeep.backups import PARTS, Part

        if "BACKUP_GATES" not in os.environ:
            return
        journal = PARTS.pop("journal")
        PARTS.add(
            {"before": Part("before", held, None, None), "journal": journal, "after": Part("after", held, None, None)}
        )


@contextmanager
def held():
    yield grow


def grow():
    from django.utils import timezone

    from core.measures.indicators import Indicator
    from reach.events import Event
    from reach.folding.fold import fold
    from reach.journal import journal

    hour = journal.bucket_of(False, timezone.now())
    for page in range(1, 11):
        journal.append(Event(hour, Indicator.VIEW, "public", page=page))
    assert fold().lines == 10
    return ()
