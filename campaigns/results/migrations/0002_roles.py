from django.db import migrations


def grant(apps, schema_editor):
    """Results, to those whose job they are."""
    from editorial.access import roles

    roles.grant(apps, "results")


class Migration(migrations.Migration):
    dependencies = [("results", "0001_figures_and_notes"), ("editorial", "0002_roles")]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
