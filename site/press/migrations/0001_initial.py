import django.db.models.deletion
import press.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ShareCard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(blank=True, upload_to=press.models.file_name, verbose_name='file')),
                ('width', models.PositiveSmallIntegerField(default=0, verbose_name='width')),
                ('height', models.PositiveSmallIntegerField(default=0, verbose_name='height')),
                ('alt', models.CharField(blank=True, max_length=600, verbose_name='text alternative')),
                ('digest', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField(auto_now=True, verbose_name='made at')),
                ('problem', models.TextField(blank=True, verbose_name='problem')),
                ('page', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='share_card', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='page')),
            ],
            options={
                'verbose_name': 'share card',
                'verbose_name_plural': 'share cards',
            },
        ),
    ]
