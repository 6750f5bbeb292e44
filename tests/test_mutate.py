"""What `make mutate` makes of a source, and what it tells of its trials."""

import ast
from textwrap import dedent

from tests.mutate.guards import GUARDS, ROOT
from tests.mutate.mutants import mutants
from tests.mutate.outcomes import KILLED, SURVIVED, Outcome, Told, reasons, report, stale
from tests.mutate.swap import Overlay

SOURCE = '''\
"""A guard."""

LEAST = 11
WAYS = {"open", "closed"}


@register
def refuse(one, *, force: bool = False) -> None:
    """Raises."""
    if not one.live and one.n <= LEAST:
        logger.info("refused %d", 3)
        raise Refused(_("Not %d.") % 7)
    one.seen = True
    return
'''

CHANGES = {
    "11 → 12", "11 → 10", "'open' → (dropped)", "'closed' → (dropped)", "@register def refuse → def refuse", "False → True",
    "not one.live and one.n <= LEAST → one.n <= LEAST", "not one.live and one.n <= LEAST → not one.live",
    "not one.live → one.live", "one.n <= LEAST → one.n < LEAST", "raise Refused(_('Not %d.') % 7) → pass", "7 → 8", "7 → 6",
    "one.seen = True → pass", "True → False", "return → pass",
}  # fmt: skip


def outcome(change: str, came_of_it: str) -> Outcome:
    return Outcome("site/guard.py", 7, "if one:", change, came_of_it, "")


def test_source_is_broken_in_each_place_that_guards_and_in_no_other():
    made = mutants(SOURCE)

    assert sorted(one.change for one in made) == sorted(CHANGES)
    assert {one.change for one in made if one.is_declared} == {
        "11 → 12", "11 → 10", "'open' → (dropped)", "'closed' → (dropped)", "@register def refuse → def refuse",
    }  # fmt: skip


def test_mutant_differs_in_its_own_lines_alone():
    before = ast.unparse(ast.parse(SOURCE)).splitlines()

    for one in mutants(SOURCE):
        after = ast.unparse(one.tree).splitlines()
        if len(after) == len(before):
            assert sum(a != b for a, b in zip(before, after, strict=True)) == 1, one.change
        assert after != before
        compile(one.tree, "guard.py", "exec")


def test_queries_are_widened_and_filters_dropped():
    source = dedent("""
        def found(rows):
            return [row for row in rows.filter(live=True) if row.n & 4]
    """)

    assert {one.change for one in mutants(source)} >= {
        "rows.filter(live=True) → rows.all()",
        "for row in rows.filter(live=True) if row.n & 4 → for row in rows.filter(live=True)",
        "row.n & 4 → row.n",
    }


def test_overlay_serves_a_mutant_in_place_of_the_module_and_no_other():
    path = ROOT / "tests" / "mutate" / "guards.py"
    module = "tests.mutate.guards"
    overlay = Overlay(module, ast.parse("GUARDS = 7"))
    parent = [str(path.parent)]

    spec = overlay.find_spec(module, parent)
    served: dict = {}
    exec(spec.loader.get_code(module), served)

    assert (served["GUARDS"], spec.origin) == (7, str(path))
    assert overlay.find_spec("tests.mutate.mutants", parent) is None


def test_guards_name_files_that_exist():
    for guard in GUARDS.values():
        files = [*guard.modules, *guard.tables, *(f"tests/{one}" for one in guard.tests)]

        assert [one for one in files if not (ROOT / one).is_file()] == []


def test_survivor_counts_unless_it_has_a_reason_and_a_reason_without_one_is_stale(tmp_path):
    file = tmp_path / "mutants.toml"
    entry = '[[mutant]]\nmodule = "site/guard.py"\nline = "if one:"\nchange = "{}"\nreason = "Same."\n'
    file.write_text(entry.format("a → b") + entry.format("c → d"))
    told = Told("guard", [outcome("a → b", SURVIVED), outcome("e → f", SURVIVED), outcome("c → d", KILLED)])
    known = reasons(file)

    assert [one.change for one in told.unexplained(known)] == ["e → f"]
    assert stale(known, [told]) == [("site/guard.py", "if one:", "c → d")]
    assert "| guard | 3 | 1 | 0 | 2 | 1 |" in report([told], known)
    assert "  site/guard.py:7  e → f" in report([told], known)


def test_control_that_does_not_survive_is_a_fault():
    assert Told("guard").fault == "nothing was tried"
    assert Told("guard", controls=[(SURVIVED, ""), (KILLED, "test_x")]).fault == "the control is killed by test_x"
    assert Told("guard", controls=[(SURVIVED, "")]).fault == ""
