"""granian on a socket that it is given, so that the next one can listen on the same: `python -m serving.web_server.granian_server`.

granian opens one for each of its processes, and what waits in the queue of one is reset when that closes
(unless net.ipv4.tcp_migrate_req is set). This module knows nothing of Django: that is loaded by the web processes, where it is not yet.
"""

import argparse
import multiprocessing
import socket
import sys
import time
from pathlib import Path

from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels, logger
from granian.net import SocketHolder
from granian.server import Server

from serving.web_server.restarts import Restarts

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
    restarts = Restarts()

    def _init_shared_socket(self) -> None:
        self._ssp, self._shd = None, SocketHolder(self.descriptor, False, QUEUE)
        # Closed when its processes are told to end: who connects from then on is refused, or is taken by the next server.
        self._sso = socket.socket(fileno=self.descriptor)

    def _serve_loop(self, spawn_target, target_loader) -> None:
        """In place of granian's, which ends all of them where one ends twice within five seconds."""
        while not self.interrupt_signal:
            self.main_loop_interrupt.wait(self.restarts.seconds_left())
            self.main_loop_interrupt.clear()
            while self.interrupt_children:
                if not self._start_again(self.interrupt_children[0]):
                    return  # what is left there makes its status 1
                self.interrupt_children.pop(0)
            if due := self.restarts.due():
                self._respawn_workers(due, spawn_target, target_loader)

    def _start_again(self, index: int) -> bool:
        """When it is time; not at all where that is of no use."""
        process = self.wrks[index]
        name, status = f"web process {index + 1}", process.inner.exitcode
        if self.restarts.is_hopeless(index, status):
            logger.error("%s cannot be started (status %s), and the server ends", name, status)
            return False
        wait = self.restarts.plan(index, time.monotonic() - process.birth)
        logger.error("%s ended with status %s; it is started again in %g s", name, status, wait)
        return True


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--fd", type=int, help="a socket that listens there already")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--connections", type=int, required=True)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--buffer", type=int, required=True)
    parser.add_argument("--grace", type=int, required=True)
    parser.add_argument(
        "--restarts", type=Path, help="a file that grows by a byte with each process that is started again"
    )
    parser.add_argument(
        "application", nargs="?", default="config.wsgi:application", help="of another site, to be compared with"
    )
    asked = parser.parse_args(arguments)
    if sys.platform == "linux":
        multiprocessing.set_start_method("fork")  # the only one in which a process inherits the socket
    server = OnOneSocket(
        asked.application,
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
    server.restarts = Restarts(asked.restarts)
    server.serve()


if __name__ == "__main__":
    main()
