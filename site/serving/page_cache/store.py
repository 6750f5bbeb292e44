"""What is kept, within a number of bytes; who makes what; which addresses are not kept."""

import threading
from collections import OrderedDict
from collections.abc import Callable

from serving.page_cache.asking import Address
from serving.page_cache.entries import Entry

Key = tuple[str, ...]
REMEMBERED = 4096  # addresses
ABSENT = 64  # of those without a page whose answer is kept: there is no end to what can be asked for


class Store:
    """Every method is short, and the only one that waits is `Event.wait` of what `begin` returns."""

    def __init__(self, limit: int):
        self.limit = limit
        self.size = 0
        self._entries: OrderedDict[Key, Entry] = OrderedDict()
        self._absent: OrderedDict[Key, None] = OrderedDict()
        self._parameters: OrderedDict[Address, frozenset[str]] = OrderedDict()
        self._refused: OrderedDict[Key, tuple[bytes, float]] = OrderedDict()
        self._builds: dict[Key, threading.Event] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: Key) -> Entry | None:
        """The entry, which becomes the last to go."""
        with self._lock:
            found = self._entries.get(key)
            if found is not None:
                self._entries.move_to_end(key)
                if found.is_absence:
                    self._absent.move_to_end(key)
            return found

    def put(self, key: Key, made: Entry) -> None:
        """Keep an entry in place of an older one; those not asked for longest make room."""
        with self._lock:
            self._remove(key)
            if made.size > self.limit:
                return
            self._entries[key] = made
            self.size += made.size
            if made.is_absence:
                self._absent[key] = None
            if len(self._absent) > ABSENT:
                self._remove(next(iter(self._absent)))
            while self.size > self.limit:
                self._remove(next(iter(self._entries)))

    def drop(self, key: Key) -> None:
        with self._lock:
            self._remove(key)

    def forget(self, wanted: Callable[[Entry], bool]) -> None:
        with self._lock:
            for key in [key for key, entry in self._entries.items() if wanted(entry)]:
                self._remove(key)

    def _remove(self, key: Key) -> None:
        removed = self._entries.pop(key, None)
        if removed is not None:
            self.size -= removed.size
            self._absent.pop(key, None)

    def parameters(self, address: Address) -> frozenset[str] | None:
        """What the page of this address declares; None where it was not seen yet."""
        return self._parameters.get(address)

    def learn(self, address: Address, parameters: frozenset[str]) -> None:
        with self._lock:
            _remember(self._parameters, address, parameters)

    def refuse(self, key: Key, numbers: bytes, until: float) -> None:
        """Until something changes, or this time has come, nobody waits for another's answer under this key."""
        with self._lock:
            _remember(self._refused, key, (numbers, until))

    def is_refused(self, key: Key, numbers: bytes, now: float) -> bool:
        at, until = self._refused.get(key, (b"", 0.0))
        return at == numbers and now < until

    def begin(self, key: Key) -> threading.Event | None:
        """None for the one who makes it; what to wait for where somebody makes it already."""
        with self._lock:
            running = self._builds.get(key)
            if running is None:
                self._builds[key] = threading.Event()
            return running

    def end(self, key: Key) -> None:
        """Whatever came of it, those who wait go on."""
        with self._lock:
            self._builds.pop(key).set()


def _remember(memory: OrderedDict, key: tuple, value: object) -> None:
    memory[key] = value
    memory.move_to_end(key)
    if len(memory) > REMEMBERED:
        memory.popitem(last=False)
