"""Brings a backup back, once all of it was found whole."""

import json
from dataclasses import asdict
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from operations.backup.file.reading import opened
from operations.backup.problems import BackupError
from operations.backup.progress import Progress
from operations.backup.restoring import plan, restore


class Command(BaseCommand):
    help = "Restores a backup: database, media, private files and journal. The site must be stopped."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="in the place of what is here")
        parser.add_argument("--plan", action="store_true", help="only say what would be done")
        parser.add_argument(
            "--forget-newer-counts",
            action="store_true",
            help="drop the journal of this machine; without it, what happened since the backup is counted from it again",
        )

    def handle(self, *, file, replace, forget_newer_counts, **options):
        progress = Progress()
        try:
            with opened(file) as backup:
                planned = plan(backup)
            self._tell(planned)
            if options["plan"]:
                return
            done = restore(file, progress, replace=replace, forget_newer_counts=forget_newer_counts)
        except BackupError as error:
            raise CommandError(str(error)) from None
        if done.to_migrate:
            self.stderr.write(
                f"The backup is older than this version by {len(done.to_migrate)} migrations: run `manage.py migrate`, "
                "then `update_index` and `rebuild_references_index`."
            )
        self.stdout.write(json.dumps(asdict(done) | {"file": str(file), "seconds": progress.seconds}))

    def _tell(self, planned) -> None:
        files = ", ".join(f"{count} files of {part}" for part, count in planned.counts.items())
        self.stderr.write(
            f"Backup of {planned.site or 'a site'}, made {planned.made_at} by version {planned.version}: "
            f"{planned.rows} rows, {files}."
        )
        if planned.replaces:
            self.stderr.write(f"It takes the place of what is here: {', '.join(planned.replaces)}.")
