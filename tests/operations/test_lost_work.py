"""What becomes of a task whose worker begins it, and loses the database in it."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django_tasks_db.compat import task_backends, task_finished, task_started
from django_tasks_db.models import DBTaskResult

from operations.lost_work import LOST, take_back
from serving.clock import shared_now


@pytest.fixture
def work(db, settings, tmp_path) -> DBTaskResult:
    """At work on a machine whose clock is a day behind."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.VAR_DIR = tmp_path
    return DBTaskResult.objects.create(
        status="RUNNING",
        worker_ids=["elsewhere"],
        started_at=shared_now() - timedelta(days=1),
        args_kwargs={"args": [], "kwargs": {}},
        task_path="x",
        backend_name="default",
    )


def tell(signal, task: DBTaskResult) -> None:
    """As the worker does."""
    task.refresh_from_db()
    about = {"id": str(task.pk), "status": task.status, "worker_ids": task.worker_ids}
    about = SimpleNamespace(**about, task=SimpleNamespace(module_path=task.task_path))
    signal.send(sender=task_backends["default"], task_result=about)


def test_task_that_lost_its_database_is_begun_again(work):
    DBTaskResult.objects.update(status="FAILED", exception_class_path="django.db.utils.OperationalError")

    tell(task_finished, work)

    work.refresh_from_db()
    assert (work.status, work.started_at) == ("READY", None)


def test_task_is_begun_by_the_clock_that_all_nodes_share(work):
    tell(task_started, work)

    assert take_back() == 0
    work.refresh_from_db()
    assert work.started_at > shared_now() - LOST
