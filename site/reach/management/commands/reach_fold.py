"""Adds the journal to the counts: once, or as long as the node runs."""

import logging

from django.core.management.base import BaseCommand
from django.db import Error, close_old_connections, connection

from reach.folding.fold import fold
from reach.journal.upkeep import Upkeep
from serving.web_server import asked

SECONDS = 1
logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Adds what the journals on this machine hold to the counts. Any number may run: each line is added once."

    def add_arguments(self, parser):
        parser.add_argument("--follow", action="store_true", help="go on until stopped, once a second")

    def handle(self, *, follow, **options):
        if not follow:
            done = fold()
            self.stdout.write(f"{done.lines} lines folded, {done.torn} torn, {done.sealed} segments sealed")
            return
        stopping = asked.to_stop()
        upkeep = Upkeep()
        while not stopping.is_set():
            try:
                fold()
                upkeep.tend()
            except Error as error:
                logger.error("the database does not answer, the journal grows: %s", error)
                connection.close()
            close_old_connections()
            stopping.wait(SECONDS)
