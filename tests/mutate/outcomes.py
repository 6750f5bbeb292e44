"""What came of the trials of a guard, and which survivors have a reason."""

import tomllib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.mutate.guards import ROOT

REASONS = ROOT / "tests" / "mutants.toml"
KILLED, BROKEN, SURVIVED = "killed", "broken", "survived"
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Outcome:
    """`why`: the test that killed it, what was raised instead, or that no test runs its line."""

    module: str
    line: int
    text: str
    change: str
    outcome: str
    why: str

    @property
    def key(self) -> Key:
        """Without the number of the line, which moves."""
        return self.module, self.text, self.change

    def __str__(self):
        why = f"  ({self.why})" if self.why and self.outcome != KILLED else ""
        return f"  {self.module}:{self.line}  {self.change}{why}"


@dataclass
class Told:
    """Of one guard. A control is a mutant that changes nothing: one that does not survive is a fault of the trial."""

    guard: str
    outcomes: list[Outcome] = field(default_factory=list)
    controls: list[tuple[str, str]] = field(default_factory=list)

    def of(self, outcome: str) -> list[Outcome]:
        return [one for one in self.outcomes if one.outcome == outcome]

    def unexplained(self, reasons: dict[Key, str]) -> list[Outcome]:
        return [one for one in self.of(SURVIVED) if one.key not in reasons]

    @property
    def fault(self) -> str:
        """Why nothing that was found counts; empty where it does."""
        if not self.controls:
            return "nothing was tried"
        return next((f"the control is {outcome} by {why}" for outcome, why in self.controls if outcome != SURVIVED), "")


def reasons(path: Path = REASONS) -> dict[Key, str]:
    """{(module, text of the line, change): why its survival is accepted}."""
    entries = tomllib.loads(path.read_text())["mutant"] if path.exists() else []
    return {(one["module"], one["line"], one["change"]): one["reason"] for one in entries}


def stale(reasons: dict[Key, str], told: list[Told]) -> list[Key]:
    """Reasons for what did not survive, or is no mutant any more, of the modules that were tried."""
    survived = {one.key for guard in told for one in guard.of(SURVIVED)}
    tried = {one.module for guard in told for one in guard.outcomes}
    return [key for key in reasons if key[0] in tried and key not in survived]


def report(told: list[Told], reasons: dict[Key, str]) -> str:
    lines = ["| guard | mutants | killed | broken | survived | with a reason |", "|---|---|---|---|---|---|"]
    for guard in told:
        n = Counter(one.outcome for one in guard.outcomes)
        explained = n[SURVIVED] - len(guard.unexplained(reasons))
        row = (guard.guard, n.total(), n[KILLED], n[BROKEN], n[SURVIVED], explained)
        lines.append(f"| {' | '.join(map(str, row))} |")
    parts = {
        "Faults": [f"  {guard.guard}: {guard.fault}" for guard in told if guard.fault],
        "Broken: no assertion failed, something else did": [one for guard in told for one in guard.of(BROKEN)],
        "Survived, and neither test nor reason": [one for guard in told for one in guard.unexplained(reasons)],
        "Stale in tests/mutants.toml": [f"  {' · '.join(key)}" for key in stale(reasons, told)],
    }
    for title, found in parts.items():
        if found:
            lines += ["", title, *map(str, found)]
    return "\n".join(lines)
