"""The comparison of counts and journal: what it says, and what it finds."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import F

from reach.folding.fold import fold
from reach.journal import journal
from reach.journal.lines import encode
from reach.models import Cell, Reconciliation, Rejected, Segment, Total
from serving.clock import shared_now
from tests.reach.conftest import view
from tests.reach.folding.test_fold import write

AGREED = {
    "aggregates": 2,
    "rejects": 1,
    "held": 0,
    "folded": 3,
    "journal": 3,
    "torn": 0,
    "dropped": 0,
    "cells": 2,
    "cells_in_totals": 2,
    "totals_agree": True,
    "not_compared": [],
    "ok": True,
}


def reconcile() -> tuple[dict, int]:
    """What the command prints and its exit status."""
    output = StringIO()
    try:
        call_command("reach_reconcile", stdout=output)
    except SystemExit as end:
        return json.loads(output.getvalue()), end.code
    return json.loads(output.getvalue()), 0


@pytest.fixture
def three(node, db):
    """Two counted and one rejected, in a segment whose writer is gone."""
    write(node, encode(view(page=5)), encode(view()), encode(view(reason="bot")))
    fold()


def test_counts_and_journal_agree(three):
    assert reconcile() == (AGREED, 0)
    assert Reconciliation.objects.get().ok


def test_lines_that_wait_are_folded_first(node, db):
    for event in (view(), view(page=3), view(reason="bot")):
        journal.append(event)

    assert reconcile() == (AGREED, 0)


@pytest.mark.parametrize(
    ("tamper", "told"),
    [
        (lambda: Total.objects.filter(grain="month").update(n=F("n") + 1), {"aggregates": 3}),
        (lambda: Total.objects.filter(grain="month", dimension="all").update(n=1), {"aggregates": 1}),
        (lambda: Total.objects.filter(grain="day", dimension="page").update(n=7), {}),
        (lambda: Total.objects.filter(grain="day").delete(), {}),
        (lambda: Cell.objects.filter(page=5).delete(), {"cells": 1}),
        (lambda: Rejected.objects.all().delete(), {"rejects": 0}),
        (lambda: Segment.objects.update(lines=F("lines") + 1), {"folded": 4}),
    ],
)
def test_count_that_was_edited_is_found(three, tamper, told):
    tamper()

    found, status = reconcile()

    assert status == 1
    assert not found["ok"]
    assert not Reconciliation.objects.get().ok
    assert {name: found[name] for name in told} == told


def test_journal_that_lost_a_line_is_found(three, node):
    segment = next(node.glob("*.log"))
    segment.write_bytes(segment.read_bytes()[: -len(encode(view(reason="bot")))])

    assert reconcile() == (AGREED | {"journal": 2, "ok": False}, 1)


def test_segment_that_is_gone_is_found(three, node):
    next(node.glob("*.log")).unlink()

    assert reconcile() == (AGREED | {"journal": 0, "ok": False}, 1)


def test_bit_that_flips_after_the_fold_is_found(three, node):
    segment = next(node.glob("*.log"))
    data = bytearray(segment.read_bytes())
    data[30] ^= 1
    segment.write_bytes(data)

    assert reconcile() == (AGREED | {"journal": 2, "ok": False}, 1)


HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("hours", "fields", "journal", "named"),
    [
        (2, {}, 7, []),
        (26, {}, 7, ["elsewhere"]),
        (26, {"read_at": 26}, 7, ["elsewhere"]),
        (26, {"sealed_at": 2, "read_at": 1, "found": 4}, 7, []),
        (26, {"sealed_at": 2, "read_at": 1, "found": 3}, 6, []),
        (90, {"sealed_at": 71, "read_at": 30, "found": 3}, 6, ["elsewhere"]),
        (90, {"sealed_at": 73, "read_at": 30, "found": 3}, 7, []),  # its file is to be removed by now
    ],
)
def test_segment_of_another_machine_holds_what_that_found_in_it(three, hours, fields, journal, named):
    now = shared_now()
    ago = {name: now - HOUR * n if name != "found" else n for name, n in fields.items()}
    Segment.objects.create(
        node="elsewhere", name="20261125T120000-1-bb.log", lines=4, offset=200, created_at=now - hours * HOUR, **ago
    )

    found, status = reconcile()

    assert (found["folded"], found["journal"], found["not_compared"]) == (7, journal, named)
    assert Reconciliation.objects.get().not_compared == named
    assert status == 1  # nothing was counted for these lines
