import campaigns.outreach.directory.models.records
import core.text.fields
import country.territories
import django.db.models.deletion
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
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, unique=True, verbose_name='name')),
                ('website', models.URLField(blank=True, help_text='Shown with each of its entries that has none of its own.', verbose_name='web site')),
                ('email', models.EmailField(blank=True, help_text='Never shown to the public.', max_length=254, verbose_name='address for corrections')),
                ('correction_key', models.CharField(default=campaigns.outreach.directory.models.records.new_key, editable=False, max_length=32)),
                ('is_demonstration', models.BooleanField(default=False, help_text='Its entries are marked as places that do not exist.', verbose_name='demonstration')),
            ],
            options={
                'verbose_name': 'organisation',
                'verbose_name_plural': 'organisations',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='TerritoryContact',
            fields=[
                ('territory', models.CharField(choices=country.territories.choices, max_length=3, primary_key=True, serialize=False, verbose_name='département')),
                ('code', models.CharField(default=campaigns.outreach.directory.models.records.new_code, editable=False, max_length=6, unique=True, verbose_name='short address')),
                ('commission', models.CharField(blank=True, max_length=200, verbose_name='commission of the département')),
                ('commission_url', models.URLField(blank=True, verbose_name='address of the commission')),
                ('delegation', models.CharField(blank=True, max_length=200, verbose_name='delegation for women’s rights')),
                ('delegation_telephone', models.CharField(blank=True, max_length=20, verbose_name='telephone of the delegation')),
                ('delegation_url', models.URLField(blank=True, verbose_name='address of the delegation')),
                ('source_title', models.CharField(max_length=200, verbose_name='source')),
                ('source_url', models.URLField(blank=True, verbose_name='address of the source')),
                ('verified_on', models.DateField(verbose_name='verified on')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='withdrawn on')),
            ],
            options={
                'verbose_name': 'commission and delegation',
                'verbose_name_plural': 'commissions and delegations',
                'ordering': ['territory'],
            },
        ),
        migrations.CreateModel(
            name='DirectoryPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('social_title', models.CharField(blank=True, help_text="Empty: the page's title.", max_length=100, verbose_name='title when shared')),
                ('social_description', models.CharField(blank=True, help_text='Empty: the search description.', max_length=200, verbose_name='description when shared')),
                ('zone', models.CharField(choices=[('open', 'open'), ('protected', 'protected: nothing is kept on the device, nothing tells where the visitor came from')], default='open', help_text='All that is under a protected page is protected too.', max_length=10, verbose_name='zone')),
                ('listed_in_search', models.BooleanField(default=True, verbose_name="found by the site's own search")),
                ('indexed', models.BooleanField(default=True, help_text='Also lists the page in the sitemap.', verbose_name='found by search engines')),
                ('lead', models.TextField(blank=True, max_length=400, verbose_name='lead')),
                ('social_image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.campaignimage', verbose_name='image when shared')),
            ],
            options={
                'verbose_name': 'directory of help',
                'verbose_name_plural': 'directories of help',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(help_text='Stays the same in each file that is imported.', max_length=64, unique=True, verbose_name='reference')),
                ('code', models.CharField(default=campaigns.outreach.directory.models.records.new_code, editable=False, max_length=6, unique=True, verbose_name='short address')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('territory', models.CharField(blank=True, choices=country.territories.choices, db_index=True, help_text='Empty: in the whole country.', max_length=3, verbose_name='département or territory')),
                ('address', models.CharField(blank=True, help_text='Never that of a shelter.', max_length=200, verbose_name='address')),
                ('postcode', models.CharField(blank=True, max_length=5, verbose_name='postcode')),
                ('city', models.CharField(blank=True, max_length=100, verbose_name='city')),
                ('services', core.text.fields.ChoicesField(blank=True, default=list, verbose_name='services')),
                ('languages', core.text.fields.ChoicesField(blank=True, default=list, help_text='Codes of languages, as in fr, en, ro.', verbose_name='languages spoken')),
                ('welcomes', core.text.fields.ChoicesField(blank=True, default=list, verbose_name='who is welcome')),
                ('telephone', models.CharField(blank=True, max_length=20, verbose_name='telephone')),
                ('sms', models.CharField(blank=True, max_length=20, verbose_name='SMS')),
                ('whatsapp', models.CharField(blank=True, max_length=20, verbose_name='WhatsApp')),
                ('signal', models.CharField(blank=True, max_length=20, verbose_name='Signal')),
                ('chat_url', models.URLField(blank=True, verbose_name='address of the chat')),
                ('website', models.URLField(blank=True, verbose_name='web site')),
                ('always_open', models.BooleanField(default=False, verbose_name='day and night, every day')),
                ('hours', models.CharField(blank=True, max_length=200, verbose_name='hours')),
                ('approved', models.CharField(choices=[('yes', 'yes'), ('no', 'no'), ('unknown', 'not known')], default='unknown', max_length=7, verbose_name='approved for the parcours de sortie')),
                ('source_title', models.CharField(max_length=200, verbose_name='source')),
                ('source_url', models.URLField(blank=True, verbose_name='address of the source')),
                ('verified_on', models.DateField(verbose_name='verified on')),
                ('withdrawn_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='withdrawn on')),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='directory.organisation', verbose_name='organisation')),
            ],
            options={
                'verbose_name': 'entry of the directory',
                'verbose_name_plural': 'entries of the directory',
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('origin', models.CharField(choices=[('import', 'file'), ('correction', 'correction by the organisation'), ('form', 'form')], max_length=10, verbose_name='origin')),
                ('about', models.CharField(choices=[('entries', 'entries'), ('contacts', 'commission and delegation'), ('organisations', 'organisation')], default='entries', max_length=13, verbose_name='about')),
                ('file_name', models.CharField(blank=True, max_length=255, verbose_name='file')),
                ('rows', models.JSONField(default=list, help_text='One object for each entry: its reference and the fields that it shall have.')),
                ('before', models.JSONField(default=dict, help_text='What each entry said when this was proposed, of the fields that it changes.')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='proposed on')),
                ('submitted_at', models.DateTimeField(editable=False, null=True, verbose_name='submitted on')),
                ('decided_at', models.DateTimeField(editable=False, null=True, verbose_name='decided on')),
                ('accepted', models.BooleanField(editable=False, null=True, verbose_name='accepted')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='author')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='directory.organisation', verbose_name='organisation')),
                ('undoes', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='undone_by', to='directory.proposal', verbose_name='undoes')),
            ],
            options={
                'verbose_name': 'proposal for the directory',
                'verbose_name_plural': 'proposals for the directory',
                'ordering': ['-created_at', '-pk'],
                'permissions': [('decide_proposal', 'Can decide on proposals for the directory')],
            },
        ),
    ]
