"""A table that the site of the dump did not have, filled from one that it had."""

from django.db import migrations, models


def fill(apps, schema_editor):
    note = apps.get_model("newer", "Note")
    note.objects.bulk_create(note(title=page.title) for page in apps.get_model("wagtailcore", "Page").objects.all())


class Migration(migrations.Migration):
    initial = True
    dependencies = [("wagtailcore", "0001_initial")]
    operations = [
        migrations.CreateModel("Note", [("id", models.BigAutoField(primary_key=True)), ("title", models.TextField())]),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
