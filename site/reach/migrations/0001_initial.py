import core.audiences
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
            name='Beat',
            fields=[
                ('node', models.CharField(max_length=80, primary_key=True, serialize=False)),
                ('folded_at', models.DateTimeField()),
                ('caught_up_at', models.DateTimeField()),
                ('dropped', models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Reconciliation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ran_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('aggregates', models.BigIntegerField()),
                ('rejects', models.BigIntegerField()),
                ('folded', models.BigIntegerField()),
                ('journal', models.BigIntegerField()),
                ('held', models.BigIntegerField(db_default=0, default=0)),
                ('torn', models.BigIntegerField(default=0)),
                ('dropped', models.BigIntegerField(default=0)),
                ('ok', models.BooleanField()),
                ('not_compared', models.JSONField(default=list)),
            ],
            options={
                'ordering': ['-ran_at'],
            },
        ),
        migrations.CreateModel(
            name='Adjustment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='day')),
                ('campaign', models.PositiveBigIntegerField(verbose_name='campaign')),
                ('wave', models.PositiveBigIntegerField(default=0, verbose_name='wave')),
                ('kind', models.CharField(choices=[('view', 'pages viewed'), ('entry', 'visits that began here'), ('link_hit', 'short links and codes opened'), ('cta_call', 'calls begun'), ('cta_sms', 'text messages begun'), ('cta_chat', 'chats begun'), ('stage_info', 'information on the stage de sensibilisation read'), ('kit_download', 'files and kits downloaded'), ('video_start', 'videos started'), ('video_half', 'videos seen to the half'), ('video_end', 'videos seen to the end'), ('check_start', 'self-checks started'), ('check_done', 'self-checks finished'), ('read_50', 'pages read to the half'), ('read_90', 'pages read to the end'), ('share', 'pages shared')], max_length=16, verbose_name='indicator')),
                ('n', models.IntegerField(help_text='Added to the count; with a minus, taken off it.', verbose_name='number')),
                ('reason', models.CharField(max_length=300, verbose_name='reason')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'adjustment',
                'verbose_name_plural': 'adjustments',
                'ordering': ['-created_at'],
            },
        ),
        migrations.CreateModel(
            name='Attribution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('surface', models.CharField(choices=core.audiences.choices, max_length=20, verbose_name='surface')),
                ('grade', models.CharField(choices=[('off', 'off: totals of a day, nothing else'), ('link_hits', 'link hits: a short link is counted when it is opened, and its code does not travel on'), ('landing_path', 'landing path: one page for each channel, counted as a page'), ('full', "full: the code travels on, with the visitor's consent")], max_length=12, verbose_name='grade')),
                ('reason', models.TextField(max_length=1000, verbose_name='why')),
                ('decided_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='decided')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
            ],
            options={
                'verbose_name': 'decision on attribution',
                'verbose_name_plural': 'decisions on attribution',
                'ordering': ['-decided_at'],
            },
        ),
        migrations.CreateModel(
            name='Cell',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('kind', models.CharField(max_length=16)),
                ('surface', models.CharField(max_length=20)),
                ('campaign', models.PositiveBigIntegerField(default=0)),
                ('wave', models.PositiveBigIntegerField(default=0)),
                ('channel', models.PositiveBigIntegerField(default=0)),
                ('link', models.PositiveBigIntegerField(default=0)),
                ('page', models.PositiveBigIntegerField(default=0)),
                ('locale', models.CharField(blank=True, default='', max_length=12)),
                ('variant', models.CharField(blank=True, default='', max_length=40)),
                ('n', models.PositiveBigIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('day', 'campaign', 'kind', 'surface', 'wave', 'channel', 'link', 'page', 'locale', 'variant'), name='one_cell_of_a_key')],
            },
        ),
        migrations.CreateModel(
            name='Held',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hour', models.DateTimeField()),
                ('kind', models.CharField(max_length=16)),
                ('surface', models.CharField(max_length=20)),
                ('campaign', models.PositiveBigIntegerField(default=0)),
                ('wave', models.PositiveBigIntegerField(default=0)),
                ('channel', models.PositiveBigIntegerField(default=0)),
                ('link', models.PositiveBigIntegerField(default=0)),
                ('page', models.PositiveBigIntegerField(default=0)),
                ('locale', models.CharField(blank=True, default='', max_length=12)),
                ('variant', models.CharField(blank=True, default='', max_length=40)),
                ('n', models.PositiveBigIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('page', 'hour', 'kind', 'surface', 'campaign', 'wave', 'channel', 'link', 'locale', 'variant'), name='one_held_of_a_key')],
            },
        ),
        migrations.CreateModel(
            name='Hour',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hour', models.DateTimeField()),
                ('campaign', models.PositiveBigIntegerField(default=0)),
                ('wave', models.PositiveBigIntegerField(default=0)),
                ('kind', models.CharField(max_length=16)),
                ('n', models.PositiveBigIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('campaign', 'wave', 'hour', 'kind'), name='one_hour_of_a_key')],
            },
        ),
        migrations.CreateModel(
            name='OutOfLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hour', models.DateTimeField()),
                ('campaign', models.PositiveBigIntegerField(default=0)),
                ('page', models.PositiveBigIntegerField()),
                ('locale', models.CharField(blank=True, max_length=12)),
                ('variant', models.CharField(blank=True, max_length=40)),
                ('kind', models.CharField(max_length=16)),
                ('views', models.PositiveBigIntegerField()),
                ('n', models.PositiveBigIntegerField()),
                ('refused', models.PositiveBigIntegerField()),
                ('expected', models.FloatField()),
            ],
            options={
                'ordering': ['-hour'],
                'constraints': [models.UniqueConstraint(fields=('variant', 'page', 'hour', 'locale', 'kind'), name='one_word_of_what_is_out_of_line')],
            },
        ),
        migrations.CreateModel(
            name='Rejected',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('surface', models.CharField(max_length=20)),
                ('campaign', models.PositiveBigIntegerField(default=0)),
                ('kind', models.CharField(max_length=16)),
                ('reason', models.CharField(choices=[('bot', 'robot'), ('prefetch', 'fetched ahead by a browser'), ('cross_site', 'sent from another site'), ('bad_token', 'forged or outdated'), ('rate', 'too many at once'), ('oversize', 'too large'), ('disabled', 'the visitor does not want to be counted'), ('excess', 'more than the page was viewed')], max_length=12)),
                ('n', models.PositiveBigIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('day', 'campaign', 'surface', 'kind', 'reason'), name='one_rejected_of_a_key')],
            },
        ),
        migrations.CreateModel(
            name='Room',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hour', models.DateTimeField()),
                ('page', models.PositiveBigIntegerField()),
                ('locale', models.CharField(blank=True, max_length=12)),
                ('variant', models.CharField(blank=True, max_length=40)),
                ('kind', models.CharField(max_length=16)),
                ('n', models.PositiveBigIntegerField(default=0)),
                ('refused', models.PositiveBigIntegerField(db_default=0, default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('page', 'hour', 'locale', 'variant', 'kind'), name='one_room_of_a_key')],
            },
        ),
        migrations.CreateModel(
            name='Segment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('node', models.CharField(max_length=80)),
                ('name', models.CharField(max_length=120)),
                ('offset', models.PositiveBigIntegerField(default=0)),
                ('lines', models.PositiveBigIntegerField(default=0)),
                ('torn', models.PositiveBigIntegerField(default=0)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('sealed_at', models.DateTimeField(null=True)),
                ('removed_at', models.DateTimeField(null=True)),
                ('found', models.PositiveBigIntegerField(null=True)),
                ('read_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('node', 'name'), name='one_segment_of_a_name')],
            },
        ),
        migrations.CreateModel(
            name='Total',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('grain', models.CharField(choices=[('day', 'day'), ('month', 'month')], max_length=5)),
                ('start', models.DateField()),
                ('campaign', models.PositiveBigIntegerField(default=0)),
                ('wave', models.PositiveBigIntegerField(default=0)),
                ('kind', models.CharField(max_length=16)),
                ('dimension', models.CharField(choices=[('all', 'all'), ('surface', 'surface'), ('channel', 'channel'), ('link', 'link or code'), ('page', 'page'), ('locale', 'language'), ('variant', 'variant')], max_length=8)),
                ('key', models.CharField(blank=True, default='', max_length=40)),
                ('n', models.PositiveBigIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('campaign', 'dimension', 'grain', 'start', 'wave', 'kind', 'key'), name='one_total_of_a_key')],
            },
        ),
    ]
