"""The loop that enqueues periodic work when it is due."""

import logging
import signal
import threading

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections

from operations.heartbeats import Beating
from operations.schedule import register_jobs, tick

SECONDS = 5
logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Enqueues periodic work when it is due. Any number of schedulers may run: each run is enqueued once."

    def handle(self, **options):
        stopping = threading.Event()
        for signum in (signal.SIGINT, signal.SIGTERM):
            signal.signal(signum, lambda *_: stopping.set())
        beating = Beating("scheduler")
        beating.start()
        registered = False
        while not stopping.is_set():
            try:
                if not registered:
                    register_jobs()
                    registered = True
                tick()
            except DatabaseError:
                logger.exception("the database does not answer; trying again in %s seconds", SECONDS)
            close_old_connections()
            stopping.wait(SECONDS)
        beating.stop()
