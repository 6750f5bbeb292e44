from django.db import migrations


def grant(apps, schema_editor):
    """How far visits are attributed, to those whose decision it is."""
    from editorial.access import roles

    roles.grant(apps, "reach")


class Migration(migrations.Migration):
    dependencies = [("editorial", "0004_checks"), ("reach", "0001_counts")]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
