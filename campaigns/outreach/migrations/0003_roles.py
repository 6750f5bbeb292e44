from django.db import migrations


def grant(apps, schema_editor):
    """To administrators, who say where the quick exit leads."""
    from editorial.access import roles

    roles.grant(apps, "outreach")


class Migration(migrations.Migration):
    dependencies = [
        ("outreach", "0002_quick_exit"),
        ("editorial", "0002_roles"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
