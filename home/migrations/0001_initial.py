import core.audiences
import core.text.fields
import django.core.validators
import django.db.models.deletion
import modelsearch.index
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
            name='AccessibilityPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('social_title', models.CharField(blank=True, help_text="Empty: the page's title.", max_length=100, verbose_name='title when shared')),
                ('social_description', models.CharField(blank=True, help_text='Empty: the search description.', max_length=200, verbose_name='description when shared')),
                ('zone', models.CharField(choices=[('open', 'open'), ('protected', 'protected: nothing is kept on the device, nothing tells where the visitor came from')], default='open', help_text='All that is under a protected page is protected too.', max_length=10, verbose_name='zone')),
                ('listed_in_search', models.BooleanField(default=True, verbose_name="found by the site's own search")),
                ('indexed', models.BooleanField(default=True, help_text='Also lists the page in the sitemap.', verbose_name='found by search engines')),
                ('status', models.CharField(choices=[('full', 'fully compliant'), ('partial', 'partially compliant'), ('none', 'not compliant')], default='none', help_text='Fully: all criteria; partially: at least half; not: fewer, or no audit in force.', max_length=10, verbose_name='status')),
                ('scope', models.TextField(help_text='The organisation and the site or part of a site that is declared.', verbose_name='scope')),
                ('rate', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='rate of compliance, in per cent')),
                ('audited_by', models.CharField(blank=True, max_length=200, verbose_name='audited by')),
                ('results', models.TextField(verbose_name='results of the tests')),
                ('not_accessible', models.TextField(help_text='One item a line; say “none” where there is none.', verbose_name='content that is not accessible')),
                ('exempt', models.TextField(blank=True, verbose_name='derogations and content that is exempt')),
                ('declared_on', models.DateField(help_text='Renewed with each redesign, and after three years at the latest.', verbose_name='declared on')),
                ('technologies', models.TextField(help_text='One a line.', verbose_name='technologies')),
                ('environment', models.TextField(help_text='Browsers and assistive technologies, one pair a line.', verbose_name='test environment')),
                ('tools', models.TextField(help_text='One a line.', verbose_name='tools')),
                ('audited_pages', models.TextField(help_text='One a line.', verbose_name='pages that were audited')),
                ('contact', models.TextField(verbose_name='how to report a problem')),
                ('remedies', models.TextField(verbose_name='remedies')),
                ('multi_year_plan', models.TextField(blank=True, verbose_name='multi-year plan')),
                ('annual_plan', models.TextField(blank=True, verbose_name='plan of the year')),
                ('social_image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.campaignimage', verbose_name='image when shared')),
            ],
            options={
                'verbose_name': 'accessibility declaration',
                'verbose_name_plural': 'accessibility declarations',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='HomePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('social_title', models.CharField(blank=True, help_text="Empty: the page's title.", max_length=100, verbose_name='title when shared')),
                ('social_description', models.CharField(blank=True, help_text='Empty: the search description.', max_length=200, verbose_name='description when shared')),
                ('zone', models.CharField(choices=[('open', 'open'), ('protected', 'protected: nothing is kept on the device, nothing tells where the visitor came from')], default='open', help_text='All that is under a protected page is protected too.', max_length=10, verbose_name='zone')),
                ('listed_in_search', models.BooleanField(default=True, verbose_name="found by the site's own search")),
                ('indexed', models.BooleanField(default=True, help_text='Also lists the page in the sitemap.', verbose_name='found by search engines')),
                ('statement', models.CharField(max_length=160, verbose_name='statement')),
                ('lead', models.TextField(blank=True, max_length=400, verbose_name='lead')),
                ('doors_heading', models.CharField(blank=True, max_length=80, verbose_name='heading of the doors')),
                ('doors', core.text.fields.StreamField([], blank=True, verbose_name='doors')),
                ('body', core.text.fields.StreamField([], blank=True, verbose_name='body')),
                ('social_image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.campaignimage', verbose_name='image when shared')),
            ],
            options={
                'verbose_name': 'home page',
                'verbose_name_plural': 'home pages',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='SearchPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('social_title', models.CharField(blank=True, help_text="Empty: the page's title.", max_length=100, verbose_name='title when shared')),
                ('social_description', models.CharField(blank=True, help_text='Empty: the search description.', max_length=200, verbose_name='description when shared')),
                ('zone', models.CharField(choices=[('open', 'open'), ('protected', 'protected: nothing is kept on the device, nothing tells where the visitor came from')], default='open', help_text='All that is under a protected page is protected too.', max_length=10, verbose_name='zone')),
                ('listed_in_search', models.BooleanField(default=True, verbose_name="found by the site's own search")),
                ('indexed', models.BooleanField(default=True, help_text='Also lists the page in the sitemap.', verbose_name='found by search engines')),
                ('social_image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.campaignimage', verbose_name='image when shared')),
            ],
            options={
                'verbose_name': 'search page',
                'verbose_name_plural': 'search pages',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='SiteMapPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('social_title', models.CharField(blank=True, help_text="Empty: the page's title.", max_length=100, verbose_name='title when shared')),
                ('social_description', models.CharField(blank=True, help_text='Empty: the search description.', max_length=200, verbose_name='description when shared')),
                ('zone', models.CharField(choices=[('open', 'open'), ('protected', 'protected: nothing is kept on the device, nothing tells where the visitor came from')], default='open', help_text='All that is under a protected page is protected too.', max_length=10, verbose_name='zone')),
                ('listed_in_search', models.BooleanField(default=True, verbose_name="found by the site's own search")),
                ('indexed', models.BooleanField(default=True, help_text='Also lists the page in the sitemap.', verbose_name='found by search engines')),
                ('social_image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.campaignimage', verbose_name='image when shared')),
            ],
            options={
                'verbose_name': 'site map',
                'verbose_name_plural': 'site maps',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='StandardPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('social_title', models.CharField(blank=True, help_text="Empty: the page's title.", max_length=100, verbose_name='title when shared')),
                ('social_description', models.CharField(blank=True, help_text='Empty: the search description.', max_length=200, verbose_name='description when shared')),
                ('zone', models.CharField(choices=[('open', 'open'), ('protected', 'protected: nothing is kept on the device, nothing tells where the visitor came from')], default='open', help_text='All that is under a protected page is protected too.', max_length=10, verbose_name='zone')),
                ('listed_in_search', models.BooleanField(default=True, verbose_name="found by the site's own search")),
                ('indexed', models.BooleanField(default=True, help_text='Also lists the page in the sitemap.', verbose_name='found by search engines')),
                ('audience', models.CharField(choices=core.audiences.choices, default='public', max_length=20, verbose_name='audience')),
                ('lead', models.TextField(blank=True, max_length=500, verbose_name='lead')),
                ('body', core.text.fields.StreamField([], blank=True, verbose_name='body')),
                ('social_image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.campaignimage', verbose_name='image when shared')),
            ],
            options={
                'verbose_name': 'standard page',
                'verbose_name_plural': 'standard pages',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='Synonym',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('phrases', models.TextField(help_text='A word or a phrase a line. Accents, capitals, apostrophes and endings make no difference.', max_length=4000, verbose_name='what people say')),
                ('words', models.TextField(blank=True, help_text='What the site says instead, a line each: pages with all words of a line are found too.', max_length=4000, verbose_name='words of this site')),
                ('locale', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.locale', verbose_name='language')),
                ('page', models.ForeignKey(blank=True, help_text='In the same language. It leaves the results as soon as it is no longer public.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='page that comes first')),
            ],
            options={
                'verbose_name': 'search synonym',
                'verbose_name_plural': 'search synonyms',
                'ordering': ['locale', 'phrases'],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
    ]
