"""Appends events until it is killed, and writes a byte for each that was acknowledged; folds beside it, as a node does."""

import os
import threading
import time

import django

django.setup()

from django.db import DatabaseError, connections  # noqa: E402
from django.utils import timezone  # noqa: E402

from core.measures.indicators import Indicator  # noqa: E402
from reach.events import Event  # noqa: E402
from reach.folding import fold as folding  # noqa: E402
from reach.journal import journal  # noqa: E402

journal.SEGMENT_BYTES = 400_000  # so that several segments are begun while a backup is made
journal.WINDOW_BYTES = 2**16
folding.CHUNK_BYTES = 20_000


def fold_on() -> None:
    while True:
        try:
            folding.fold()
        except DatabaseError:
            connections.close_all()


def main() -> None:
    threading.Thread(target=fold_on, daemon=True).start()
    hour, page = journal.bucket_of(False, timezone.now()), 0
    while True:
        page = page % 40 + 1
        if journal.append(Event(hour, Indicator.VIEW, "public", page=page, locale="fr")):
            os.write(1, b".")
        if page % 10 == 0:
            time.sleep(0.001)  # so that the fold keeps up: its positions are then at the very end of the journal


main()
