"""Asks every check of the doctor, beside each other: one that hangs is cut off, one that breaks is named."""

import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial

from django.db import connections

from core.upkeep.doctor import CHECKS, Check, Finding, ok, problem, warning, worst

PATIENCE = 20.0  # seconds
FIRST = {"database": "the database does not answer", "migrations": "the database is not up to date"}


@dataclass
class Examined:
    check: str
    findings: list[Finding] = field(default_factory=list)


def every() -> dict[str, Check]:
    """Those of the lowest room first; a module that cannot be read is a check that fails."""
    checks = CHECKS.load()
    return checks | {name: Check(name, partial(_fail, error), False) for name, error in CHECKS.broken.items()}


def _fail(error: Exception) -> Finding:
    raise error


def examine(checks: dict[str, Check], patience: float = PATIENCE) -> list[Examined]:
    """In their order. The database is asked first: without it, and before it is migrated, others are spared."""
    found: dict[str, list[Finding]] = {}
    away: Finding | None = None
    for name, why in FIRST.items():
        if name in checks and away is None:
            found |= _asked([checks[name]], patience)
            if worst(found[name]) == "problem":
                away = warning(f"Not looked at: {why}.", "Mend that first, then ask again.")
    rest = [one for name, one in checks.items() if name not in found and not (away and one.needs_database)]
    found |= _asked(rest, patience)
    return [Examined(name, found.get(name) or [away]) for name in checks]


def _asked(checks: Iterable[Check], patience: float) -> dict[str, list[Finding]]:
    answers: dict[str, list[Finding]] = {}
    threads = {one.name: threading.Thread(target=_ask, args=(one, answers), daemon=True) for one in checks}
    for thread in threads.values():
        thread.start()
    until = time.monotonic() + patience
    for thread in threads.values():
        thread.join(max(0.0, until - time.monotonic()))
    late = f"No answer within {patience:g} seconds."
    given = dict(answers)
    return {
        name: given.get(name) or [problem(late, f"See what the check “{name}” waits for: a disk, a server, a network.")]
        for name in threads
    }


def _ask(check: Check, answers: dict[str, list[Finding]]) -> None:
    try:
        said = check.ask()
        answers[check.name] = [said] if isinstance(said, Finding) else list(said) or [ok("Nothing to say.")]
    except Exception as error:
        # Its words may name a user or a password.
        answers[check.name] = [
            problem(
                f"The check itself failed: {type(error).__name__}.",
                f"Run `manage.py doctor --only {check.name} --traceback`, and report what it says.",
            )
        ]
    finally:
        connections.close_all()
