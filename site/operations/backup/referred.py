"""The files that the database names: one that no storage has is missing, however long it has been."""

from django.apps import apps
from django.db import connection
from django.db.models import FileField


def names() -> set[str]:
    """As their rows have them, whatever the storage: what is withdrawn lies in another than its field says.

    A database that is saved before it is migrated lacks what is new: it names no file there.
    """
    found: set[str] = set()
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for model in apps.get_models():
            fields = [one for one in model._meta.concrete_fields if isinstance(one, FileField) and one.model is model]
            if not fields or model._meta.db_table not in tables:
                continue
            columns = {one.name for one in connection.introspection.get_table_description(cursor, model._meta.db_table)}
            for field in fields:
                if field.column in columns:
                    found |= set(model._base_manager.values_list(field.attname, flat=True))
    return found - {"", None}
