"""Pages of campaigns for people in prostitution and for young people are protected, those too that were written before."""

from django.db import migrations


def protect(apps, schema_editor):
    pages = apps.get_model("plan", "CampaignPage").objects.filter(campaign__audience__in=("outreach", "young"))
    pages.exclude(zone="protected").update(zone="protected")


class Migration(migrations.Migration):
    dependencies = [("plan", "0002_themes")]

    operations = [migrations.RunPython(protect, migrations.RunPython.noop)]
