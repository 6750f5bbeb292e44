"""Files are kept until they are applied, none is in force twice, and those whose job it is may import."""

from django.db import migrations, models
from django.db.models import Q


def grant(apps, schema_editor):
    from editorial.access import roles

    roles.grant(apps, "results")


class Migration(migrations.Migration):

    dependencies = [("editorial", "0004_checks"), ("plan", "0009_link_imports"), ("results", "0006_mails_to_subscribers")]

    operations = [
        migrations.AlterModelOptions(
            name="mediaimport",
            options={
                "ordering": ["-made_at"],
                "verbose_name": "import of figures",
                "verbose_name_plural": "imports of figures",
            },
        ),
        migrations.AddField(model_name="mediaimport", name="cells", field=models.JSONField(default=dict)),
        migrations.AddConstraint(
            model_name="mediaimport",
            constraint=models.UniqueConstraint(
                condition=Q(("applied_at__isnull", False), ("kind", "media"), ("undone_at", None)),
                fields=("sha256",),
                name="one_media_import_of_a_file",
            ),
        ),
        migrations.AddConstraint(
            model_name="mediaimport",
            constraint=models.UniqueConstraint(
                condition=Q(("applied_at__isnull", False), ("kind", "calls"), ("undone_at", None)),
                fields=("campaign", "sha256"),
                name="one_calls_import_of_a_file",
            ),
        ),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
