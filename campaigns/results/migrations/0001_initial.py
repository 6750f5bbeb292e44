import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('facts', '0001_initial'),
        ('plan', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='MediaMapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True, verbose_name='platform')),
                ('columns', models.JSONField(default=dict)),
                ('date_format', models.CharField(default='%Y-%m-%d', max_length=20, verbose_name='how dates are written')),
                ('decimal_comma', models.BooleanField(default=False, verbose_name='decimal comma')),
                ('currency', models.CharField(default='EUR', max_length=3, verbose_name='currency')),
            ],
            options={
                'verbose_name': 'column mapping',
                'verbose_name_plural': 'column mappings',
            },
        ),
        migrations.CreateModel(
            name='Annotation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='day')),
                ('at', models.TimeField(blank=True, help_text='Of a slot on television or radio: it is then marked by the minute.', null=True, verbose_name='time')),
                ('text', models.CharField(max_length=200, verbose_name='what happened')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='annotations', to='plan.campaign')),
            ],
            options={
                'verbose_name': 'annotation',
                'verbose_name_plural': 'annotations',
                'ordering': ['day', 'at'],
                'permissions': [('view_results', 'Can see the results of campaigns')],
            },
        ),
        migrations.CreateModel(
            name='ManualIndicator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='indicator')),
                ('value', models.DecimalField(decimal_places=2, max_digits=14, verbose_name='value')),
                ('unit', models.CharField(blank=True, max_length=40, verbose_name='unit')),
                ('source', models.CharField(max_length=300, verbose_name='source')),
                ('measured_on', models.DateField(verbose_name='measured on')),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='indicators', to='plan.campaign')),
                ('wave', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to='plan.wave', verbose_name='wave')),
            ],
            options={
                'verbose_name': "indicator of one's own",
                'verbose_name_plural': "indicators of one's own",
                'ordering': ['-measured_on'],
            },
        ),
        migrations.CreateModel(
            name='MediaImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('media', 'paid media'), ('calls', 'calls to helplines')], default='media', max_length=8)),
                ('file_name', models.CharField(max_length=200)),
                ('sha256', models.CharField(max_length=64)),
                ('cells', models.JSONField(default=dict)),
                ('rows', models.JSONField(default=list)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('applied_at', models.DateTimeField(null=True)),
                ('undone_at', models.DateTimeField(null=True)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='media_imports', to='plan.campaign')),
                ('channel', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='plan.channel', verbose_name='channel')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('mapping', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to='results.mediamapping')),
            ],
            options={
                'verbose_name': 'import of figures',
                'verbose_name_plural': 'imports of figures',
                'ordering': ['-made_at'],
            },
        ),
        migrations.CreateModel(
            name='PublicResults',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_on', models.BooleanField(default=False, verbose_name='public')),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('campaign', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='public_results', to='plan.campaign')),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='ReportSubscription',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('every', models.CharField(choices=[('day', 'every day'), ('week', 'every Monday')], default='week', max_length=4, verbose_name='how often')),
                ('sent_for', models.DateField(null=True)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='subscriptions', to='plan.campaign')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='ResultMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('about', models.CharField(max_length=60)),
                ('subject', models.CharField(max_length=200)),
                ('text', models.TextField()),
                ('state', models.CharField(choices=[('waiting', 'waits'), ('sending', 'was being sent: it may not have arrived'), ('sent', 'sent'), ('given up', 'given up')], default='waiting', max_length=10)),
                ('problem', models.TextField(blank=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('sent_at', models.DateTimeField(null=True)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='result_mails', to='plan.campaign')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ToldParts',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.PositiveBigIntegerField()),
                ('wave', models.PositiveBigIntegerField(default=0)),
                ('dimension', models.CharField(choices=[('all', 'all'), ('surface', 'surface'), ('channel', 'channel'), ('link', 'link or code'), ('page', 'page'), ('locale', 'language'), ('variant', 'variant')], max_length=8)),
                ('indicator', models.CharField(max_length=16)),
                ('until', models.DateField()),
                ('parts', models.JSONField(default=dict)),
                ('told_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('campaign', 'wave', 'dimension', 'indicator'), name='one_telling_of_parts')],
            },
        ),
        migrations.CreateModel(
            name='ToldPeriod',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('campaign', models.PositiveBigIntegerField(default=0)),
                ('wave', models.PositiveBigIntegerField(default=0)),
                ('surface', models.CharField(blank=True, default='', max_length=20)),
                ('first', models.DateField()),
                ('last', models.DateField()),
                ('numbers', models.JSONField(default=dict)),
                ('told_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'ordering': ['first'],
                'constraints': [models.UniqueConstraint(fields=('campaign', 'wave', 'surface', 'first'), name='one_telling_of_a_period')],
            },
        ),
        migrations.CreateModel(
            name='Alert',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('spike', 'spike'), ('silence', 'silence'), ('ratio', 'out of line')], max_length=8)),
                ('indicator', models.CharField(max_length=16)),
                ('begins', models.DateTimeField()),
                ('seen', models.BigIntegerField()),
                ('expected', models.FloatField()),
                ('raised_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='alerts', to='plan.campaign')),
            ],
            options={
                'ordering': ['-begins'],
                'constraints': [models.UniqueConstraint(fields=('campaign', 'kind', 'indicator', 'begins'), name='one_alert_of_a_time')],
            },
        ),
        migrations.CreateModel(
            name='MediaFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row', models.PositiveIntegerField()),
                ('day', models.DateField()),
                ('impressions', models.PositiveBigIntegerField(null=True)),
                ('clicks', models.PositiveBigIntegerField(null=True)),
                ('cost', models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ('reach', models.PositiveBigIntegerField(null=True)),
                ('channel', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='plan.channel')),
                ('of_import', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='results.mediaimport')),
            ],
            options={
                'indexes': [models.Index(fields=['channel', 'day'], name='results_med_channel_04115d_idx')],
                'constraints': [models.UniqueConstraint(fields=('of_import', 'row'), name='one_figure_a_row')],
            },
        ),
        migrations.CreateModel(
            name='CallVolume',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row', models.PositiveIntegerField(default=0)),
                ('day', models.DateField()),
                ('calls', models.PositiveIntegerField()),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='call_volumes', to='plan.campaign')),
                ('helpline', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facts.helpline')),
                ('of_import', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='calls', to='results.mediaimport')),
            ],
            options={
                'indexes': [models.Index(fields=['campaign', 'day'], name='results_cal_campaig_ab7ddf_idx')],
                'constraints': [models.UniqueConstraint(fields=('of_import', 'row'), name='one_volume_a_row')],
            },
        ),
        migrations.AddConstraint(
            model_name='mediaimport',
            constraint=models.UniqueConstraint(condition=models.Q(('applied_at__isnull', False), ('kind', 'media'), ('undone_at', None)), fields=('sha256',), name='one_media_import_of_a_file'),
        ),
        migrations.AddConstraint(
            model_name='mediaimport',
            constraint=models.UniqueConstraint(condition=models.Q(('applied_at__isnull', False), ('kind', 'calls'), ('undone_at', None)), fields=('campaign', 'sha256'), name='one_calls_import_of_a_file'),
        ),
        migrations.AddConstraint(
            model_name='reportsubscription',
            constraint=models.UniqueConstraint(fields=('campaign', 'user'), name='one_subscription_a_person'),
        ),
        migrations.AddConstraint(
            model_name='resultmail',
            constraint=models.UniqueConstraint(fields=('campaign', 'user', 'about'), name='one_mail_about_a_thing_a_person'),
        ),
    ]
