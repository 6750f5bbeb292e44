"""Which files were public is remembered for a moment, and for longer while the database is away."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import OperationalError

from serving.files.public import GOOD_FOR, SPARED, PublicFiles
from serving.page_cache.changes.node import node

pytestmark = pytest.mark.usefixtures("reference_index")

LAUNCH = datetime(2026, 11, 25, 6, tzinfo=UTC)


class Asked:
    """What the database says, and how often it was asked."""

    def __init__(self):
        self.public, self.times, self.is_away = True, 0, False

    def __call__(self, name: str) -> bool:
        self.times += 1
        if self.is_away:
            raise OperationalError("connection refused")
        return self.public


@pytest.fixture
def asked() -> Asked:
    return Asked()


@pytest.fixture
def known(asked, clock) -> PublicFiles:
    """Outside of any transaction, and without a database."""
    return PublicFiles(asked, clock)


def test_public_file_is_asked_for_once_a_minute(known, asked, clock):
    found = [known.has("a") for _time in range(3)]
    clock.now += GOOD_FOR
    found.append(known.has("a"))

    assert (found, asked.times) == ([True] * 4, 2)


def test_file_that_is_not_public_is_asked_for_each_time(known, asked):
    asked.public = False

    assert ([known.has("a") for _time in range(3)], asked.times) == ([False] * 3, 3)


def test_whatever_is_written_anywhere_has_the_database_asked_again(known, asked):
    known.has("a")
    asked.public = False
    node().move()

    assert not known.has("a")


def test_day_that_is_over_has_the_database_asked_again(known, asked):
    """With it rights and consents end."""
    with time_machine.travel(LAUNCH) as traveller:
        known.has("a")
        asked.public = False
        traveller.shift(timedelta(days=1))

        assert not known.has("a")


def test_nothing_is_remembered_inside_a_transaction(asked, clock, db):
    known = PublicFiles(asked, clock)

    assert ([known.has("a") for _time in range(2)], asked.times) == ([True] * 2, 2)


def test_file_that_was_public_is_served_while_the_database_is_away(known, asked, clock, settings):
    known.has("a")
    asked.is_away = True
    clock.now += settings.STALE_MAX - 1

    assert [known.has("a") for _time in range(3)] == [True] * 3
    assert asked.times == 2  # it is spared for a while
    clock.now += SPARED
    with pytest.raises(OperationalError):
        known.has("a")


@pytest.mark.parametrize("end", ["withdrawn", "the day is over", "never asked for"])
def test_file_that_may_have_gone_is_not_served_while_the_database_is_away(known, asked, clock, end):
    with time_machine.travel(LAUNCH) as traveller:
        known.has("b" if end == "never asked for" else "a")
        asked.is_away = True
        clock.now += GOOD_FOR
        if end == "withdrawn":
            node().move(withdrawn=True)
        elif end == "the day is over":
            traveller.shift(timedelta(days=1))

        with pytest.raises(OperationalError):
            known.has("a")
