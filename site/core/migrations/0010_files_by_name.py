from django.db import migrations, models


class Migration(migrations.Migration):
    """Whose file it is that somebody asks for is found by its name."""

    dependencies = [
        ('core', '0009_purges_put_off'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='campaignmedia',
            index=models.Index(fields=['file'], name='media_by_file'),
        ),
        migrations.AddIndex(
            model_name='campaignmedia',
            index=models.Index(fields=['captions'], name='media_by_captions'),
        ),
        migrations.AddIndex(
            model_name='campaignmedia',
            index=models.Index(fields=['thumbnail'], name='media_by_thumbnail'),
        ),
        migrations.AddIndex(
            model_name='rendition',
            index=models.Index(fields=['file'], name='rendition_by_file'),
        ),
    ]
