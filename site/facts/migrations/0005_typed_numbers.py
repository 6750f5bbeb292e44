import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("facts", "0004_first_calls"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReadPage",
            fields=[
                (
                    "page",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                ("version", models.CharField(max_length=120)),
            ],
        ),
        migrations.CreateModel(
            name="TypedNumber",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("path", models.CharField(max_length=255)),
                ("place", models.CharField(max_length=500, verbose_name="place")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("amount", "amount"),
                            ("duration", "duration or age"),
                            ("article", "article of law"),
                            ("date", "date"),
                            ("helpline", "number of a helpline"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("key", models.CharField(blank=True, db_index=True, max_length=80)),
                ("text", models.CharField(max_length=255, verbose_name="number")),
                ("sentence", models.TextField(verbose_name="sentence")),
                ("digest", models.CharField(max_length=64)),
                ("is_live", models.BooleanField(verbose_name="public")),
                ("is_draft", models.BooleanField(verbose_name="in the draft")),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.WAGTAIL_PAGE_MODEL,
                        verbose_name="page",
                    ),
                ),
            ],
            options={
                "verbose_name": "typed number",
                "verbose_name_plural": "typed numbers",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="AnsweredNumber",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("translation_key", models.UUIDField()),
                ("text", models.CharField(max_length=255, verbose_name="number")),
                ("sentence", models.TextField(verbose_name="sentence")),
                ("digest", models.CharField(max_length=64)),
                ("reason", models.CharField(max_length=500, verbose_name="why it stays typed")),
                ("name", models.CharField(max_length=255, verbose_name="by")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="date")),
                (
                    "locale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="wagtailcore.locale"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer for a typed number",
                "verbose_name_plural": "answers for typed numbers",
                "ordering": ["-created_at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("translation_key", "locale", "text", "digest"), name="one_answer_for_each_typed_number"
                    )
                ],
            },
        ),
    ]
