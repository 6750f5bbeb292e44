"""What `manage.py doctor` looks at: rooms give checks; `operations` asks them all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from core import registry

Level = Literal["ok", "warning", "problem"]


@dataclass(frozen=True)
class Finding:
    """What was found, in one line, and what to do about it, in another."""

    level: Level
    said: str
    remedy: str = ""


def ok(said: str) -> Finding:
    return Finding("ok", said)


def warning(said: str, remedy: str) -> Finding:
    return Finding("warning", said, remedy)


def problem(said: str, remedy: str) -> Finding:
    return Finding("problem", said, remedy)


Ask = Callable[[], Finding | Iterable[Finding]]


@dataclass(frozen=True)
class Check:
    """`needs_database` spares whoever asks one timeout after the other where that is away."""

    name: str
    ask: Ask
    needs_database: bool

    do_not_call_in_templates = True

    def __call__(self) -> Finding | Iterable[Finding]:
        return self.ask()


CHECKS = registry.Named(Check)


def check(name: str, *, needs_database: bool = False) -> Callable[[Ask], Check]:
    """Make a check of a function that says what it finds. What it says may be shown in a log: no secret, no person."""
    return lambda ask: Check(name, ask, needs_database)


def worst(findings: Iterable[Finding]) -> Level:
    levels = {finding.level for finding in findings}
    return "problem" if "problem" in levels else "warning" if "warning" in levels else "ok"
