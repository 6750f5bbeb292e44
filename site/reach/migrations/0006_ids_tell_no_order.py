"""Rows that were numbered as they came get ids by chance."""

from django.db import migrations

TABLES = ("reach_cell", "reach_total", "reach_hour", "reach_rejected")
CHANCE = {"sqlite": "abs(random() / 2)", "postgresql": "(random() * 4611686018427387904)::bigint"}


def draw(apps, schema_editor):
    connection = schema_editor.connection
    for table in TABLES:
        schema_editor.execute(f"UPDATE {connection.ops.quote_name(table)} SET id = {CHANCE[connection.vendor]}")


class Migration(migrations.Migration):
    dependencies = [("reach", "0005_bounds_of_views")]

    operations = [migrations.RunPython(draw, migrations.RunPython.noop, elidable=True)]
