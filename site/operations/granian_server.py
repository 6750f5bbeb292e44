"""granian on a socket that it is given, so that the next one can listen on the same: `python -m operations.granian_server`.

granian opens one for each of its processes, and what waits in the queue of one is reset when that closes
(unless net.ipv4.tcp_migrate_req is set). This module knows nothing of Django: that is loaded by the web processes.
"""

import argparse
import multiprocessing
import os
import socket
import sys

from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.net import SocketHolder
from granian.server import Server

QUEUE = 1024  # connections that wait to be accepted
# A proxy, which speaks HTTP/1.1 here, sends headers in one go: who takes longer holds a place that others need.
HEADER_SECONDS = 10
# Named, not imported: what is above this room is found when granian logs.
FORMATTER = {"()": "config.logs.formatter"}
HANDLER = {"class": "logging.StreamHandler", "formatter": "generic", "filters": ["without_secrets"]}
LOG = {
    "formatters": {"generic": FORMATTER, "access": FORMATTER},
    "filters": {"without_secrets": {"()": "config.logs.WithoutSecrets"}},
    "handlers": {"console": HANDLER, "access": HANDLER},
}


def listener(host: str, port: int) -> socket.socket:
    """OSError where something serves there already."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen(QUEUE)
    except OSError:
        made.close()
        raise
    made.setblocking(False)
    made.set_inheritable(True)
    return made


class OnOneSocket(Server):
    """All its processes accept from a socket that was made before, which nobody closes as long as anybody serves."""

    descriptor = -1

    def _init_shared_socket(self) -> None:
        self._ssp = self._sso = None
        self._sfd = self.descriptor
        self._shd = SocketHolder(self.descriptor, False, QUEUE)

    def _drop_shared_socket(self) -> None:
        # Its processes end: who connects from now on is refused, or is taken by the next server.
        os.close(self.descriptor)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--fd", type=int, help="a socket that listens there already")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--connections", type=int, required=True)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--buffer", type=int, required=True)
    parser.add_argument("--grace", type=int, required=True)
    asked = parser.parse_args()
    if sys.platform == "linux":
        multiprocessing.set_start_method("fork")  # the only one in which a process inherits the socket
    server = OnOneSocket(
        "config.wsgi:application",
        address=asked.host,
        port=asked.port,
        interface=Interfaces.WSGI,
        workers=asked.workers,
        blocking_threads=asked.threads,
        backpressure=asked.connections,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_SECONDS * 1000, max_buffer_size=asked.buffer),
        websockets=False,
        log_level=LogLevels.error,
        log_dictconfig=LOG,
        respawn_failed_workers=True,
        workers_kill_timeout=asked.grace,
    )
    server.descriptor = asked.fd if asked.fd is not None else listener(asked.host, asked.port).detach()
    server.serve()


if __name__ == "__main__":
    main()
