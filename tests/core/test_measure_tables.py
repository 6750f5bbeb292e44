"""SQLite is told how full its tables are."""

from django.db import connection

from core.periodic_jobs import measure_tables
from tests import factories


def test_sqlite_knows_its_tables_after_the_job(home):
    factories.standard_page(home)

    outcome = measure_tables()

    if connection.vendor != "sqlite":
        assert outcome == "not needed"
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM sqlite_stat1 WHERE tbl = 'wagtailcore_page'")
        assert cursor.fetchone()[0] > 0
