"""Visitors that each ask for one page after another on a connection of their own, and look at every answer.

One thread drives all of them with plain sockets. A visitor asks again when the whole answer has come, so that what is asked, what is
answered and what is counted can be compared to the last one; a site that slows down is asked less often (a closed loop).
"""

import selectors
import socket
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

PHONE = "Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36"
ROBOT = "Googlebot/2.1 (+http://www.google.com/bot.html)"
PATIENCE = 30  # seconds for one answer


@dataclass(frozen=True, slots=True)
class Answer:
    path: str
    status: int  # 0 where the connection broke off
    robot: bool
    began: float
    ended: float

    @property
    def seconds(self) -> float:
        return self.ended - self.began


# Says what is wrong with an answer, or nothing.
Check = Callable[[Answer, bytes], str]


@dataclass
class Visitor:
    """One at most has a request under way."""

    address: tuple[str, int]
    robot: bool
    line: socket.socket | None = None
    path: str = ""
    began: float = 0.0
    got: bytearray = field(default_factory=bytearray)

    def ask(self, path: str) -> None:
        if self.line is None:
            self.line = socket.create_connection(self.address, PATIENCE)
            self.line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        host = f"{self.address[0]}:{self.address[1]}"
        agent = ROBOT if self.robot else PHONE
        self.path, self.began, self.got = path, time.monotonic(), bytearray()
        self.line.sendall(
            f"GET {path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: {agent}\r\nAccept-Encoding: identity\r\n\r\n".encode()
        )

    def hear(self) -> tuple[int, bytes] | None:
        """Status and body once all of it is there; status 0 where it breaks off before."""
        try:
            read = self.line.recv(1 << 18)
        except OSError:
            read = b""
        if not read:
            self.leave()
            return 0, b""
        self.got += read
        head, blank, body = bytes(self.got).partition(b"\r\n\r\n")
        lines = head.lower().split(b"\r\n")
        length = next((int(line[15:]) for line in lines if line.startswith(b"content-length:")), None)
        if not blank or length is None or len(body) < length:
            return None
        if b"connection: close" in lines:
            self.leave()
        return int(lines[0].split()[1]), body

    def leave(self) -> None:
        if self.line is not None:
            self.line.close()
            self.line = None


@dataclass
class Crowd:
    """All visitors and what they were told. `paths` are asked in turn."""

    address: tuple[str, int]
    paths: list[str]
    check: Check
    answers: list[Answer] = field(default_factory=list)
    problems: Counter = field(default_factory=Counter)
    asked: int = 0
    every_robot: int = 16

    def visit(self, plan: list[tuple[int, float]], stage: Callable[[int], None] = lambda number: None) -> None:
        """For each (visitors, seconds): as many at once, for as long. Ends when every answer is there."""
        self.visitors: list[Visitor] = []
        self.busy: dict[int, Visitor] = {}
        with selectors.DefaultSelector() as self.selector:
            for number, (visitors, seconds) in enumerate(plan):
                stage(number)
                self._run(visitors, time.monotonic() + seconds)
            self._run(0, time.monotonic())
        for visitor in self.visitors:
            visitor.leave()

    def _run(self, wanted: int, until: float) -> None:
        """Visitors beyond `wanted` rest when they have their answer."""
        while len(self.visitors) < wanted:
            number = len(self.visitors) + 1
            self.visitors.append(Visitor(self.address, robot=number % self.every_robot == 0))
        for visitor in self.visitors[:wanted]:
            if id(visitor) not in self.busy:
                self._ask(visitor)
        active = {id(visitor) for visitor in self.visitors[:wanted]}
        while self.busy and (time.monotonic() < until or not wanted):
            for key, _events in self.selector.select(0.05):
                self._hear(key.data, goes_on=id(key.data) in active)
            self._lose_patience()

    def _ask(self, visitor: Visitor) -> None:
        path = self.paths[self.asked % len(self.paths)]
        self.asked += 1
        try:
            visitor.ask(path)
        except OSError:
            visitor.leave()
            visitor.began = visitor.began or time.monotonic()
            self._note(visitor, 0, b"")
            return
        self.busy[id(visitor)] = visitor
        self.selector.register(visitor.line, selectors.EVENT_READ, visitor)

    def _hear(self, visitor: Visitor, *, goes_on: bool) -> None:
        connection = visitor.line
        heard = visitor.hear()
        if heard is None:
            return
        self.selector.unregister(connection)
        del self.busy[id(visitor)]
        self._note(visitor, *heard)
        if goes_on:
            self._ask(visitor)

    def _note(self, visitor: Visitor, status: int, body: bytes) -> None:
        answer = Answer(visitor.path, status, visitor.robot, visitor.began, time.monotonic())
        self.answers.append(answer)
        problem = self.check(answer, body)
        if problem:
            self.problems[problem] += 1

    def _lose_patience(self) -> None:
        now = time.monotonic()
        for visitor in [one for one in self.busy.values() if now - one.began > PATIENCE]:
            self.selector.unregister(visitor.line)
            visitor.leave()
            del self.busy[id(visitor)]
            self._note(visitor, 0, b"")
