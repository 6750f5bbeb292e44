import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('wagtail_localize', '0016_rename_page_revision_translationlog_revision'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='OutsideLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.CharField(max_length=1000, unique=True, verbose_name='address')),
                ('status', models.PositiveSmallIntegerField(null=True, verbose_name='status')),
                ('problem', models.CharField(blank=True, choices=[('refused', 'it leads to no public web server'), ('name', 'its name is not known'), ('tls', 'its certificate is not valid'), ('timeout', 'it does not answer in time'), ('unreachable', 'it cannot be reached'), ('redirects', 'it redirects too often')], max_length=12, verbose_name='problem')),
                ('checked_at', models.DateTimeField(null=True, verbose_name='checked')),
                ('first_failed_at', models.DateTimeField(null=True, verbose_name='fails since')),
            ],
            options={
                'verbose_name': 'link to another site',
                'verbose_name_plural': 'links to other sites',
                'ordering': ['url'],
            },
        ),
        migrations.CreateModel(
            name='AccessibilityCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('problems', models.JSONField(default=list)),
                ('checked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='checked')),
                ('page', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='accessibility_check', to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'verbose_name': 'check of accessibility',
                'verbose_name_plural': 'checks of accessibility',
            },
        ),
        migrations.CreateModel(
            name='BrowserCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('errors', models.PositiveIntegerField(verbose_name='errors')),
                ('details', models.JSONField(default=list)),
                ('checked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='checked')),
                ('revision', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.revision')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'check in the browser',
                'verbose_name_plural': 'checks in the browser',
            },
        ),
        migrations.CreateModel(
            name='GivenPermission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(max_length=40)),
                ('permission', models.CharField(max_length=200)),
            ],
            options={
                'default_permissions': [],
                'constraints': [models.UniqueConstraint(fields=('role', 'permission'), name='permission_given_once')],
            },
        ),
        migrations.CreateModel(
            name='LegalReview',
            fields=[
                ('task_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.task')),
                ('groups', models.ManyToManyField(help_text='Pages/snippets at this step in a workflow will be moderated or approved by these groups of users', to='auth.group', verbose_name='groups')),
            ],
            options={
                'verbose_name': 'legal review',
                'verbose_name_plural': 'legal reviews',
            },
            bases=('wagtailcore.task',),
        ),
        migrations.CreateModel(
            name='OutsideReviewer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='name of the reviewer')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address of the reviewer')),
                ('proposed_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='proposed at')),
                ('confirmed_at', models.DateTimeField(null=True, verbose_name='confirmed at')),
                ('withdrawn_at', models.DateTimeField(null=True, verbose_name='withdrawn at')),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'reviewer without an account',
                'verbose_name_plural': 'reviewers without an account',
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('task_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.task')),
                ('groups', models.ManyToManyField(help_text='Pages/snippets at this step in a workflow will be moderated or approved by these groups of users', to='auth.group', verbose_name='groups')),
            ],
            options={
                'verbose_name': 'publication',
                'verbose_name_plural': 'publications',
            },
            bases=('wagtailcore.task',),
        ),
        migrations.CreateModel(
            name='ReviewLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reviewer', models.CharField(max_length=200, verbose_name='name of the reviewer')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address of the reviewer')),
                ('sent_at', models.DateTimeField(null=True, verbose_name='sent at')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='created at')),
                ('expires_at', models.DateTimeField(verbose_name='expires at')),
                ('revoked_at', models.DateTimeField(null=True, verbose_name='revoked at')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided at')),
                ('approved', models.BooleanField(null=True, verbose_name='approved')),
                ('comment', models.TextField(blank=True, verbose_name='comment')),
                ('account', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('outside', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='links', to='editorial.outsidereviewer')),
            ],
            options={
                'verbose_name': 'review link',
                'verbose_name_plural': 'review links',
                'ordering': ['-created_at'],
            },
        ),
        migrations.CreateModel(
            name='ReviewedItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('object_id', models.CharField(max_length=255)),
                ('digest', models.CharField(max_length=64)),
                ('base_content_type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.revision')),
                ('link', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='editorial.reviewlink')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Takedown',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=255, verbose_name='what')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='taken down at')),
                ('undone_at', models.DateTimeField(null=True, verbose_name='put back at')),
                ('told_as', models.BigIntegerField(editable=False, null=True)),
                ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'takedown',
                'verbose_name_plural': 'takedowns',
                'ordering': ['-created_at'],
            },
        ),
        migrations.CreateModel(
            name='TakenDown',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('object_id', models.CharField(max_length=255)),
                ('title', models.CharField(max_length=255)),
                ('language', models.CharField(blank=True, max_length=12)),
                ('was_approved', models.BooleanField(default=False)),
                ('base_content_type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype')),
                ('revision', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision')),
                ('takedown', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='editorial.takedown')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='TranslatedFrom',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('strings', models.JSONField(default=dict)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('translation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='made_from', to='wagtail_localize.translation')),
            ],
        ),
        migrations.CreateModel(
            name='TranslationImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file_name', models.CharField(max_length=255)),
                ('changes', models.JSONField()),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('applied_at', models.DateTimeField(null=True)),
                ('locale', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.locale')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'import of translations',
                'verbose_name_plural': 'imports of translations',
            },
        ),
        migrations.CreateModel(
            name='TranslationRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('moved_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('done', models.PositiveIntegerField(default=0)),
                ('skipped', models.PositiveIntegerField(default=0)),
                ('errors', models.JSONField(default=list)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('label', models.CharField(max_length=200, verbose_name='what')),
                ('machine', models.BooleanField(default=False, verbose_name='with machine translation')),
                ('to_do', models.JSONField(db_column='objects_to_do')),
                ('locale', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.locale')),
                ('requested_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'translation run',
                'verbose_name_plural': 'translation runs',
                'ordering': ['-created_at'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ConfirmedSentence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64)),
                ('kinds', models.JSONField(default=list)),
                ('name', models.CharField(max_length=200, verbose_name='confirmed by')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='confirmed at')),
                ('translation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='confirmed_sentences', to='wagtail_localize.translation')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'confirmed sentence',
                'verbose_name_plural': 'confirmed sentences',
                'constraints': [models.UniqueConstraint(fields=('translation', 'digest'), name='sentence_confirmed_once')],
            },
        ),
        migrations.CreateModel(
            name='FormerMailbox',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hand', models.CharField(max_length=80)),
                ('left_at', models.DateTimeField(auto_now_add=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_mailboxes', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'default_permissions': [],
                'constraints': [models.UniqueConstraint(fields=('user', 'hand'), name='former_mailbox_kept_once')],
            },
        ),
        migrations.CreateModel(
            name='Approval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('object_id', models.CharField(max_length=255)),
                ('step', models.CharField(choices=[('legal', 'legal review'), ('publication', 'publication')], max_length=12, verbose_name='step')),
                ('digest', models.CharField(max_length=64)),
                ('reviewer', models.CharField(max_length=200, verbose_name='reviewer')),
                ('comment', models.TextField(blank=True, verbose_name='comment')),
                ('hands', models.JSONField(default=list)),
                ('accepts_incomplete', models.BooleanField(default=False, verbose_name='published although incomplete')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='approved at')),
                ('spent_at', models.DateTimeField(null=True)),
                ('base_content_type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype')),
                ('revision', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('link', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='approvals', to='editorial.reviewlink')),
            ],
            options={
                'verbose_name': 'approval',
                'verbose_name_plural': 'approvals',
                'ordering': ['created_at', 'pk'],
                'indexes': [models.Index(fields=['base_content_type', 'object_id', 'digest'], name='approval_of_words')],
            },
        ),
    ]
