import core.text.fields
import django.db.models.deletion
import django.utils.timezone
import modelsearch.index
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0002_files_and_shared_numbers'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Testimony',
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
                ('name', models.CharField(help_text='For the team, in lists and mails: neither a name nor a pseudonym, nothing that points to the person.', max_length=100, unique=True, verbose_name='name')),
                ('pseudonym', models.CharField(help_text='Shown under the words, the same in all languages. Never a name by which the person is known.', max_length=60, verbose_name='pseudonym')),
                ('medium', models.CharField(choices=[('words', 'words'), ('audio', 'sound'), ('video', 'video')], default='words', max_length=10, verbose_name='medium')),
                ('warning', models.CharField(blank=True, choices=[('', 'no warning'), ('violence', 'violence'), ('sexual_violence', 'sexual violence'), ('minors', 'violence against minors'), ('self_harm', 'suicide or self-harm')], default='', max_length=20, verbose_name='content warning')),
                ('is_demonstration', models.BooleanField(default=False, help_text='Written for a demonstration, and marked so on every page: nobody has said this.', verbose_name='demonstration')),
                ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                ('live_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision')),
                ('locked_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='locked_%(class)ss', to=settings.AUTH_USER_MODEL, verbose_name='locked by')),
                ('media', models.ForeignKey(blank=True, help_text='With captions and transcript. When the testimony is withdrawn, its file is deleted.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='testimonies', to='core.campaignmedia', verbose_name='recording')),
            ],
            options={
                'verbose_name': 'testimony',
                'verbose_name_plural': 'testimonies',
                'ordering': ['name'],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uses', core.text.fields.ChoicesField(blank=True, default=list, verbose_name='uses')),
                ('languages', core.text.fields.ChoicesField(blank=True, default=list, verbose_name='languages')),
                ('valid_from', models.DateField(default=django.utils.timezone.localdate, verbose_name='first day')),
                ('valid_until', models.DateField(verbose_name='last day')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='recorded')),
                ('withdrawn_at', models.DateTimeField(editable=False, null=True, verbose_name='withdrawn')),
                ('created_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('withdrawn_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('testimony', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='testimonies.testimony', verbose_name='testimony')),
            ],
            options={
                'verbose_name': 'consent',
                'verbose_name_plural': 'consents',
                'ordering': ['valid_from', 'pk'],
                'permissions': [('withdraw_consent', 'Can withdraw consents')],
                'default_permissions': ('add', 'view'),
            },
        ),
        migrations.CreateModel(
            name='ConsentDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file_name', models.CharField(max_length=100, unique=True)),
                ('stored_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('consent', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='document', to='testimonies.consent')),
            ],
            options={
                'verbose_name': 'document of a consent',
                'verbose_name_plural': 'documents of consents',
                'default_permissions': ('view',),
            },
        ),
        migrations.CreateModel(
            name='DocumentLook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('act', models.CharField(choices=[('stored', 'stored'), ('opened', 'opened')], max_length=10)),
                ('who', models.CharField(max_length=200)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('consent', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='looks', to='testimonies.consent')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'look at a document',
                'verbose_name_plural': 'looks at documents',
                'ordering': ['-at', '-pk'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Standing',
            fields=[
                ('testimony', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='standing', serialize=False, to='testimonies.testimony')),
                ('shown_in', models.JSONField(default=list)),
                ('erased_at', models.DateTimeField(null=True, verbose_name='withdrawn')),
                ('leftovers', models.JSONField(default=list)),
            ],
        ),
        migrations.CreateModel(
            name='ConsentEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('testimony_number', models.PositiveBigIntegerField(db_index=True)),
                ('consent_number', models.PositiveBigIntegerField(null=True)),
                ('kind', models.CharField(choices=[('recorded', 'consent recorded'), ('began', 'may be shown'), ('ended', 'may no longer be shown'), ('withdrawn', 'withdrawn, and erased'), ('reminded-30', 'told 30 days before the end'), ('reminded-7', 'told 7 days before the end')], max_length=12)),
                ('languages', models.JSONField(default=list)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'event of a consent',
                'verbose_name_plural': 'events of consents',
                'ordering': ['-at', '-pk'],
                'default_permissions': ('view',),
                'constraints': [models.UniqueConstraint(condition=models.Q(('kind__in', ['reminded-30', 'reminded-7'])), fields=('consent_number', 'kind'), name='reminded_once')],
            },
        ),
        migrations.CreateModel(
            name='TestimonyWording',
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
                ('words', models.TextField(blank=True, help_text='As they were said, or what introduces the recording.', max_length=6000, verbose_name='words')),
                ('warning', models.CharField(blank=True, help_text='What awaits the reader, in one sentence. Empty: what is chosen on the testimony.', max_length=250, verbose_name='content warning')),
                ('transcript', models.TextField(blank=True, help_text='All that a recording says, in this language. Empty: that of the recording.', verbose_name='transcript')),
                ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                ('live_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
                ('locked_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='locked_%(class)ss', to=settings.AUTH_USER_MODEL, verbose_name='locked by')),
                ('testimony', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wordings', to='testimonies.testimony', verbose_name='testimony')),
            ],
            options={
                'verbose_name': 'words of a testimony',
                'verbose_name_plural': 'words of testimonies',
                'ordering': ['testimony__name'],
                'abstract': False,
                'unique_together': {('testimony', 'locale'), ('translation_key', 'locale')},
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
    ]
