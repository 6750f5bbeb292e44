"""How long a web process waits for PostgreSQL, and that it asks in vain once, not once a thread."""

from inspect import signature

import psycopg
import pytest

from serving.postgresql import patience
from serving.postgresql.patience import CONNECTING, PAUSE, SLOW, Gate
from tests.faults.rig import postgres_database


@pytest.fixture
def gate(clock) -> Gate:
    return Gate(clock)


def failing(clock, seconds: float):
    def connect():
        clock.now += seconds
        raise psycopg.OperationalError("timeout expired")

    return connect


def test_after_a_long_failure_others_are_told_at_once_and_one_tries_again(gate, clock):
    with pytest.raises(psycopg.OperationalError, match="timeout expired"):
        gate.through(failing(clock, CONNECTING))
    with pytest.raises(psycopg.OperationalError, match="a moment ago"):
        gate.through(lambda: "connection")
    clock.now += PAUSE
    inside = []

    def connect():
        with pytest.raises(psycopg.OperationalError, match="a moment ago"):
            gate.through(lambda: inside.append("another one at the same time"))
        return "connection"

    assert gate.through(connect) == "connection"
    assert inside == []
    assert [gate.through(lambda: "next") for _ in range(2)] == ["next", "next"]


def test_refusal_that_comes_at_once_keeps_nobody_from_asking(gate, clock):
    with pytest.raises(psycopg.OperationalError):
        gate.through(failing(clock, SLOW / 2))

    assert gate.through(lambda: "connection") == "connection"


def test_statement_without_an_answer_is_given_up_and_ended_on_the_server():
    with postgres_database() as url, psycopg.connect(url, autocommit=True) as watching:
        slow = patience.bound(psycopg.connect(url, autocommit=True), 0.3)
        pid = slow.info.backend_pid

        with pytest.raises(psycopg.OperationalError, match=r"no answer within 0\.3 seconds"):
            slow.execute("SELECT pg_sleep(600)")

        assert slow.closed
        wanted = "SELECT count(*) FROM pg_stat_activity WHERE pid = %s AND state = 'active'"
        while watching.execute(wanted, [pid]).fetchone()[0]:
            pass


def test_statement_that_answers_in_time_is_left_alone():
    with postgres_database() as url, patience.bound(psycopg.connect(url), 60) as connection:
        assert connection.execute("SELECT 7").fetchone() == (7,)


def test_psycopg_waits_and_gives_up_by_the_names_that_are_used_here():
    """Without a server: what is replaced and called of it has no promise to stay."""
    assert "timeout" in signature(psycopg.Connection.wait).parameters
    assert "timeout" in signature(psycopg.Connection._try_cancel).parameters
    assert issubclass(psycopg.errors._WaitTimeout, psycopg.OperationalError)
