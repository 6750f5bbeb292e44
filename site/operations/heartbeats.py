"""Worker and scheduler say once a minute that they live: whoever watches the site sees that one is silent."""

import logging
import threading
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, connection

from operations.models import Heartbeat
from serving.clock import shared_now

EVERY = 60.0  # seconds
SILENT = timedelta(minutes=5)
KEPT = timedelta(days=7)  # of a machine that is gone
NAMES = ("worker", "scheduler")
logger = logging.getLogger(__name__)


def beat(name: str) -> None:
    key = f"{name}@{settings.NODE_NAME}"
    Heartbeat.objects.update_or_create(key=key, defaults={"name": name, "node": settings.NODE_NAME, "at": shared_now()})


def last(name: str) -> datetime | None:
    """The last word of any node."""
    return Heartbeat.objects.filter(name=name).order_by("-at").values_list("at", flat=True).first()


def forget_old() -> None:
    Heartbeat.objects.filter(at__lt=shared_now() - KEPT).delete()


class Beating(threading.Thread):
    """Beats beside the work, however long that takes. What hangs in it shows in the age of what is queued."""

    def __init__(self, name: str):
        super().__init__(name=f"heartbeat-{name}", daemon=True)
        self.of = name
        self.stopping = threading.Event()

    def __enter__(self) -> "Beating":
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()

    def run(self) -> None:
        while True:
            try:
                beat(self.of)
            except DatabaseError as error:
                logger.warning("the %s could not say that it lives: %s", self.of, type(error).__name__)
            finally:
                connection.close()
            if self.stopping.wait(EVERY):
                return

    def stop(self) -> None:
        self.stopping.set()
        self.join(5)
