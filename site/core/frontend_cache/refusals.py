"""Wagtail's classes for CDNs log what is refused, and go on: here it is an error, so that it is told again."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

LOGGER = "wagtail.frontendcache"
FOLDER = "/wagtail/contrib/frontend_cache/"  # some is logged by no name


class RefusedError(OSError):
    """A cache has answered, and does not forget."""


class _Listener(logging.Handler):
    def __init__(self):
        super().__init__(logging.ERROR)
        self.thread, self.refusal = threading.get_ident(), ""

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self.thread and (record.name == LOGGER or FOLDER in record.pathname):
            self.refusal = self.refusal or record.getMessage()


@contextmanager
def raised() -> Iterator[None]:
    """RefusedError where something was logged as refused within."""
    listener = _Listener()
    logging.getLogger().addHandler(listener)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(listener)
    if listener.refusal:
        raise RefusedError(listener.refusal)
