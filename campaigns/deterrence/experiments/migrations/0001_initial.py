import django.core.validators
import django.db.models.deletion
import modelsearch.index
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('plan', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Experiment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='For the team, in lists.', max_length=120, verbose_name='name')),
                ('hypothesis', models.TextField(help_text='What is expected of which wording, and why. It stays as it is written now.', max_length=600, verbose_name='hypothesis')),
                ('page_key', models.UUIDField(editable=False)),
                ('place', models.CharField(max_length=80, verbose_name='what is varied')),
                ('outcome', models.CharField(choices=[('cta_call', 'calls begun'), ('cta_sms', 'text messages begun'), ('cta_chat', 'chats begun'), ('stage_info', 'information on the stage de sensibilisation read'), ('read_50', 'pages read to the half'), ('read_90', 'pages read to the end'), ('check_start', 'self-checks started'), ('share', 'pages shared')], help_text='The one thing by which the wordings are compared. It is counted once a view at most.', max_length=16, verbose_name='measured outcome')),
                ('planned', models.PositiveIntegerField(help_text='The experiment stops by itself when every wording was viewed so often.', validators=[django.core.validators.MinValueValidator(100), django.core.validators.MaxValueValidator(10000000)], verbose_name='views of each wording')),
                ('state', models.CharField(choices=[('draft', 'draft'), ('running', 'running'), ('stopped', 'stopped at its size'), ('ended', 'ended early')], default='draft', editable=False, max_length=8, verbose_name='state')),
                ('words', models.JSONField(default=dict, editable=False)),
                ('counts', models.JSONField(default=dict, editable=False)),
                ('started_at', models.DateTimeField(editable=False, null=True)),
                ('ended_at', models.DateTimeField(editable=False, null=True)),
                ('reason', models.CharField(blank=True, editable=False, max_length=300, verbose_name='reason')),
                ('published_at', models.DateTimeField(editable=False, null=True)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='experiments', to='plan.campaign', verbose_name='campaign')),
                ('created_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('page', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='page')),
                ('published_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('started_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'experiment',
                'verbose_name_plural': 'experiments',
                'ordering': ['-pk'],
                'permissions': [('start_experiment', 'Can start and end an experiment')],
            },
        ),
        migrations.CreateModel(
            name='VariantWording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('live', models.BooleanField(default=True, editable=False, verbose_name='live')),
                ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                ('locked', models.BooleanField(default=False, editable=False, verbose_name='locked')),
                ('locked_at', models.DateTimeField(editable=False, null=True, verbose_name='locked at')),
                ('letter', models.CharField(choices=[('b', 'B'), ('c', 'C'), ('d', 'D')], max_length=1, verbose_name='wording')),
                ('text', models.CharField(max_length=160, verbose_name='text')),
                ('detail', models.TextField(blank=True, help_text='Empty where the page’s own words have none.', max_length=400, verbose_name='detail')),
                ('experiment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wordings', to='experiments.experiment', verbose_name='experiment')),
                ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                ('live_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('locked_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='locked_%(class)ss', to=settings.AUTH_USER_MODEL, verbose_name='locked by')),
            ],
            options={
                'verbose_name': 'wording of an experiment',
                'verbose_name_plural': 'wordings of experiments',
                'ordering': ['experiment', 'letter'],
                'abstract': False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.AddConstraint(
            model_name='experiment',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'running')), fields=('page_key',), name='one_experiment_on_a_page'),
        ),
        migrations.AlterUniqueTogether(
            name='variantwording',
            unique_together={('experiment', 'letter', 'locale'), ('translation_key', 'locale')},
        ),
    ]
