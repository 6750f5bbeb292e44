"""What something was made from, held against what there is today."""

from datetime import date

from made.digests import Change, changes, digest


def test_digest_is_that_of_before_whatever_the_order_of_keys():
    assert digest({"a": 1, "b": [2, date(2026, 1, 1)]}) == digest({"b": [2, date(2026, 1, 1)], "a": 1})
    assert digest("a", "b") != digest("b", "a")
    # Printed sheets that are stored remember it: another one would make them all stale.
    assert digest("1500", "euro", None)[:32] == "bd665460819f3ed181879875433b5bde"


def test_changes_say_what_is_new_gone_and_other():
    before, today = {"1": "a", "2": "b", "3": "c"}, {"1": "a", "2": "x", "4": "d"}

    assert changes(before, today) == {"2": Change.OTHER, "3": Change.GONE, "4": Change.NEW}
