"""A thread of each serving process that hears what other nodes change, and looks once a second at the file of this one."""

import atexit
import logging
import os
import threading

from serving.page_cache.changes.node import Node

logger = logging.getLogger(__name__)

SECOND = 1.0


class Watcher:
    """Starts with the first request, so that it lives in the process that serves; a fork begins without it."""

    def __init__(self, node: Node):
        self.node = node
        self.is_started = False
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()
        os.register_at_fork(after_in_child=self._forget)

    def start(self) -> None:
        with self._lock:
            if self.is_started:
                return
            self.is_started = True
            self._stopping.clear()
            self._thread = threading.Thread(target=self._run, name="page-cache", daemon=True)
            self._thread.start()
            atexit.register(self.stop)

    def stop(self) -> None:
        self._stopping.set()
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.join(3 * SECOND)
        self.is_started = False
        atexit.unregister(self.stop)

    def _forget(self) -> None:
        self.is_started, self._thread, self._lock = False, None, threading.Lock()

    def _run(self) -> None:
        lost = False
        while not self._stopping.is_set():
            try:
                self.node.listen_once(SECOND)
                if lost:
                    logger.warning("page cache: other nodes are heard again")
                lost = False
            except Exception as error:
                if not lost:
                    logger.warning("page cache: other nodes are not heard, pages are renewed each minute: %s", error)
                lost = True
                self._close()
                self._stopping.wait(SECOND)
            if self.node.others is None:
                self._stopping.wait(SECOND)
        self._close()

    def _close(self) -> None:
        try:
            if self.node.others is not None:
                self.node.others.close()
        except Exception as error:
            logger.info("page cache: %s", error)
