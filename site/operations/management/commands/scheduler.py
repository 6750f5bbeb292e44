"""The loop that enqueues periodic work when it is due."""

import logging

from django.core.management.base import BaseCommand
from django.db import Error, close_old_connections

from operations.heartbeats import Beating
from operations.lost_work import take_back
from operations.schedule import register_jobs, tick
from serving.web_server import asked
from serving.web_server.asked import Asked

SECONDS = 5
logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Enqueues periodic work when it is due. Any number of schedulers may run: each run is enqueued once."

    def handle(self, **options):
        stopping = asked.to_stop()
        with Beating("scheduler"):
            self.go_on(stopping)

    def go_on(self, stopping: Asked) -> None:
        registered = False
        while not stopping.is_set():
            try:
                if not registered:
                    register_jobs()
                    registered = True
                tick()
                take_back()
            except Error:
                logger.exception("the database does not answer; trying again in %s seconds", SECONDS)
            close_old_connections()
            stopping.wait(SECONDS)
