"""What visitors say and where the search leads them, kept by those who write and publish."""

import django.db.models.deletion
import modelsearch.index
from django.conf import settings
from django.db import migrations, models


def grant(apps, schema_editor):
    from editorial.access import roles

    roles.grant(apps, "home")


class Migration(migrations.Migration):

    dependencies = [
        ("editorial", "0002_roles"),
        ("home", "0002_first_home_page"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Synonym",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "phrases",
                    models.TextField(
                        help_text="A word or a phrase a line. Accents, capitals, apostrophes and endings make no difference.",
                        max_length=4000,
                        verbose_name="what people say",
                    ),
                ),
                (
                    "words",
                    models.TextField(
                        blank=True,
                        help_text="What the site says instead, a line each: pages with all words of a line are found too.",
                        max_length=4000,
                        verbose_name="words of this site",
                    ),
                ),
                (
                    "locale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.locale",
                        verbose_name="language",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        blank=True,
                        help_text="In the same language. It leaves the results as soon as it is no longer public.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.WAGTAIL_PAGE_MODEL,
                        verbose_name="page that comes first",
                    ),
                ),
            ],
            options={
                "verbose_name": "search synonym",
                "verbose_name_plural": "search synonyms",
                "ordering": ["locale", "phrases"],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
