"""Nothing is rehearsed in silence: what a test of faults needs and does not find is told, and fails where it must be there."""

import re

import pytest

from tests.lacking import lacking
from tests.live import ROOT

NEEDED = "Redis is not installed: on Debian, `apt-get install redis-server`."


@pytest.fixture
def told(monkeypatch):
    """A variable is set, or is not."""

    def tell(**variables: str) -> None:
        for name in ("REQUIRE_MACHINE", "FAULTS"):
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)

    return tell


def test_test_is_skipped_where_nobody_asks_for_the_whole_machine(told):
    told(FAULTS="full")

    with pytest.raises(pytest.skip.Exception, match="apt-get install redis-server"):
        lacking(NEEDED)


def test_test_fails_with_what_to_install_where_somebody_does(told):
    told(REQUIRE_MACHINE="1")

    with pytest.raises(pytest.fail.Exception, match="apt-get install redis-server"):
        lacking(NEEDED)


@pytest.mark.parametrize(("form", "outcome"), [("", pytest.skip.Exception), ("full", pytest.fail.Exception)])
def test_what_no_package_offers_must_be_there_for_the_full_form_alone(told, form, outcome):
    told(REQUIRE_MACHINE="1", FAULTS=form)

    with pytest.raises(outcome, match="root"):
        lacking("Only root may mount a small disk.", offered=False)


def test_full_form_and_checks_of_a_change_ask_for_the_whole_machine():
    _before, _target, recipe = (ROOT / "Makefile").read_text().partition("\nrehearse:")
    commands = re.findall(r"^\t@(.*pytest.*)$", recipe.partition("\n\n")[0], re.MULTILINE)

    assert [command for command in commands if "FAULTS=full" not in command or "REQUIRE_MACHINE=1" not in command] == []
    assert len(commands) == 3
    assert "REQUIRE_MACHINE=1" in (ROOT / ".ci" / "run").read_text()


def test_tests_of_faults_skip_nothing_by_themselves():
    skip = re.compile(r"pytest\.(skip\(|mark\.skip|importorskip)")
    files = [*(ROOT / "tests" / "faults").glob("*.py"), *(ROOT / "tests" / "deploy").glob("*.py")]

    assert [file.name for file in files if skip.search(file.read_text())] == [
        "test_one_machine.py"
    ]  # short and full form
