import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plan", "0012_posts"), ("press", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="post",
            name="card",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="press.sharecard",
                verbose_name="share card",
            ),
        ),
        migrations.AddField(
            model_name="post",
            name="posted_card",
            field=models.CharField(blank=True, editable=False, max_length=64, serialize=False),
        ),
    ]
