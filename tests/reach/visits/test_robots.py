"""Robots are counted as robots and people as people, by real names of both."""

from reach.visits.robots import names_itself
from tests.reach.agents import PEOPLE, ROBOTS


def test_robots_that_say_so_are_none_of_the_people():
    assert [name for name in ROBOTS if not names_itself(name)] == []
    assert len(set(ROBOTS)) > 130


def test_browsers_apps_and_old_phones_are_no_robots():
    assert [name for name in PEOPLE if names_itself(name)] == []
    assert len(set(PEOPLE)) > 130


def test_whoever_gives_no_name_is_one():
    assert [names_itself(name) for name in ("", " ", "-", "x" * 5000)] == [True] * 4
