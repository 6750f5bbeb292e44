"""Serve the site with a production server, its worker and its scheduler."""

import itertools
import os
import socket
import sys
import time
from functools import partial
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from core.upkeep.unapplied import unapplied
from core.words.catalogues import compile_catalogues
from operations.backup.marks import serving
from operations.backup.problems import BackupError
from operations.static_build import build_static
from serving.desks import NUMBER
from serving.files.bodies import MOST
from serving.web_server import granian_server, presence
from serving.web_server.renewal import Renewal
from serving.web_server.supervisor import STOP_AFTER, Child, Supervisor

# Of each web process: connections, of which idle ones take a place too; threads, one for each download and for each page
# that Django makes (serving/desks.py); bytes of an answer that wait for a client that reads slowly.
CONNECTIONS, SPARE, WAITING = 512, 32, 64 * 1024
ROOM = ["--connections", str(CONNECTIONS), "--threads", str(MOST + NUMBER + SPARE), "--buffer", str(WAITING)]
MANAGE = str(Path(settings.BASE_DIR) / "manage.py")
_generations = itertools.count(1)


class Command(BaseCommand):
    help = "Serves the site with granian, and runs the background worker and the scheduler beside it."

    # Asked below, where it serves: Django's checks write to SQLite, and the demonstration's content is being written beside --prepare.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1), help="web processes")
        parser.add_argument(
            "--no-worker", action="store_true", help="where another node runs the worker and the scheduler"
        )
        parser.add_argument(
            "--grace", type=int, default=STOP_AFTER, help="seconds that downloads under way are given to end"
        )
        parser.add_argument(
            "--drain", type=int, default=0, help="seconds for which /readyz says no before the end of the node begins"
        )
        parser.add_argument("--prepare", action="store_true", help="make what serving needs, and serve nothing")

    def handle(self, *, host, port, workers, no_worker, grace=STOP_AFTER, drain=0, prepare=False, **options):
        if not 0 < port < 65536:
            raise CommandError(f"--port is malformed: expected a number from 1 to 65535, got {port}.")
        for name, given in (("--workers", workers), ("--grace", grace)):
            if given < 1:
                raise CommandError(f"{name} is malformed: expected a number from 1, got {given}.")
        if not prepare:
            if not options.get("skip_checks"):
                self.check()
            if said := leads_elsewhere(port):
                self.stderr.write(said)
        listening = None if prepare else self.listen(host, port)
        try:
            with serving():
                self.prepare()
                if listening is not None:
                    sys.exit(supervise(listening, host, port, workers, not no_worker, grace, drain))
        except BackupError as error:
            raise CommandError(f"Cannot serve: {error}") from None

    def prepare(self):
        self.require_migrated()
        compile_catalogues()
        build_static()
        connections.close_all()

    def listen(self, host: str, port: int) -> socket.socket:
        """The socket that all web processes of this node accept from, those after a restart, too."""
        try:
            return granian_server.listener(host, port)
        except OSError as error:
            raise CommandError(
                f"Cannot serve at {host}:{port}: {error.strerror}. Choose another with --port (PORT= for make)."
            ) from None

    def require_migrated(self):
        if unapplied():
            raise CommandError("The database is not up to date: run `manage.py migrate` first.")


def leads_elsewhere(port: int) -> str:
    """What to say where nothing stands in front, and all that is made leads to another port."""
    site = urlsplit(settings.BASE_URL)
    if settings.HTTPS or settings.TRUSTED_PROXIES or port == (site.port or {"http": 80, "https": 443}[site.scheme]):
        return ""
    return (
        f"Links, posters, cards and mails lead to {settings.BASE_URL}, as BASE_URL says; this serves port {port}. "
        "Serve with the --port that it names, or set BASE_URL, unless something passes the one on to the other."
    )


def supervise(
    listening: socket.socket, host: str, port: int, workers: int, background: bool, grace: int, drain: int
) -> int:
    """Until the node is stopped; returns its exit status."""
    descriptor = listening.fileno()
    children = processes(host, port, workers, background=background, grace=grace, descriptor=descriptor)

    def renew(supervisor: Supervisor) -> Renewal:
        prepare = Child("prepare", [sys.executable, MANAGE, "serve", "--prepare"])
        return Renewal(supervisor, prepare, web(host, port, workers, grace, descriptor), workers, grace)

    def before_stop() -> None:
        if drain:
            presence.drain(supervisor.children[0].environment[presence.GENERATION])
            time.sleep(drain)
        listening.close()

    supervisor = Supervisor(children, lambda: answers(host, port), renew, grace, before_stop)
    return supervisor.run()


def web(host: str, port: int, workers: int, grace: int, descriptor: int | None = None) -> Child:
    """The web server; its processes end those of their answers that take longer than `grace`."""
    asked = ["--host", host, "--port", str(port), "--workers", str(workers), *ROOM, "--grace", str(max(1, grace - 5))]
    asked += ["--restarts", str(presence.restarts_tally())]
    if descriptor is not None:
        asked += ["--fd", str(descriptor)]
    generation = f"{os.getpid()}-{next(_generations)}"
    shares = () if descriptor is None else (descriptor,)
    return Child(
        "web",
        [sys.executable, "-m", "serving.web_server.granian_server", *asked],
        essential=True,
        shares=shares,
        environment={presence.GENERATION: generation},
        work=partial(granian_server.main, asked),
    )


def processes(
    host: str, port: int, workers: int, *, background: bool, grace: int = STOP_AFTER, descriptor: int | None = None
) -> list[Child]:
    """The processes of one node."""
    children = [web(host, port, workers, grace, descriptor)]
    # Each node adds the journal of its own disk to the counts, whoever runs the worker.
    commands = {"fold": ["reach_fold", "--follow"]}
    if settings.METRICS_PORT:
        commands["metrics"] = ["metrics"]
    if background:
        commands["worker"] = ["db_worker", "--queue-name", "*", "--no-startup-delay", "--verbosity", "0"]
        commands["scheduler"] = ["scheduler"]
    return children + [
        Child(name, [sys.executable, MANAGE, *command], work=partial(call_command, *command))
        for name, command in commands.items()
    ]


def answers(host: str, port: int) -> bool:
    """Whether a web process answers there, whatever it says."""
    connection = HTTPConnection(host if host not in ("0.0.0.0", "::") else "localhost", port, timeout=2)  # noqa: S104 (a comparison)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status > 0
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
