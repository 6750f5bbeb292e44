"""What is made in the background belongs to one worker at a time, goes on where it stopped, and is written whole or not at all.

Asked of each engine that makes many things, with what it makes put aside.
"""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone
from wagtail.models import Locale

from campaigns.plan.models import PressRun
from core.periodic_jobs import resume_making
from core.upkeep.engines import ENGINES
from editorial.models import TranslationRun
from made.problems import RefusedError
from made.runs import Run
from made.work import STUCK, TakenOverError
from tests import factories

LONG_AGO = STUCK + timedelta(seconds=1)


@pytest.fixture(params=["press-runs", "translations"])
def engine(request):
    return ENGINES[request.param]


@pytest.fixture
def begun(engine, home):
    """A run of three things, which no worker has touched."""
    about = {
        PressRun: lambda: {"campaign": factories.campaign()},
        TranslationRun: lambda: {"label": "x", "locale": Locale.get_default()},
    }

    def begin(**fields) -> Run:
        things = [["one", ""], ["two", ""], ["three", ""]]
        return engine.work.objects.create(**({"to_do": things} | about[engine.work]() | fields))

    return begin


@pytest.fixture
def made() -> list[str]:
    return []


@pytest.fixture
def make(made):
    return lambda name, _rest: lambda: made.append(name)


def ago(time: timedelta):
    return timezone.now() - time


def test_each_engine_is_known_by_its_name():
    assert sorted(ENGINES) == ["kits", "press-runs", "translations"]


def test_run_makes_each_thing_and_ends(engine, begun, make, made):
    run = engine.work.take(begun().pk)

    run.go_on(make)

    run.refresh_from_db()
    assert made == ["one", "two", "three"]
    assert (run.done, run.total, run.skipped, run.errors) == (3, 3, 0, [])
    assert run.finished_at is not None


def test_one_worker_alone_takes_it(engine, begun):
    run = begun()

    assert engine.work.take(run.pk).is_held
    assert engine.work.take(run.pk) is None


def test_what_another_worker_moved_lately_is_not_taken(engine, begun):
    assert engine.work.take(begun(moved_at=ago(STUCK / 2)).pk) is None


def test_task_leaves_what_another_worker_holds(engine, begun):
    run = begun(to_do=[], moved_at=timezone.now())

    engine.task.func(run.pk)

    run.refresh_from_db()
    assert run.finished_at is None


def test_what_is_done_is_not_taken(engine, begun):
    assert engine.work.take(begun(moved_at=ago(LONG_AGO), finished_at=ago(LONG_AGO)).pk) is None


def test_run_goes_on_where_a_killed_worker_left_it(engine, begun, make, made):
    run = engine.work.take(begun(done=2, moved_at=ago(LONG_AGO)).pk)

    run.go_on(make)

    assert made == ["three"]


def test_what_is_as_it_would_be_made_again_is_counted_as_skipped(engine, begun):
    run = engine.work.take(begun().pk)

    run.go_on(lambda *_thing: None)

    run.refresh_from_db()
    assert (run.done, run.skipped) == (3, 3)


def test_thing_that_is_refused_is_named_and_the_others_are_made(engine, begun, make, made):
    def refusing(name, rest):
        if name == "two":
            raise RefusedError("No font has this character.")
        return make(name, rest)

    run = engine.work.take(begun().pk)
    run.go_on(refusing)

    run.refresh_from_db()
    assert made == ["one", "three"]
    assert [error["reason"] for error in run.errors] == ["No font has this character."]
    assert run.finished_at is not None


@pytest.mark.parametrize("at", ["drawing", "writing"])
def test_fault_of_ours_is_logged_and_shown_and_the_others_are_made(engine, begun, make, made, caplog, at):
    def full(*_thing):
        raise OSError("no space left")

    run = engine.work.take(begun().pk)
    run.go_on(lambda name, rest: make(name, rest) if name != "one" else full if at == "writing" else full())

    run.refresh_from_db()
    assert made == ["two", "three"]
    assert (run.done, ["no space left" in error["reason"] for error in run.errors]) == (3, [True])
    assert "['one', ''] of" in caplog.text


def test_database_that_is_away_ends_the_task_and_loses_no_progress(engine, begun, make):
    def away(name, rest):
        if name == "two":
            raise OperationalError("the connection was closed")
        return make(name, rest)

    run = engine.work.take(begun().pk)
    with pytest.raises(OperationalError):
        run.go_on(away)

    run.refresh_from_db()
    assert (run.done, run.errors, run.finished_at) == (1, [], None)


def test_what_is_written_and_its_progress_are_there_together_or_not_at_all(engine, begun):
    def half(name, _rest):
        def write():
            engine.work.objects.create(**{f.name: getattr(run, f.name) for f in run._meta.fields if f.name != "id"})
            raise OperationalError("the connection was closed")

        return write

    run = engine.work.take(begun().pk)
    with pytest.raises(OperationalError):
        run.go_on(half)

    assert engine.work.objects.get().done == 0


@pytest.mark.parametrize("outcome", ["made", "refused"])
def test_worker_that_was_overtaken_writes_nothing_and_stops(engine, begun, make, made, outcome):
    """It stood still for longer than any step takes, and another has taken the run."""
    other = []

    def standing_still(name, rest):
        if not other:
            engine.work.objects.update(moved_at=ago(LONG_AGO))
            other.append(engine.work.take(run.pk))
        if outcome == "refused":
            raise RefusedError("No.")
        return make(name, rest)

    run = engine.work.take(begun().pk)
    run.go_on(standing_still)

    found = engine.work.objects.get()
    assert made == []
    assert (found.done, found.errors, found.moved_at, found.finished_at) == (0, [], other[0].moved_at, None)


def test_work_that_is_gone_is_taken_over_by_nobody(engine, begun):
    run = engine.work.take(begun().pk)
    engine.work.objects.all().delete()

    with pytest.raises(TakenOverError):
        run.move(done=1)


def test_what_was_cut_short_is_taken_up_again_and_nothing_else(begun, engine):
    to_do = {"to_do": []}
    cut_short = begun(**to_do, moved_at=ago(LONG_AGO))
    never_begun = begun(**to_do, created_at=ago(LONG_AGO))
    others = [begun(**to_do, moved_at=timezone.now()), begun(**to_do)]
    begun(finished_at=ago(LONG_AGO), moved_at=ago(LONG_AGO))

    said = resume_making()

    assert f"2 {engine.name}" in said
    assert engine.work.objects.filter(pk__in=[cut_short.pk, never_begun.pk], finished_at=None).count() == 0
    assert engine.work.objects.filter(pk__in=[one.pk for one in others], finished_at=None).count() == 2
