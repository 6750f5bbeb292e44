import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0008_pages_by_depth'),
    ]

    operations = [
        migrations.AddField(
            model_name='pendingpurge',
            name='due_at',
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
        # What was told each minute for days begins anew.
        migrations.RunSQL('UPDATE core_pendingpurge SET attempts = 0', migrations.RunSQL.noop),
    ]
