import campaigns.plan.models.pages
import core.text.fields
import django.db.models.deletion
import interactive.ruled
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0002_files_and_shared_numbers'),
        ('plan', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='DialoguePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('social_title', models.CharField(blank=True, help_text="Empty: the page's title.", max_length=100, verbose_name='title when shared')),
                ('social_description', models.CharField(blank=True, help_text='Empty: the search description.', max_length=200, verbose_name='description when shared')),
                ('zone', models.CharField(choices=[('open', 'open'), ('protected', 'protected: nothing is kept on the device, nothing tells where the visitor came from')], default='open', help_text='All that is under a protected page is protected too.', max_length=10, verbose_name='zone')),
                ('listed_in_search', models.BooleanField(default=True, verbose_name="found by the site's own search")),
                ('indexed', models.BooleanField(default=True, help_text='Also lists the page in the sitemap.', verbose_name='found by search engines')),
                ('lead', models.TextField(blank=True, max_length=400, verbose_name='lead')),
                ('exchanges', core.text.fields.StreamField([], help_text='It begins with the first turn.', verbose_name='dialogue')),
                ('help', core.text.fields.StreamField([], help_text='Stands beside whatever comes out at the end, and for everybody who reads without JavaScript.', verbose_name='help')),
                ('social_image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.campaignimage', verbose_name='image when shared')),
            ],
            options={
                'verbose_name': 'dialogue',
                'verbose_name_plural': 'dialogues',
            },
            bases=(interactive.ruled.Ruled, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='LandingPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('social_title', models.CharField(blank=True, help_text="Empty: the page's title.", max_length=100, verbose_name='title when shared')),
                ('social_description', models.CharField(blank=True, help_text='Empty: the search description.', max_length=200, verbose_name='description when shared')),
                ('zone', models.CharField(choices=[('open', 'open'), ('protected', 'protected: nothing is kept on the device, nothing tells where the visitor came from')], default='open', help_text='All that is under a protected page is protected too.', max_length=10, verbose_name='zone')),
                ('listed_in_search', models.BooleanField(default=True, verbose_name="found by the site's own search")),
                ('indexed', models.BooleanField(default=True, help_text='Also lists the page in the sitemap.', verbose_name='found by search engines')),
                ('frame', models.CharField(choices=[('law', 'law'), ('harm', 'harm'), ('norm', 'norm'), ('help', 'help')], help_text='The angle of the message: it orders the page.', max_length=10, verbose_name='frame')),
                ('statement', models.CharField(blank=True, help_text='The first sentence that is read, in large letters.', max_length=160, verbose_name='statement')),
                ('lead', models.TextField(blank=True, max_length=400, verbose_name='lead')),
                ('penalty', core.text.fields.StreamField([], blank=True, help_text='What the law provides, from facts: a number that is typed here would not follow the law.', verbose_name='penalty')),
                ('harm', core.text.fields.StreamField([], blank=True, verbose_name='harm')),
                ('norm', core.text.fields.StreamField([], blank=True, verbose_name='norm')),
                ('call_to_action', core.text.fields.StreamField([], blank=True, verbose_name='call to action')),
                ('help', core.text.fields.StreamField([], blank=True, help_text='Closes the page: a private way to get help.', verbose_name='what now')),
                ('channel', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='landing_pages', to='plan.channel', verbose_name='channel')),
                ('social_image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.campaignimage', verbose_name='image when shared')),
            ],
            options={
                'verbose_name': 'landing page',
                'verbose_name_plural': 'landing pages',
            },
            bases=(interactive.ruled.Ruled, campaigns.plan.models.pages.OfCampaign, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='SelfCheckPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('social_title', models.CharField(blank=True, help_text="Empty: the page's title.", max_length=100, verbose_name='title when shared')),
                ('social_description', models.CharField(blank=True, help_text='Empty: the search description.', max_length=200, verbose_name='description when shared')),
                ('zone', models.CharField(choices=[('open', 'open'), ('protected', 'protected: nothing is kept on the device, nothing tells where the visitor came from')], default='open', help_text='All that is under a protected page is protected too.', max_length=10, verbose_name='zone')),
                ('listed_in_search', models.BooleanField(default=True, verbose_name="found by the site's own search")),
                ('indexed', models.BooleanField(default=True, help_text='Also lists the page in the sitemap.', verbose_name='found by search engines')),
                ('lead', models.TextField(blank=True, max_length=400, verbose_name='lead')),
                ('questions', core.text.fields.StreamField([], verbose_name='questions')),
                ('results', core.text.fields.StreamField([], verbose_name='results')),
                ('help', core.text.fields.StreamField([], help_text='Stands beside whatever comes out at the end, and for everybody who reads without JavaScript.', verbose_name='help')),
                ('social_image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.campaignimage', verbose_name='image when shared')),
            ],
            options={
                'verbose_name': 'self-check',
                'verbose_name_plural': 'self-checks',
            },
            bases=(interactive.ruled.Ruled, 'wagtailcore.page', models.Model),
        ),
    ]
