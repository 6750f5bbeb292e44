import core.text.fields
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
            name='ChatPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('social_title', models.CharField(blank=True, help_text="Empty: the page's title.", max_length=100, verbose_name='title when shared')),
                ('social_description', models.CharField(blank=True, help_text='Empty: the search description.', max_length=200, verbose_name='description when shared')),
                ('zone', models.CharField(choices=[('open', 'open'), ('protected', 'protected: nothing is kept on the device, nothing tells where the visitor came from')], default='open', help_text='All that is under a protected page is protected too.', max_length=10, verbose_name='zone')),
                ('listed_in_search', models.BooleanField(default=True, verbose_name="found by the site's own search")),
                ('indexed', models.BooleanField(default=True, help_text='Also lists the page in the sitemap.', verbose_name='found by search engines')),
                ('lead', models.TextField(blank=True, max_length=300, verbose_name='lead')),
                ('warning', models.CharField(blank=True, help_text='What the page speaks about that may hurt, without detail: one reads it first, and may leave.', max_length=200, verbose_name='content warning')),
                ('friend', models.CharField(blank=True, max_length=40, verbose_name='name of the friend')),
                ('unknown', models.CharField(blank=True, max_length=40, verbose_name='name of who is unknown')),
                ('scenes', core.text.fields.StreamField([], help_text='It begins with the first scene.', verbose_name='scenes')),
                ('help', core.text.fields.StreamField([], help_text='Stands beside every end, and for everybody who reads without JavaScript.', verbose_name='help')),
                ('social_image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.campaignimage', verbose_name='image when shared')),
            ],
            options={
                'verbose_name': 'simulated chat',
                'verbose_name_plural': 'simulated chats',
            },
            bases=(interactive.ruled.Ruled, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='QuizPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('social_title', models.CharField(blank=True, help_text="Empty: the page's title.", max_length=100, verbose_name='title when shared')),
                ('social_description', models.CharField(blank=True, help_text='Empty: the search description.', max_length=200, verbose_name='description when shared')),
                ('zone', models.CharField(choices=[('open', 'open'), ('protected', 'protected: nothing is kept on the device, nothing tells where the visitor came from')], default='open', help_text='All that is under a protected page is protected too.', max_length=10, verbose_name='zone')),
                ('listed_in_search', models.BooleanField(default=True, verbose_name="found by the site's own search")),
                ('indexed', models.BooleanField(default=True, help_text='Also lists the page in the sitemap.', verbose_name='found by search engines')),
                ('lead', models.TextField(blank=True, max_length=300, verbose_name='lead')),
                ('warning', models.CharField(blank=True, help_text='What the page speaks about that may hurt, without detail: one reads it first, and may leave.', max_length=200, verbose_name='content warning')),
                ('questions', core.text.fields.StreamField([], verbose_name='questions')),
                ('results', core.text.fields.StreamField([], verbose_name='results')),
                ('help', core.text.fields.StreamField([], help_text='Stands beside every end, and for everybody who reads without JavaScript.', verbose_name='help')),
                ('social_image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.campaignimage', verbose_name='image when shared')),
            ],
            options={
                'verbose_name': 'quiz',
                'verbose_name_plural': 'quizzes',
            },
            bases=(interactive.ruled.Ruled, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='YouthPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('social_title', models.CharField(blank=True, help_text="Empty: the page's title.", max_length=100, verbose_name='title when shared')),
                ('social_description', models.CharField(blank=True, help_text='Empty: the search description.', max_length=200, verbose_name='description when shared')),
                ('zone', models.CharField(choices=[('open', 'open'), ('protected', 'protected: nothing is kept on the device, nothing tells where the visitor came from')], default='open', help_text='All that is under a protected page is protected too.', max_length=10, verbose_name='zone')),
                ('listed_in_search', models.BooleanField(default=True, verbose_name="found by the site's own search")),
                ('indexed', models.BooleanField(default=True, help_text='Also lists the page in the sitemap.', verbose_name='found by search engines')),
                ('lead', models.TextField(blank=True, max_length=300, verbose_name='lead')),
                ('warning', models.CharField(blank=True, help_text='What the page speaks about that may hurt, without detail: one reads it first, and may leave.', max_length=200, verbose_name='content warning')),
                ('band', models.CharField(blank=True, choices=[('12-15', '12 to 15 years'), ('15-18', '15 to 18 years'), ('parents', 'parents')], help_text='Empty: the page is a section, which shows the pages under it.', max_length=10, verbose_name='age')),
                ('first', core.text.fields.StreamField([], help_text='They stand above everything else.', verbose_name='helplines to call first')),
                ('body', core.text.fields.StreamField([], blank=True, verbose_name='body')),
                ('social_image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.campaignimage', verbose_name='image when shared')),
            ],
            options={
                'verbose_name': 'page for an age',
                'verbose_name_plural': 'pages for an age',
            },
            bases=(interactive.ruled.Ruled, 'wagtailcore.page', models.Model),
        ),
    ]
