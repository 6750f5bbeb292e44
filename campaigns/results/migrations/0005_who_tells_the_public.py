from django.db import migrations


def grant(apps, schema_editor):
    """To publishers and administrators: they decide what is public."""
    from editorial.access import roles

    roles.grant(apps, "results")


class Migration(migrations.Migration):
    dependencies = [("results", "0004_told_to_the_public"), ("editorial", "0002_roles")]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
