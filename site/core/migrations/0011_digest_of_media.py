from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0010_files_by_name")]

    operations = [
        migrations.AddField(
            model_name="campaignmedia",
            name="sha256",
            field=models.CharField(blank=True, editable=False, max_length=64, verbose_name="SHA-256", default=""),
            preserve_default=False,
        ),
    ]
