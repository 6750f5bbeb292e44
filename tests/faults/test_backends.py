"""The same trace gives the same counts on SQLite and on PostgreSQL."""

import json
import subprocess
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.audiences import AUDIENCES
from core.measures.indicators import Indicator
from reach.events import LATE, Event, Reason
from reach.journal.lines import encode
from tests.faults.rig import Rig, postgres_database

pytestmark = pytest.mark.processes

# Around midnights, the ends of months, and the two changes of the clock.
HOURS = [
    datetime(2026, month, day, tzinfo=UTC) + timedelta(hours=hour)
    for month, day in ((3, 28), (3, 31), (10, 24), (10, 25), (12, 31))
    for hour in range(21, 26)
]
few = st.sampled_from([0, 1, 2, 2**63 - 1])
events = st.builds(
    Event,
    bucket=st.sampled_from([*HOURS, date(2026, 3, 29), date(2026, 10, 25)]),
    kind=st.sampled_from([*Indicator.values, *LATE]),
    surface=st.sampled_from(list(AUDIENCES)),
    campaign=few,
    wave=few,
    channel=few,
    link=few,
    page=few,
    locale=st.sampled_from(["", "fr", "zh-hans"]),
    variant=st.sampled_from(["", "a", "é, \n", "%s'\"\\"]),
    reason=st.sampled_from(["", "", "", *Reason.values]),
)
pieces = st.one_of(events.map(encode), events.map(lambda event: encode(event)[:17] + b"\n"), st.just(b"\n"))
segments = st.lists(st.lists(pieces, max_size=60).map(b"".join), min_size=1, max_size=4)


class Backend:
    """A process that folds on one database."""

    def __init__(self, rig: Rig):
        self.process = rig.make_tables().start(
            "-m", "tests.faults.backend", stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def fold(self, folder: Path) -> dict:
        self.process.stdin.write(f"{folder}\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self) -> None:
        self.process.communicate()


@pytest.fixture(scope="module")
def backends(tmp_path_factory):
    with postgres_database() as url:
        found = [Backend(Rig(tmp_path_factory.mktemp("backend"), at)) for at in ("", url)]
        yield found
        for backend in found:
            backend.close()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(segments)
def test_same_trace_gives_the_same_counts_on_both_databases(backends, trace):
    with tempfile.TemporaryDirectory() as var:
        for number, data in enumerate(trace):
            node = Path(var) / "reach" / "journal" / f"node{number % 2}"
            node.mkdir(parents=True, exist_ok=True)
            (node / f"20261125T120000-{number}-aa.log").write_bytes(data)

        sqlite, postgres = (backend.fold(Path(var)) for backend in backends)

    assert sqlite == postgres
    assert sqlite["agreed"]
    assert sqlite["rebuilt"]
