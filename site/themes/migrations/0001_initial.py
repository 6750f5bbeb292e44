import django.core.validators
import django.db.models.deletion
import modelsearch.index
import themes.models
import wagtail.models.preview
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Theme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('live', models.BooleanField(default=True, editable=False, verbose_name='live')),
                ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                ('locked', models.BooleanField(default=False, editable=False, verbose_name='locked')),
                ('locked_at', models.DateTimeField(editable=False, null=True, verbose_name='locked at')),
                ('name', models.CharField(help_text='For the team, in lists.', max_length=100, unique=True, verbose_name='name')),
                ('ground', models.CharField(default='#ffb627', help_text='What is seen from afar: one colour, flat.', max_length=7, validators=[django.core.validators.RegexValidator('\\A#[0-9a-f]{6}\\Z', 'A colour such as #ffb627.')], verbose_name='ground')),
                ('ink', models.CharField(default='#0d0e11', help_text='The statement. It has a contrast of 7 to 1 with the ground.', max_length=7, validators=[django.core.validators.RegexValidator('\\A#[0-9a-f]{6}\\Z', 'A colour such as #ffb627.')], verbose_name='ink')),
                ('accent', models.CharField(default='#0d0e11', help_text='What is pressed. It has a contrast of 3 to 1 with the ground.', max_length=7, validators=[django.core.validators.RegexValidator('\\A#[0-9a-f]{6}\\Z', 'A colour such as #ffb627.')], verbose_name='button')),
                ('night_ground', models.CharField(default='#ffb627', help_text='For readers whose screen is dark.', max_length=7, validators=[django.core.validators.RegexValidator('\\A#[0-9a-f]{6}\\Z', 'A colour such as #ffb627.')], verbose_name='ground by night')),
                ('night_ink', models.CharField(default='#0d0e11', max_length=7, validators=[django.core.validators.RegexValidator('\\A#[0-9a-f]{6}\\Z', 'A colour such as #ffb627.')], verbose_name='ink by night')),
                ('night_accent', models.CharField(default='#0d0e11', max_length=7, validators=[django.core.validators.RegexValidator('\\A#[0-9a-f]{6}\\Z', 'A colour such as #ffb627.')], verbose_name='button by night')),
                ('face', models.CharField(choices=[('poster', 'poster: heavy and narrow'), ('system', "the reader's own: nothing to load")], default='poster', max_length=10, verbose_name='face of the statement')),
                ('drawing', models.CharField(blank=True, choices=themes.models.drawings, help_text='One thing, recognised at ten metres. Never a body, a face in shadow, money changing hands, handcuffs.', max_length=40, verbose_name='object')),
                ('motion', models.CharField(choices=[('none', 'none'), ('typing', 'typing, then nothing is sent')], default='none', max_length=10, verbose_name='motion')),
                ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                ('live_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision')),
                ('locked_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='locked_%(class)ss', to=settings.AUTH_USER_MODEL, verbose_name='locked by')),
            ],
            options={
                'verbose_name': 'theme',
                'verbose_name_plural': 'themes',
                'ordering': ['name'],
            },
            bases=(wagtail.models.preview.PreviewableMixin, modelsearch.index.Indexed, models.Model),
        ),
    ]
