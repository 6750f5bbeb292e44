"""What this machine lacks that a test needs: the test is skipped, unless somebody has said that nothing may be."""

import os
from typing import NoReturn

import pytest


def lacking(what: str, *, offered: bool = True) -> NoReturn:
    """Skip with what to do; fail where `REQUIRE_MACHINE` says that this machine has everything.

    What no package offers (`offered` is false) must be there for the full form alone, which `make rehearse` runs.
    """
    if os.environ.get("REQUIRE_MACHINE") and (offered or os.environ.get("FAULTS") == "full"):
        pytest.fail(f"{what} REQUIRE_MACHINE asks for it.", pytrace=False)
    pytest.skip(what)
