"""Records the database as the migrations leave it: see `demo.schema`."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from demo import schema


class Command(BaseCommand):
    help = "Records the migrated database, with which a demonstration begins. Run it when a migration is added."

    requires_system_checks = []

    def handle(self, **options):
        with tempfile.TemporaryDirectory() as folder:
            manage = [sys.executable, str(settings.BASE_DIR / "manage.py")]
            environment = os.environ | {"VAR_DIR": folder, "DATABASE_URL": ""}
            subprocess.run([*manage, "migrate", "--verbosity", "0"], env=environment, check=True)
            database = Path(folder) / "db.sqlite3"
            subprocess.run([*manage, "shell", "-v", "0", "-c", VACUUM], env=environment, check=True)
            schema.pack(database)
        self.stdout.write(f"{schema.RECORD.name}: {schema.RECORD.stat().st_size // 1024} kB")


VACUUM = "from django.db import connection; connection.cursor().execute('VACUUM')"
