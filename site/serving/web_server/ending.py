"""How a web process makes way for the next one: it takes no new connection, and ends each with its next answer.

The next process listens on the same socket meanwhile, so that nobody is refused and nothing that waits there is lost.
"""

import os
import socket
import stat
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from serving.web_server import probes
from serving.web_server.presence import GENERATION, Presence


def be_present(application: Any) -> Presence | None:
    """In a process that `serve` started: say so, and end when it is told."""
    generation = os.environ.get(GENERATION)
    if not generation:
        return None
    presence = Presence(generation, ready=lambda: probes.readyz()[0] == 200, drain=lambda: end(application))
    presence.start()
    return presence


def end(application: Any) -> None:
    probes.STOPPING.set()
    let_connections_end(application)
    take_no_more()


def let_connections_end(application: Any) -> None:
    """The server holds this very object: giving it another class costs nothing as long as the process serves."""
    before = type(application)

    class Ending(before):
        def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
            def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
                return start_response(status, [*headers, ("Connection", "close")], *rest)

            return super().__call__(environ, start)

    application.__class__ = Ending


def take_no_more() -> int:
    """Put a socket to which nobody connects in the place of the one that is shared; how many were replaced.

    Closing that one would do as little as the server's own end does for who has connected and not been accepted.
    """
    replaced = 0
    opened = Path("/proc/self/fd")
    for descriptor in [int(path.name) for path in opened.iterdir()] if opened.is_dir() else []:
        if _listens(descriptor):
            with socket.socket() as nobody:
                nobody.setblocking(False)
                nobody.bind(("127.0.0.1", 0))
                nobody.listen(1)
                os.dup2(nobody.fileno(), descriptor)
            replaced += 1
    return replaced


def _listens(descriptor: int) -> bool:
    try:
        if not stat.S_ISSOCK(os.fstat(descriptor).st_mode):
            return False
        copy = socket.socket(fileno=os.dup(descriptor))
    except OSError:
        return False
    with copy:
        return copy.family in (socket.AF_INET, socket.AF_INET6) and bool(
            copy.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)
        )
