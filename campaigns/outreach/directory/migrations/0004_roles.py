from django.db import migrations


def grant(apps, schema_editor):
    """To editors, who propose, to publishers, who decide, and to administrators, who may do both."""
    from editorial.access import roles

    roles.grant(apps, "directory")


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0003_proposals_keep_what_was_before"),
        ("editorial", "0002_roles"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
