"""The migrated database is put back under whoever has it open."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from django.db import connection
from taggit.models import Tag
from wagtail.models import Page

LEFT = []


@pytest.mark.django_db
def test_cursor_is_left_before_its_end():
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        LEFT.append(connection.connection.execute("SELECT id FROM auth_permission"))
        assert LEFT[0].fetchone()


@pytest.mark.django_db(transaction=True)
def test_which_keeps_no_later_test_from_seeing_what_a_thread_commits():
    def commit() -> None:
        Tag.objects.create(name="a")
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(commit).result()

    assert Tag.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_connection_of_another_thread_outlives_that_the_database_is_restored(kept_database):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL ends the sessions of others")
    with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as other:
        other.execute("DELETE FROM wagtailcore_site")

        kept_database.restore()
        other.execute("INSERT INTO taggit_tag (name, slug) VALUES ('a', 'a')")

    assert Tag.objects.count() == 1
    assert Page.objects.count() > 1
