"""Our index on Wagtail's table: a migration of Wagtail's that makes the table anew, as SQLite needs it, would drop it."""

from django.db import connection


def test_children_of_a_page_are_found_by_an_index(db):
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, "wagtailcore_page")

    assert found["core_page_by_depth"]["columns"] == ["depth", "path"]
