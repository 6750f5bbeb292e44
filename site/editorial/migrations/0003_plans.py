from django.db import migrations


def grant(apps, schema_editor):
    """Waves, channels, links, partners and launches, to those whose job they are."""
    from editorial.access import roles

    roles.grant(apps, "plan")


class Migration(migrations.Migration):
    dependencies = [("editorial", "0002_roles"), ("plan", "0004_unique_slug")]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
