from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Heartbeat',
            fields=[
                ('key', models.CharField(max_length=120, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=20)),
                ('node', models.CharField(max_length=80)),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ['key'],
            },
        ),
        migrations.CreateModel(
            name='JobRecord',
            fields=[
                ('name', models.CharField(max_length=100, primary_key=True, serialize=False)),
                ('due_at', models.DateTimeField(verbose_name='due')),
                ('claimed_at', models.DateTimeField(null=True, verbose_name='claimed')),
                ('started_at', models.DateTimeField(null=True, verbose_name='started')),
                ('finished_at', models.DateTimeField(null=True, verbose_name='finished')),
                ('seconds_late', models.FloatField(default=0, verbose_name='late by, in seconds')),
                ('runs', models.PositiveBigIntegerField(default=0, verbose_name='runs')),
                ('failures', models.PositiveBigIntegerField(default=0, verbose_name='failures')),
                ('failed', models.BooleanField(default=False, verbose_name='failed last')),
                ('outcome', models.TextField(blank=True, verbose_name='outcome')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
    ]
