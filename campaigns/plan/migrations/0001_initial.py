import campaigns.plan.links.destinations
import campaigns.plan.models.links
import campaigns.plan.models.pages
import campaigns.plan.models.partners
import campaigns.plan.models.printed
import core.audiences
import core.text.fields
import core.words.languages
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
import modelsearch.index
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0002_files_and_shared_numbers'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Partner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=160, unique=True, verbose_name='name')),
                ('email', models.EmailField(help_text='It is told here when a poster is recalled.', max_length=254, verbose_name='address for mails')),
                ('language', models.CharField(choices=core.words.languages.choices, default='fr', help_text='In which mails are written to it.', max_length=12, verbose_name='language')),
            ],
            options={
                'verbose_name': 'partner',
                'verbose_name_plural': 'partners',
                'ordering': ['name'],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='CalendarFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(default=campaigns.plan.models.partners.new_token, max_length=64, unique=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='calendar_feed', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'calendar feed',
                'verbose_name_plural': 'calendar feeds',
            },
        ),
        migrations.CreateModel(
            name='Campaign',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='For the team.', max_length=120, unique=True, verbose_name='name')),
                ('slug', models.SlugField(blank=True, help_text='Names the campaign in the address of its page for partners. Empty: made from the name.', max_length=60, unique=True, verbose_name='short name')),
                ('audience', models.CharField(choices=core.audiences.choices, max_length=20, verbose_name='audience')),
                ('frame', models.CharField(choices=[('law', 'law'), ('harm', 'harm'), ('norm', 'norm'), ('help', 'help')], help_text='The angle of the message.', max_length=10, verbose_name='frame')),
                ('voice', models.CharField(blank=True, choices=core.audiences.voices, help_text='Empty: the voice of the audience.', max_length=20, verbose_name='voice')),
                ('languages', core.text.fields.ChoicesField(blank=True, default=core.words.languages.codes, help_text='It is launched in these, and each must be ready.', verbose_name='languages')),
                ('starts_at', models.DateTimeField(help_text='As planned. Its pages are public from the launch on, in every language.', verbose_name='start')),
                ('ends_at', models.DateTimeField(blank=True, help_text='After, its pages say that it is over. Empty: open end.', null=True, verbose_name='end')),
                ('launched_at', models.DateTimeField(editable=False, null=True, verbose_name='launched')),
                ('closed_at', models.DateTimeField(editable=False, null=True, verbose_name='closed')),
                ('help_page', models.ForeignKey(blank=True, help_text='Where its printed codes lead once it is closed and has no successor. Empty: the home page.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='page with help')),
                ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                ('successor', models.ForeignKey(blank=True, help_text='Once this campaign is closed, its printed codes lead there.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='predecessors', to='plan.campaign', verbose_name='successor')),
            ],
            options={
                'verbose_name': 'campaign',
                'verbose_name_plural': 'campaigns',
                'ordering': ['-starts_at'],
                'permissions': [('launch_campaign', 'Can launch and close campaigns')],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='CampaignIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('social_title', models.CharField(blank=True, help_text="Empty: the page's title.", max_length=100, verbose_name='title when shared')),
                ('social_description', models.CharField(blank=True, help_text='Empty: the search description.', max_length=200, verbose_name='description when shared')),
                ('zone', models.CharField(choices=[('open', 'open'), ('protected', 'protected: nothing is kept on the device, nothing tells where the visitor came from')], default='open', help_text='All that is under a protected page is protected too.', max_length=10, verbose_name='zone')),
                ('listed_in_search', models.BooleanField(default=True, verbose_name="found by the site's own search")),
                ('indexed', models.BooleanField(default=True, help_text='Also lists the page in the sitemap.', verbose_name='found by search engines')),
                ('intro', models.TextField(blank=True, max_length=500, verbose_name='introduction')),
                ('social_image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.campaignimage', verbose_name='image when shared')),
            ],
            options={
                'verbose_name': 'list of campaigns',
                'verbose_name_plural': 'lists of campaigns',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='CampaignPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('social_title', models.CharField(blank=True, help_text="Empty: the page's title.", max_length=100, verbose_name='title when shared')),
                ('social_description', models.CharField(blank=True, help_text='Empty: the search description.', max_length=200, verbose_name='description when shared')),
                ('zone', models.CharField(choices=[('open', 'open'), ('protected', 'protected: nothing is kept on the device, nothing tells where the visitor came from')], default='open', help_text='All that is under a protected page is protected too.', max_length=10, verbose_name='zone')),
                ('listed_in_search', models.BooleanField(default=True, verbose_name="found by the site's own search")),
                ('indexed', models.BooleanField(default=True, help_text='Also lists the page in the sitemap.', verbose_name='found by search engines')),
                ('statement', models.CharField(help_text='The first sentence that is read, in large letters.', max_length=160, verbose_name='statement')),
                ('lead', models.TextField(blank=True, max_length=400, verbose_name='lead')),
                ('summary', models.CharField(blank=True, help_text='For lists of campaigns.', max_length=250, verbose_name='summary')),
                ('body', core.text.fields.StreamField([], blank=True, verbose_name='body')),
                ('posts', core.text.fields.StreamField([], blank=True, help_text='What partners may post, in several lengths. Shown on their page alone.', verbose_name='ready-to-post copy')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pages', to='plan.campaign', verbose_name='campaign')),
                ('social_image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.campaignimage', verbose_name='image when shared')),
            ],
            options={
                'verbose_name': 'campaign page',
                'verbose_name_plural': 'campaign pages',
            },
            bases=(campaigns.plan.models.pages.OfCampaign, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='Channel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('search', 'search advertisement'), ('social', 'social network'), ('display', 'display advertisement'), ('television', 'television'), ('radio', 'radio'), ('poster', 'street poster'), ('partner', 'partner'), ('press', 'press'), ('event', 'event')], max_length=12, verbose_name='kind')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('cost', models.DecimalField(blank=True, decimal_places=2, help_text='In euros.', max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='cost')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='channels', to='plan.campaign', verbose_name='campaign')),
            ],
            options={
                'verbose_name': 'channel',
                'verbose_name_plural': 'channels',
                'ordering': ['kind', 'name'],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='LinkImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file_name', models.CharField(max_length=255)),
                ('rows', models.JSONField()),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('applied_at', models.DateTimeField(null=True)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='link_imports', to='plan.campaign')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'import of links',
                'verbose_name_plural': 'imports of links',
            },
        ),
        migrations.CreateModel(
            name='PageOutcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(unique=True)),
                ('outcome', models.CharField(choices=[('archive', 'stays, with a dated notice'), ('gone', 'is gone (410)')], default='archive', max_length=10)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='outcomes', to='plan.campaign')),
            ],
            options={
                'verbose_name': 'page after the close',
                'verbose_name_plural': 'pages after the close',
            },
        ),
        migrations.CreateModel(
            name='Partnership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(default=campaigns.plan.models.partners.new_token, editable=False, max_length=64, unique=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='since')),
                ('ended_at', models.DateTimeField(editable=False, null=True, verbose_name='ended')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='partnerships', to='plan.campaign', verbose_name='campaign')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partnerships', to='plan.partner', verbose_name='partner')),
            ],
            options={
                'verbose_name': 'partnership',
                'verbose_name_plural': 'partnerships',
                'ordering': ['partner__name'],
            },
        ),
        migrations.CreateModel(
            name='Placement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=160, verbose_name='name')),
                ('channel', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='plan.channel', verbose_name='channel')),
                ('partner', models.ForeignKey(blank=True, help_text='Who holds what was printed for it, and is told when it is recalled.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='placements', to='plan.partner', verbose_name='partner')),
            ],
            options={
                'verbose_name': 'placement',
                'verbose_name_plural': 'placements',
                'ordering': ['channel', 'name'],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='PressRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('moved_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('to_do', models.JSONField()),
                ('done', models.PositiveIntegerField(default=0)),
                ('skipped', models.PositiveIntegerField(default=0)),
                ('errors', models.JSONField(default=list)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='press_runs', to='plan.campaign')),
                ('requested_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'press run',
                'verbose_name_plural': 'press runs',
                'ordering': ['-created_at'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PrintedItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('format', models.CharField(max_length=30, verbose_name='format')),
                ('language', models.CharField(max_length=12, verbose_name='language')),
                ('file', models.FileField(db_index=True, max_length=255, upload_to=campaigns.plan.models.printed.path_of, verbose_name='file')),
                ('size', models.PositiveIntegerField(verbose_name='size')),
                ('sha256', models.CharField(max_length=64)),
                ('width', models.PositiveIntegerField()),
                ('height', models.PositiveIntegerField()),
                ('unit', models.CharField(max_length=2)),
                ('alt', models.TextField(verbose_name='text alternative')),
                ('text', models.TextField(verbose_name='plain text')),
                ('made_from', models.JSONField(default=dict)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='made')),
                ('replaced_at', models.DateTimeField(null=True, verbose_name='replaced')),
                ('stale_since', models.DateTimeField(null=True, verbose_name='stale since')),
                ('stale_reason', models.TextField(blank=True, verbose_name='what has changed')),
                ('recalled_at', models.DateTimeField(null=True, verbose_name='recalled')),
                ('recall_reason', models.TextField(blank=True, verbose_name='why it was recalled')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='printed', to='plan.campaign')),
            ],
            options={
                'verbose_name': 'printed item',
                'verbose_name_plural': 'printed items',
                'ordering': ['format', 'language', '-made_at'],
            },
        ),
        migrations.CreateModel(
            name='ReadinessResult',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=12)),
                ('check_name', models.CharField(max_length=40)),
                ('failures', models.JSONField(default=list)),
                ('checked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readiness', to='plan.campaign')),
            ],
            options={
                'verbose_name': 'result of a check',
                'verbose_name_plural': 'results of checks',
            },
        ),
        migrations.CreateModel(
            name='RecallMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='recalled')),
                ('sent_at', models.DateTimeField(null=True, verbose_name='sent')),
                ('problem', models.TextField(blank=True, verbose_name='why it was not sent')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recall_mails', to='plan.campaign')),
                ('items', models.ManyToManyField(related_name='+', to='plan.printeditem')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recall_mails', to='plan.partner')),
            ],
            options={
                'verbose_name': 'mail about a recall',
                'verbose_name_plural': 'mails about recalls',
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='TrackedLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(blank=True, help_text='Empty: one is drawn.', max_length=12, unique=True, validators=[campaigns.plan.models.links.check_code], verbose_name='code')),
                ('address', models.CharField(blank=True, help_text='Instead of a page: an address of this site, or of a site that the operator allows.', max_length=500, validators=[campaigns.plan.links.destinations.check_address], verbose_name='address')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='made')),
                ('retired_at', models.DateTimeField(editable=False, null=True, verbose_name='retired')),
                ('read_as', models.CharField(blank=True, editable=False, max_length=500)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='plan.campaign', verbose_name='campaign')),
                ('channel', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='plan.channel', verbose_name='channel')),
                ('created_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('page', models.ForeignKey(blank=True, help_text="In whichever language: it leads to the visitor's. Empty: the campaign's page.", null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='page')),
                ('partner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='links', to='plan.partner', verbose_name='partner')),
                ('placement', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='links', to='plan.placement', verbose_name='placement')),
            ],
            options={
                'verbose_name': 'tracked link',
                'verbose_name_plural': 'tracked links',
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='printeditem',
            name='link',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='printed', to='plan.trackedlink'),
        ),
        migrations.CreateModel(
            name='Wave',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('starts_at', models.DateTimeField(verbose_name='start')),
                ('ends_at', models.DateTimeField(verbose_name='end')),
                ('objective', models.TextField(blank=True, help_text='What shall be different after it, in one sentence.', max_length=500, verbose_name='objective')),
                ('budget', models.DecimalField(blank=True, decimal_places=2, help_text='In euros.', max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='budget')),
                ('started_at', models.DateTimeField(editable=False, null=True, verbose_name='started')),
                ('ended_at', models.DateTimeField(editable=False, null=True, verbose_name='ended')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='waves', to='plan.campaign', verbose_name='campaign')),
            ],
            options={
                'verbose_name': 'wave',
                'verbose_name_plural': 'waves',
                'ordering': ['starts_at'],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('indicator', models.CharField(choices=[('view', 'pages viewed'), ('entry', 'visits that began here'), ('link_hit', 'short links and codes opened'), ('cta_call', 'calls begun'), ('cta_sms', 'text messages begun'), ('cta_chat', 'chats begun'), ('stage_info', 'information on the stage de sensibilisation read'), ('kit_download', 'files and kits downloaded'), ('video_start', 'videos started'), ('video_half', 'videos seen to the half'), ('video_end', 'videos seen to the end'), ('check_start', 'self-checks started'), ('check_done', 'self-checks finished'), ('read_50', 'pages read to the half'), ('read_90', 'pages read to the end'), ('share', 'pages shared')], max_length=20, verbose_name='indicator')),
                ('value', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(1)], verbose_name='target')),
                ('wave', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='targets', to='plan.wave')),
            ],
            options={
                'verbose_name': 'target',
                'verbose_name_plural': 'targets',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='placement',
            name='wave',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='placements', to='plan.wave', verbose_name='wave'),
        ),
        migrations.CreateModel(
            name='Override',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('check_name', models.CharField(max_length=40)),
                ('language', models.CharField(max_length=12)),
                ('reason', models.TextField(max_length=500, verbose_name='reason')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('wave', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='overrides', to='plan.wave')),
            ],
            options={
                'verbose_name': 'override',
                'verbose_name_plural': 'overrides',
            },
        ),
        migrations.CreateModel(
            name='Launch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('action', models.CharField(choices=[('start', 'start of a wave'), ('close', 'close')], max_length=10, verbose_name='action')),
                ('due_at', models.DateTimeField(verbose_name='due')),
                ('state', models.CharField(choices=[('scheduled', 'scheduled'), ('done', 'done'), ('failed', 'failed: nothing was changed'), ('cancelled', 'cancelled')], default='scheduled', max_length=10, verbose_name='state')),
                ('reasons', models.JSONField(default=list, verbose_name='reasons')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('finished_at', models.DateTimeField(null=True)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='launches', to='plan.campaign')),
                ('requested_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('wave', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='launches', to='plan.wave')),
            ],
            options={
                'verbose_name': 'launch',
                'verbose_name_plural': 'launches',
                'ordering': ['-due_at', '-pk'],
            },
        ),
        migrations.AddIndex(
            model_name='campaign',
            index=models.Index(fields=['starts_at', 'id'], name='campaign_by_start'),
        ),
        migrations.AddIndex(
            model_name='campaign',
            index=models.Index(fields=['closed_at', 'ends_at'], name='campaign_by_end'),
        ),
        migrations.AddConstraint(
            model_name='channel',
            constraint=models.UniqueConstraint(fields=('campaign', 'name'), name='one_channel_of_a_name'),
        ),
        migrations.AddConstraint(
            model_name='partnership',
            constraint=models.UniqueConstraint(fields=('campaign', 'partner'), name='one_partnership'),
        ),
        migrations.AddConstraint(
            model_name='readinessresult',
            constraint=models.UniqueConstraint(fields=('campaign', 'language', 'check_name'), name='one_result_of_a_check'),
        ),
        migrations.AddConstraint(
            model_name='trackedlink',
            constraint=models.UniqueConstraint(condition=models.Q(('partner', None), ('placement', None), ('retired_at', None)), fields=('channel',), name='one_link_a_channel', violation_error_message='This channel has its link already.'),
        ),
        migrations.AddConstraint(
            model_name='trackedlink',
            constraint=models.UniqueConstraint(condition=models.Q(('partner', None), ('retired_at', None)), fields=('placement',), name='one_link_a_placement', violation_error_message='This placement has its link already.'),
        ),
        migrations.AddConstraint(
            model_name='trackedlink',
            constraint=models.UniqueConstraint(condition=models.Q(('placement', None), ('retired_at', None)), fields=('channel', 'partner'), name='one_link_a_partner', violation_error_message='This partner has its link already.'),
        ),
        migrations.AddConstraint(
            model_name='trackedlink',
            constraint=models.UniqueConstraint(condition=models.Q(('retired_at', None)), fields=('placement', 'partner'), name='one_link_a_placement_and_partner', violation_error_message='This placement has its link for this partner already.'),
        ),
        migrations.AddConstraint(
            model_name='wave',
            constraint=models.UniqueConstraint(fields=('campaign', 'name'), name='one_wave_of_a_name'),
        ),
        migrations.AddConstraint(
            model_name='target',
            constraint=models.UniqueConstraint(fields=('wave', 'indicator'), name='one_target_an_indicator'),
        ),
        migrations.AddConstraint(
            model_name='placement',
            constraint=models.UniqueConstraint(fields=('channel', 'name'), name='one_placement_of_a_name'),
        ),
        migrations.AddConstraint(
            model_name='override',
            constraint=models.UniqueConstraint(fields=('wave', 'check_name', 'language'), name='one_override_of_a_check'),
        ),
        migrations.AddConstraint(
            model_name='launch',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'scheduled')), fields=('campaign', 'action', 'wave'), name='one_launch_of_a_wave'),
        ),
        migrations.AddConstraint(
            model_name='launch',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'scheduled'), ('wave', None)), fields=('campaign', 'action'), name='one_close'),
        ),
    ]
