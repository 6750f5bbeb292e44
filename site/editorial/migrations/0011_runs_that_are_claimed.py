from django.db import migrations, models


class Migration(migrations.Migration):
    """A run has the fields of all runs; of the table, a column is added."""

    dependencies = [("editorial", "0010_former_mailboxes")]

    operations = [
        migrations.AddField(model_name="translationrun", name="moved_at", field=models.DateTimeField(null=True)),
        migrations.AlterField(
            model_name="translationrun", name="objects_to_do", field=models.JSONField(db_column="objects_to_do")
        ),
        migrations.RenameField(model_name="translationrun", old_name="objects_to_do", new_name="to_do"),
    ]
