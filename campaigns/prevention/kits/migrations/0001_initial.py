import campaigns.prevention.kits.models.editions
import core.text.fields
import django.core.validators
import django.db.models.deletion
import interactive.ruled
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0002_files_and_shared_numbers'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='KitEdition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('moved_at', models.DateTimeField(null=True)),
                ('number', models.PositiveIntegerField(verbose_name='version')),
                ('made_from', models.CharField(max_length=64)),
                ('address', models.CharField(blank=True, editable=False, max_length=500)),
                ('claim', models.CharField(default=campaigns.prevention.kits.models.editions.new_claim, editable=False, max_length=16)),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='what has changed')),
                ('told', models.CharField(blank=True, editable=False, max_length=250)),
                ('published_at', models.DateTimeField(editable=False, null=True)),
                ('requested_at', models.DateTimeField(auto_now_add=True, verbose_name='requested at')),
                ('finished_at', models.DateTimeField(null=True, verbose_name='made at')),
                ('problem', models.TextField(blank=True, verbose_name='problem')),
                ('holds', models.TextField(default='\n', editable=False)),
                ('withdrawn', models.DateTimeField(editable=False, null=True)),
                ('formats', models.CharField(blank=True, editable=False, max_length=60)),
                ('archive_size', models.PositiveBigIntegerField(default=0, editable=False)),
            ],
            options={
                'verbose_name': 'version of a kit',
                'verbose_name_plural': 'versions of kits',
                'ordering': ['-number'],
            },
        ),
        migrations.CreateModel(
            name='KitFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(choices=[('guide', 'facilitator’s guide'), ('handout', 'handout'), ('slides', 'slides'), ('extra', 'more files'), ('archive', 'everything, in one file')], max_length=10, verbose_name='part')),
                ('format', models.CharField(choices=[('pdf', 'PDF, to print'), ('odt', 'ODT, to edit'), ('docx', 'DOCX, to edit'), ('pptx', 'PPTX, slides'), ('video', 'video'), ('audio', 'sound'), ('zip', 'ZIP, all of it')], max_length=5, verbose_name='format')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('file', models.FileField(max_length=255, storage=campaigns.prevention.kits.models.editions.private, upload_to=campaigns.prevention.kits.models.editions.file_name, verbose_name='file')),
                ('size', models.PositiveBigIntegerField(verbose_name='size')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('sort_order', models.PositiveSmallIntegerField(default=0)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='kits.kitedition')),
            ],
            options={
                'verbose_name': 'file of a kit',
                'verbose_name_plural': 'files of kits',
                'ordering': ['sort_order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='KitPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('social_title', models.CharField(blank=True, help_text="Empty: the page's title.", max_length=100, verbose_name='title when shared')),
                ('social_description', models.CharField(blank=True, help_text='Empty: the search description.', max_length=200, verbose_name='description when shared')),
                ('zone', models.CharField(choices=[('open', 'open'), ('protected', 'protected: nothing is kept on the device, nothing tells where the visitor came from')], default='open', help_text='All that is under a protected page is protected too.', max_length=10, verbose_name='zone')),
                ('listed_in_search', models.BooleanField(default=True, verbose_name="found by the site's own search")),
                ('indexed', models.BooleanField(default=True, help_text='Also lists the page in the sitemap.', verbose_name='found by search engines')),
                ('lead', models.TextField(blank=True, help_text='What the group will know or do after it.', max_length=400, verbose_name='lead')),
                ('levels', core.text.fields.ChoicesField(blank=True, default=list, verbose_name='with whom')),
                ('themes', core.text.fields.ChoicesField(blank=True, default=list, verbose_name='themes')),
                ('group_least', models.PositiveSmallIntegerField(default=8, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)], verbose_name='smallest group')),
                ('group_most', models.PositiveSmallIntegerField(default=15, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)], verbose_name='largest group')),
                ('minutes', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='minutes in all')),
                ('objectives', core.text.fields.StreamField([], blank=True, verbose_name='objectives')),
                ('programme', core.text.fields.StreamField([], blank=True, help_text='Where it stands in EVARS and under article L. 312-17-1-1, from facts.', verbose_name='place in the programme')),
                ('prerequisites', core.text.fields.StreamField([], blank=True, verbose_name='prerequisites')),
                ('safety', core.text.fields.StreamField([], blank=True, help_text='A session that nobody prepared for may harm: without all four of these a kit is not published.', verbose_name='facilitator safety')),
                ('sessions', core.text.fields.StreamField([], blank=True, verbose_name='sessions')),
                ('materials', core.text.fields.StreamField([], blank=True, verbose_name='materials')),
                ('slides', core.text.fields.StreamField([], blank=True, verbose_name='slides')),
                ('handouts', core.text.fields.StreamField([], blank=True, verbose_name='handouts')),
                ('evaluation', core.text.fields.StreamField([], blank=True, help_text='The same questions before the first session and after the last.', verbose_name='evaluation')),
                ('sources', core.text.fields.StreamField([], blank=True, verbose_name='sources')),
                ('reviewers', core.text.fields.StreamField([], blank=True, verbose_name='reviewers')),
                ('extras', core.text.fields.StreamField([], blank=True, verbose_name='more files')),
                ('licence', models.CharField(choices=[('etalab-2.0', 'Licence Ouverte 2.0 (Etalab)'), ('cc-by-4.0', 'Creative Commons Attribution 4.0'), ('cc-by-sa-4.0', 'Creative Commons Attribution-ShareAlike 4.0'), ('cc0-1.0', 'Public domain (CC0)'), ('reserved', 'All rights reserved')], default='etalab-2.0', max_length=20, verbose_name='licence')),
                ('change_note', models.CharField(blank=True, help_text='Since the version before: it stands in the change log.', max_length=250, verbose_name='what has changed')),
                ('social_image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.campaignimage', verbose_name='image when shared')),
            ],
            options={
                'verbose_name': 'prevention kit',
                'verbose_name_plural': 'prevention kits',
            },
            bases=(interactive.ruled.Ruled, 'wagtailcore.page', models.Model),
        ),
        migrations.AddField(
            model_name='kitedition',
            name='kit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='editions', to='kits.kitpage', verbose_name='kit'),
        ),
        migrations.AddConstraint(
            model_name='kitedition',
            constraint=models.UniqueConstraint(fields=('kit', 'number'), name='one_edition_of_each_number'),
        ),
    ]
