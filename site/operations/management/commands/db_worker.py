"""The worker of django-tasks-db, which says that it lives, and takes up first what a killed one had begun."""

from django_tasks_db.management.commands import db_worker

from operations import lost_work
from operations.heartbeats import Beating


class Command(db_worker.Command):
    def handle(self, *, worker_id, **options):
        with lost_work.alive(worker_id), Beating("worker"):
            lost_work.take_back()
            super().handle(worker_id=worker_id, **options)
