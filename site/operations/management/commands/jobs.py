"""Lists periodic work: when each job last ran, how late, and what is overdue."""

from django.core.management.base import BaseCommand

from core.upkeep.periodic import JOBS
from operations.models import JobRecord
from operations.schedule import register_jobs
from serving.clock import shared_now


class Command(BaseCommand):
    help = "Lists the periodic jobs with their last and next run; exits with 1 where one is more than ten minutes late."

    def handle(self, **options):
        register_jobs()
        late, now = False, shared_now()
        for record in JobRecord.objects.all():
            overdue = int(record.overdue_by(now).total_seconds())
            late = late or overdue > 600
            last = record.finished_at.isoformat(timespec="seconds") if record.finished_at else "never"
            self.stdout.write(
                f"{record.name}: every {JOBS[record.name].every}, last {last}, {overdue} s late, {record.failures} failures. {JOBS[record.name].description}"
            )
        if late:
            raise SystemExit(1)
