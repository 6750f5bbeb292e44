from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kits', '0004_change_log'),
    ]

    operations = [
        migrations.AddField(
            model_name='kitedition',
            name='address',
            field=models.CharField(blank=True, default='', editable=False, max_length=500),
            preserve_default=False,
        ),
    ]
