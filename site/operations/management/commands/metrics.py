"""Tells Prometheus how the site is doing, on a port of its own."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from prometheus_client import start_http_server

from operations.monitoring.exposition import registry
from serving.web_server import asked


class Command(BaseCommand):
    help = "Serves the numbers of this node to Prometheus on METRICS_HOST and METRICS_PORT; part of `serve`."
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("--host", default=settings.METRICS_HOST)
        parser.add_argument("--port", type=int, default=settings.METRICS_PORT)

    def handle(self, *, host, port, **options):
        if not 0 < port < 65536:
            raise CommandError(f"METRICS_PORT is malformed: expected a number from 1 to 65535, got {port}.")
        stopping = asked.to_stop()
        try:
            server, thread = start_http_server(port, host, registry())
        except OSError as error:
            raise CommandError(
                f"Cannot tell metrics at {host}:{port}: {error.strerror}. Choose another METRICS_PORT."
            ) from None
        stopping.wait()
        server.shutdown()
        server.server_close()
        thread.join(5)
