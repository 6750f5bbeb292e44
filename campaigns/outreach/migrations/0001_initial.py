import campaigns.outreach.exits
import core.text.fields
import core.words.languages
import django.db.models.deletion
import modelcluster.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0002_files_and_shared_numbers'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='QuickExit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('safety_page', models.ForeignKey(blank=True, help_text='Says what the button does not do. The bar links to it, in the visitor’s language.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='page on safer browsing')),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'quick exit',
                'verbose_name_plural': 'quick exits',
            },
        ),
        migrations.CreateModel(
            name='RightsPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('social_title', models.CharField(blank=True, help_text="Empty: the page's title.", max_length=100, verbose_name='title when shared')),
                ('social_description', models.CharField(blank=True, help_text='Empty: the search description.', max_length=200, verbose_name='description when shared')),
                ('zone', models.CharField(choices=[('open', 'open'), ('protected', 'protected: nothing is kept on the device, nothing tells where the visitor came from')], default='open', help_text='All that is under a protected page is protected too.', max_length=10, verbose_name='zone')),
                ('listed_in_search', models.BooleanField(default=True, verbose_name="found by the site's own search")),
                ('indexed', models.BooleanField(default=True, help_text='Also lists the page in the sitemap.', verbose_name='found by search engines')),
                ('topic', models.CharField(blank=True, choices=[('emergency', 'emergency'), ('health', 'health'), ('papers', 'papers and residence'), ('leaving', 'leaving prostitution'), ('housing', 'housing'), ('money', 'money'), ('children', 'children'), ('justice', 'justice'), ('minor', 'if you are a minor'), ('browsing', 'safer browsing')], help_text='It gives the page its drawing. Empty: the page is a section, which shows the pages under it.', max_length=12, verbose_name='subject')),
                ('lead', models.TextField(blank=True, max_length=300, verbose_name='lead')),
                ('body', core.text.fields.StreamField([], blank=True, verbose_name='body')),
                ('easy_read', core.text.fields.StreamField([], blank=True, help_text='The same in easy-to-read words (FALC). It stands folded on the page itself.', verbose_name='easy-to-read version')),
                ('audio', models.ForeignKey(blank=True, help_text='A sound file in the language of the page: in another language, it is not shown.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.campaignmedia', verbose_name='the page, read aloud')),
                ('sign_video', models.ForeignKey(blank=True, help_text='It is shown in every language, unless a translation chooses its own.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.campaignmedia', verbose_name='the page in French Sign Language')),
                ('social_image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.campaignimage', verbose_name='image when shared')),
            ],
            options={
                'verbose_name': 'rights page',
                'verbose_name_plural': 'rights pages',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='ExitAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=core.words.languages.choices, max_length=10, verbose_name='language')),
                ('address', models.CharField(max_length=300, validators=[campaigns.outreach.exits.check_exit], verbose_name='address')),
                ('quick_exit', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='addresses', to='outreach.quickexit')),
            ],
            options={
                'verbose_name': 'address of the quick exit',
                'verbose_name_plural': 'addresses of the quick exit',
                'unique_together': {('quick_exit', 'language')},
            },
        ),
    ]
