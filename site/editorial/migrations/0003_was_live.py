from django.db import migrations, models


def mark_what_is_live(apps, schema_editor):
    """What was approved for publication, is not spent and waits for no date is live."""
    approved = apps.get_model("editorial", "Approval").objects.filter(spent_at=None, step="publication")
    approved.filter(revision__approved_go_live_at=None).update(was_live=True)


class Migration(migrations.Migration):
    dependencies = [("editorial", "0002_absences")]

    operations = [
        migrations.AddField(model_name="approval", name="was_live", field=models.BooleanField(default=False)),
        migrations.RunPython(mark_what_is_live, migrations.RunPython.noop, elidable=True),
    ]
