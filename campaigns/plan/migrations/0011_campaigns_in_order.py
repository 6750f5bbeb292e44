from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('plan', '0010_downloads_of_all_files'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='campaign',
            index=models.Index(fields=['starts_at', 'id'], name='campaign_by_start'),
        ),
        migrations.AddIndex(
            model_name='campaign',
            index=models.Index(fields=['closed_at', 'ends_at'], name='campaign_by_end'),
        ),
    ]
