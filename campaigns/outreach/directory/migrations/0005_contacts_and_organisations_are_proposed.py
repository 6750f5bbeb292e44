from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("directory", "0004_roles"),
    ]

    operations = [
        migrations.AddField(
            model_name="territorycontact",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="withdrawn on"),
        ),
        migrations.AddField(
            model_name="proposal",
            name="about",
            field=models.CharField(
                choices=[
                    ("entries", "entries"),
                    ("contacts", "commission and delegation"),
                    ("organisations", "organisation"),
                ],
                default="entries",
                max_length=13,
                verbose_name="about",
            ),
        ),
        migrations.AlterField(
            model_name="organisation",
            name="website",
            field=models.URLField(
                blank=True,
                help_text="Shown with each of its entries that has none of its own.",
                verbose_name="web site",
            ),
        ),
        migrations.AlterField(
            model_name="organisation",
            name="is_demonstration",
            field=models.BooleanField(
                default=False,
                help_text="Its entries are marked as places that do not exist.",
                verbose_name="demonstration",
            ),
        ),
    ]
