import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PrintedCards',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('languages', models.JSONField(verbose_name='languages')),
                ('titles', models.JSONField(verbose_name='titles')),
                ('address', models.CharField(max_length=500, verbose_name='address')),
                ('copies', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100000)], verbose_name='number of sheets')),
                ('made_from', models.JSONField(default=dict)),
                ('printed_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='printed')),
                ('used_up_at', models.DateTimeField(null=True, verbose_name='used up')),
                ('printed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'printed cards',
                'verbose_name_plural': 'printed cards',
                'ordering': ['-printed_at', '-pk'],
                'default_permissions': (),
            },
        ),
    ]
