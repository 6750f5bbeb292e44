"""The worker of django-tasks-db, which says that it lives."""

from django_tasks_db.management.commands import db_worker

from operations.heartbeats import Beating


class Command(db_worker.Command):
    def handle(self, **options):
        beating = Beating("worker")
        beating.start()
        try:
            super().handle(**options)
        finally:
            beating.stop()
