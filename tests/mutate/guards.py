"""The guards that matter: where each stands, and the quick tests that hold it."""

from dataclasses import dataclass
from pathlib import Path

from tests.mutate.mutants import Mutant, mutants

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Guard:
    """`modules` are broken, `tests` have to notice: files below `tests/`.

    Of `tables`, modules too, functions alone are broken: what stands in their rows gives, and a row less breaks no guard.
    """

    modules: tuple[str, ...]
    tests: tuple[str, ...]
    tables: tuple[str, ...] = ()

    def mutants(self) -> list[tuple[str, Mutant]]:
        """(path, mutant), always in the same order."""
        found = [(path, one) for path in (*self.modules, *self.tables) for one in mutants((ROOT / path).read_text())]
        return [(path, one) for path, one in found if not (path in self.tables and one.is_declared)]


GUARDS = {
    "letterbox": Guard(
        ("site/letterbox/rules.py", "site/letterbox/models/message.py", "site/letterbox/post/receiving.py"),
        ("letterbox/test_rules.py", "letterbox/test_desk.py", "letterbox/test_sending.py"),
    ),
    "sign-off": Guard(
        ("site/core/publication/sign_off.py",),
        ("core/publication/test_sign_off.py", "editorial/sign_off/test_sign_off.py", "editorial/sign_off/test_cost.py"),
    ),
    "approvals": Guard(
        ("site/editorial/sign_off/approvals.py", "site/editorial/sign_off/four_eyes.py"),
        (
            "editorial/sign_off/test_four_eyes.py",
            "editorial/sign_off/test_one_person.py",
            "editorial/sign_off/test_sign_off.py",
            "editorial/translation/test_quality.py",
            "facts/test_withholding.py",
        ),
    ),
    "permissions": Guard(
        ("site/editorial/access/reach.py",),
        ("editorial/access/test_permission_matrix.py",),
        tables=("site/editorial/access/roles.py", "site/core/editor/roles.py"),
    ),
    "zones": Guard(
        ("site/core/protection/zones.py", "site/core/navigation/signposts.py", "site/core/navigation/frame.py"),
        (
            "core/protection/test_zones.py",
            "core/navigation/test_signposts.py",
            "core/protection/test_discretion.py",
            "core/words/test_languages.py",
            "core/web/test_errors.py",
        ),
    ),
    "fold": Guard(
        ("site/reach/folding/fold.py", "site/reach/folding/settling.py"),
        (
            "reach/folding/test_settling.py",
            "reach/folding/test_fold.py",
            "reach/journal/test_beats.py",
            "reach/journal/test_apart.py",
            "reach/figures/test_live.py",
        ),
    ),
    "disclosure": Guard(("campaigns/results/figures/disclosure.py",), ("results/figures/test_disclosure.py",)),
    "withdrawal": Guard(
        (
            "site/core/publication/withdrawal.py",
            "site/core/models/withdrawal.py",
            "site/core/publication/cached.py",
            "site/testimonies/consent/withdrawing.py",
        ),
        ("core/publication/test_withdrawal.py", "testimonies/test_withdrawal.py", "testimonies/test_everywhere.py"),
    ),
    "takedown": Guard(
        ("site/editorial/takedown/acts.py",),
        ("editorial/takedown/test_takedown.py", "editorial/takedown/test_takedown_edges.py"),
    ),
}
