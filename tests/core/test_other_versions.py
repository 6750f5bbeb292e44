"""A database that another version of the site has migrated is refused before anything changes."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder


@pytest.mark.django_db
def test_database_of_another_version_is_refused():
    MigrationRecorder(connection).record_applied("plan", "0099_of_tomorrow")
    before = MigrationRecorder(connection).applied_migrations().keys()

    with pytest.raises(CommandError, match=r"another version of the site, which had plan\.0099_of_tomorrow"):
        call_command("migrate", verbosity=0)

    assert MigrationRecorder(connection).applied_migrations().keys() == before
