import core.words.languages
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import modelsearch.index
import taggit.managers
import wagtail.images.models
import wagtail.models.media
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0001_user'),
        ('taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='PendingPurge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.CharField(max_length=1000, unique=True)),
                ('asked_at', models.DateTimeField()),
                ('due_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('attempts', models.PositiveIntegerField(default=0)),
                ('problem', models.CharField(blank=True, max_length=500)),
            ],
        ),
        migrations.CreateModel(
            name='ServingNode',
            fields=[
                ('name', models.CharField(max_length=80, primary_key=True, serialize=False)),
                ('withdrawn', models.PositiveBigIntegerField()),
                ('heard_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='SharedNumbers',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('epoch', models.PositiveIntegerField()),
                ('changed', models.PositiveBigIntegerField()),
                ('withdrawn', models.PositiveBigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='CampaignDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('file', models.FileField(upload_to='documents', verbose_name='file')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created at')),
                ('file_size', models.PositiveBigIntegerField(editable=False, null=True)),
                ('file_hash', models.CharField(blank=True, editable=False, max_length=40)),
                ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='withdrawn at')),
                ('taken_down', models.BooleanField(default=False, editable=False, verbose_name='taken down by the team')),
                ('language', models.CharField(blank=True, choices=core.words.languages.choices, help_text='Empty: no words, or several languages.', max_length=10, verbose_name='language')),
                ('licence', models.CharField(choices=[('etalab-2.0', 'Licence Ouverte 2.0 (Etalab)'), ('cc-by-4.0', 'Creative Commons Attribution 4.0'), ('cc-by-sa-4.0', 'Creative Commons Attribution-ShareAlike 4.0'), ('cc0-1.0', 'Public domain (CC0)'), ('reserved', 'All rights reserved')], default='etalab-2.0', max_length=20, verbose_name='licence')),
                ('sha256', models.CharField(blank=True, editable=False, max_length=64, verbose_name='SHA-256')),
                ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                ('tags', taggit.managers.TaggableManager(blank=True, help_text=None, through='taggit.TaggedItem', to='taggit.Tag', verbose_name='tags')),
                ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='uploaded by user')),
            ],
            options={
                'verbose_name': 'document',
                'verbose_name_plural': 'documents',
                'abstract': False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='CampaignImage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('file', wagtail.images.models.WagtailImageField(height_field='height', upload_to=wagtail.images.models.get_upload_to, verbose_name='file', width_field='width')),
                ('description', models.CharField(blank=True, default='', max_length=255, verbose_name='description')),
                ('width', models.IntegerField(editable=False, verbose_name='width')),
                ('height', models.IntegerField(editable=False, verbose_name='height')),
                ('created_at', models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='created at')),
                ('focal_point_x', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_y', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_width', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_height', models.PositiveIntegerField(blank=True, null=True)),
                ('file_size', models.PositiveIntegerField(editable=False, null=True)),
                ('file_hash', models.CharField(blank=True, db_index=True, editable=False, max_length=40)),
                ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='withdrawn at')),
                ('taken_down', models.BooleanField(default=False, editable=False, verbose_name='taken down by the team')),
                ('credit', models.CharField(blank=True, help_text='As the author wants to be named, beside the picture.', max_length=200, verbose_name='credit')),
                ('licence', models.CharField(choices=[('etalab-2.0', 'Licence Ouverte 2.0 (Etalab)'), ('cc-by-4.0', 'Creative Commons Attribution 4.0'), ('cc-by-sa-4.0', 'Creative Commons Attribution-ShareAlike 4.0'), ('cc0-1.0', 'Public domain (CC0)'), ('reserved', 'All rights reserved')], default='reserved', max_length=20, verbose_name='licence')),
                ('rights_until', models.DateField(blank=True, help_text='The last day on which the site may show it. The day after, it is withdrawn from every page by itself. Empty: no limit.', null=True, verbose_name='rights until')),
                ('rendition_problem', models.CharField(blank=True, editable=False, max_length=500)),
                ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                ('tags', taggit.managers.TaggableManager(blank=True, help_text=None, through='taggit.TaggedItem', to='taggit.Tag', verbose_name='tags')),
                ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='uploaded by user')),
            ],
            options={
                'verbose_name': 'image',
                'verbose_name_plural': 'images',
                'abstract': False,
            },
            bases=(wagtail.images.models.ImageFileMixin, modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='Operator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, help_text='As it is written under legal texts.', max_length=200, verbose_name='name')),
                ('address', models.TextField(blank=True, verbose_name='postal address')),
                ('director', models.CharField(blank=True, max_length=200, verbose_name='publication director')),
                ('host', models.TextField(blank=True, help_text='Name, address and telephone of who hosts the site.', verbose_name='host')),
                ('contact_email', models.EmailField(blank=True, max_length=254, verbose_name='contact address')),
                ('accessibility_email', models.EmailField(blank=True, help_text='Receives what visitors report. Empty: the contact address does.', max_length=254, verbose_name='accessibility address')),
                ('privacy_email', models.EmailField(blank=True, max_length=254, verbose_name='data-protection address')),
                ('security_email', models.EmailField(blank=True, max_length=254, verbose_name='security address')),
                ('is_demonstration', models.BooleanField(default=False, help_text='Marks every page as demonstration content.', verbose_name='demonstration')),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'operator',
                'verbose_name_plural': 'operators',
            },
        ),
        migrations.CreateModel(
            name='CampaignMedia',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('file', models.FileField(upload_to='media', verbose_name='file')),
                ('type', models.CharField(choices=[('audio', 'Audio file'), ('video', 'Video file')], max_length=255)),
                ('duration', models.FloatField(blank=True, default=0, help_text='Duration in seconds', validators=[django.core.validators.MinValueValidator(0)], verbose_name='duration')),
                ('width', models.PositiveIntegerField(blank=True, null=True, verbose_name='width')),
                ('height', models.PositiveIntegerField(blank=True, null=True, verbose_name='height')),
                ('thumbnail', models.FileField(blank=True, upload_to='media_thumbnails', verbose_name='thumbnail')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created at')),
                ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='withdrawn at')),
                ('taken_down', models.BooleanField(default=False, editable=False, verbose_name='taken down by the team')),
                ('language', models.CharField(choices=core.words.languages.choices, default='fr', max_length=10, verbose_name='language')),
                ('captions', models.FileField(blank=True, help_text='A WebVTT file (.vtt) in the language of the video.', upload_to='captions', validators=[django.core.validators.FileExtensionValidator(['vtt'])], verbose_name='captions')),
                ('transcript', models.TextField(blank=True, help_text='All that is said and shown, for who cannot hear, see or load it.', verbose_name='transcript')),
                ('credit', models.CharField(blank=True, max_length=200, verbose_name='credit')),
                ('licence', models.CharField(choices=[('etalab-2.0', 'Licence Ouverte 2.0 (Etalab)'), ('cc-by-4.0', 'Creative Commons Attribution 4.0'), ('cc-by-sa-4.0', 'Creative Commons Attribution-ShareAlike 4.0'), ('cc0-1.0', 'Public domain (CC0)'), ('reserved', 'All rights reserved')], default='reserved', max_length=20, verbose_name='licence')),
                ('sha256', models.CharField(blank=True, editable=False, max_length=64, verbose_name='SHA-256')),
                ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                ('tags', taggit.managers.TaggableManager(blank=True, help_text=None, through='taggit.TaggedItem', to='taggit.Tag', verbose_name='tags')),
                ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='uploaded by user')),
            ],
            options={
                'verbose_name': 'video or sound',
                'verbose_name_plural': 'video and sound',
                'indexes': [models.Index(fields=['file'], name='media_by_file'), models.Index(fields=['captions'], name='media_by_captions'), models.Index(fields=['thumbnail'], name='media_by_thumbnail')],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='Rendition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('filter_spec', models.CharField(db_index=True, max_length=255)),
                ('file', wagtail.images.models.WagtailImageField(height_field='height', storage=wagtail.images.models.get_rendition_storage, upload_to=wagtail.images.models.get_rendition_upload_to, width_field='width')),
                ('width', models.IntegerField(editable=False)),
                ('height', models.IntegerField(editable=False)),
                ('focal_point_key', models.CharField(blank=True, default='', editable=False, max_length=16)),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='renditions', to='core.campaignimage')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['file'], name='rendition_by_file')],
                'unique_together': {('image', 'filter_spec', 'focal_point_key')},
            },
            bases=(wagtail.images.models.ImageFileMixin, models.Model),
        ),
        # An index of ours on Wagtail's table: the children of a page are found without going through all that lies below them.
        migrations.RunSQL(
            'CREATE INDEX IF NOT EXISTS core_page_by_depth ON wagtailcore_page (depth, path)',
            'DROP INDEX IF EXISTS core_page_by_depth',
        ),
    ]
