"""What is wrong with a file, a row or a cell: where it shows, and what to do about it."""

from dataclasses import dataclass, field

MAX_SHOWN = 100


@dataclass(frozen=True)
class Problem:
    """`line` is None where it is about the whole file; `place` is the heading of its column, or how its sentence begins."""

    line: int | None
    place: str
    reason: str
    kind: str = ""


@dataclass
class Problems:
    """The first hundred, and how many there are."""

    shown: list[Problem] = field(default_factory=list)
    total: int = 0

    def add(self, line: int | None, reason: str, place: str = "", kind: str = "") -> None:
        self.total += 1
        if len(self.shown) < MAX_SHOWN:
            self.shown.append(Problem(line, place, reason, kind))

    def merged(self, other: "Problems") -> "Problems":
        """Both, in the order of the file."""
        shown = sorted([*self.shown, *other.shown], key=lambda one: one.line or 0)
        return Problems(shown[:MAX_SHOWN], self.total + other.total)

    @property
    def more(self) -> int:
        return self.total - len(self.shown)

    def __bool__(self):
        return self.total > 0


class FileRefusedError(Exception):
    """A file that is not read on: for one reason, at a line where it shows, or for all its `problems`."""

    def __init__(
        self,
        reason: str = "",
        line: int | None = None,
        place: str = "",
        kind: str = "",
        problems: Problems | None = None,
    ):
        super().__init__(reason)
        self.problems = problems or Problems()
        if reason:
            self.problems.add(line, reason, place, kind)


class NotAppliedError(Exception):
    """Nothing was written; `message` says why and what to do, `problems` where in the file."""

    def __init__(self, message: str, problems: Problems | None = None):
        super().__init__(message)
        self.message, self.problems = message, problems or Problems()


class CellError(ValueError):
    """A cell that cannot be taken, and what to do about it; `column` is what it is for, where that is not plain."""

    def __init__(self, reason: str, column: str = ""):
        super().__init__(reason)
        self.reason, self.column = reason, column
