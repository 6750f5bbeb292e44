import django.db.models.deletion
from django.db import migrations, models


def grant(apps, schema_editor):
    """To administrators, who choose them."""
    group = apps.get_model("auth.Group").objects.filter(name="Administration").first()
    if group is None:
        return
    kind, _made = apps.get_model("contenttypes.ContentType").objects.get_or_create(
        app_label="facts", model="firstcalls"
    )
    permission, _made = apps.get_model("auth.Permission").objects.get_or_create(
        content_type=kind, codename="change_firstcalls", defaults={"name": "Can change helplines to call first"}
    )
    group.permissions.add(permission)


def helpline(name):
    return models.ForeignKey(
        blank=True,
        null=True,
        on_delete=django.db.models.deletion.SET_NULL,
        related_name="+",
        to="facts.helpline",
        verbose_name=name,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("editorial", "0002_roles"),
        ("facts", "0003_kinds_of_helplines"),
        ("wagtailcore", "0094_alter_page_locale"),
    ]

    operations = [
        migrations.CreateModel(
            name="FirstCalls",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first", helpline("first helpline")),
                ("second", helpline("second helpline")),
                (
                    "site",
                    models.OneToOneField(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, to="wagtailcore.site"
                    ),
                ),
            ],
            options={
                "verbose_name": "helplines to call first",
                "verbose_name_plural": "helplines to call first",
            },
        ),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
