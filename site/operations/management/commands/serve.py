"""Serve the site with a production server, its worker and its scheduler."""

import os
import socket
import sys
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from core.catalogues import compile_catalogues
from core.desks import NUMBER
from core.file_bodies import MOST
from operations.backup.marks import serving
from operations.backup.problems import BackupError
from operations.static_build import build_static
from operations.supervisor import Child, Supervisor

# Of each web process: connections, of which idle ones take a place too; threads, one for each download and for each page
# that Django makes (core/desks.py); bytes of an answer that wait for a client that reads slowly.
CONNECTIONS, SPARE, WAITING = 512, 32, 64 * 1024
ROOM = ["--backpressure", str(CONNECTIONS), "--blocking-threads", str(MOST + NUMBER + SPARE)]
ROOM += ["--http1-buffer-size", str(WAITING)]
EVERYWHERE = {"fold": ["reach_fold", "--follow"]}
MANAGE = str(Path(settings.BASE_DIR) / "manage.py")


class Command(BaseCommand):
    help = "Serves the site with granian, and runs the background worker and the scheduler beside it."

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1), help="web processes")
        parser.add_argument(
            "--no-worker", action="store_true", help="where another node runs the worker and the scheduler"
        )

    def handle(self, *, host, port, workers, no_worker, **options):
        if not 0 < port < 65536:
            raise CommandError(f"--port is malformed: expected a number from 1 to 65535, got {port}.")
        if workers < 1:
            raise CommandError(f"--workers is malformed: expected a number from 1, got {workers}.")
        self.require_free(host, port)
        try:
            with serving():
                self.serve(host, port, workers, background=not no_worker)
        except BackupError as error:
            raise CommandError(f"Cannot serve: {error}") from None

    def serve(self, host, port, workers, *, background):
        self.require_migrated()
        compile_catalogues()
        build_static()
        connection.close()
        children = processes(host, port, workers, background=background)
        sys.exit(Supervisor(children, lambda: answers(host, port)).run())

    def require_free(self, host, port):
        """Granian would share the port with whatever else serves there, and each answer would come from either."""
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                raise CommandError(
                    f"Cannot serve at {host}:{port}: {error.strerror}. Choose another with --port (PORT= for make)."
                ) from None

    def require_migrated(self):
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise CommandError("The database is not up to date: run `manage.py migrate` first.")


def processes(host: str, port: int, workers: int, *, background: bool) -> list[Child]:
    """The processes of one node."""
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    web += ["--workers", str(workers), "--respawn-failed-workers", "--log-level", "error", "--no-ws", *ROOM]
    web += ["--workers-kill-timeout", "20", "config.wsgi:application"]
    children = [Child("web", web, essential=True)]
    # Each node adds the journal of its own disk to the counts, whoever runs the worker.
    children += [Child(name, [sys.executable, MANAGE, *command]) for name, command in EVERYWHERE.items()]
    if background:
        children += [
            Child(
                "worker",
                [sys.executable, MANAGE, "db_worker", "--queue-name", "*", "--no-startup-delay", "--verbosity", "0"],
            ),
            Child("scheduler", [sys.executable, MANAGE, "scheduler"]),
        ]
    return children


def answers(host: str, port: int) -> bool:
    """Whether a web process answers there, whatever it says."""
    connection = HTTPConnection(host if host not in ("0.0.0.0", "::") else "localhost", port, timeout=2)  # noqa: S104 (a comparison)
    try:
        connection.request("GET", "/healthz", headers={"Host": settings.ALLOWED_HOSTS[0].lstrip(".*") or host})
        return connection.getresponse().status > 0
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
