from django.db import migrations


def grant(apps, schema_editor):
    """To editors, who plan experiments, and to publishers and administrators, who start and end them."""
    from editorial.access import roles

    roles.grant(apps, "experiments")


def sign_off(apps, schema_editor):
    """The words of an experiment go through the same steps as all others."""
    from editorial.access import roles

    workflow = apps.get_model("wagtailcore.Workflow").objects.filter(name=roles.workflow_name()).first()
    content_type, _new = apps.get_model("contenttypes.ContentType").objects.get_or_create(
        app_label="experiments", model="variantwording"
    )
    if workflow:
        apps.get_model("wagtailcore.WorkflowContentType").objects.get_or_create(
            content_type=content_type, defaults={"workflow": workflow}
        )


class Migration(migrations.Migration):
    dependencies = [
        ("experiments", "0001_experiments_and_wordings"),
        ("editorial", "0002_roles"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunPython(grant, migrations.RunPython.noop),
        migrations.RunPython(sign_off, migrations.RunPython.noop),
    ]
