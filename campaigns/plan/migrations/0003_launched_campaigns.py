"""Campaigns that were public by their start are launched; each gets a short name. One that is still to come is to be launched."""

from django.db import migrations
from django.db.models import F
from django.utils import timezone
from django.utils.text import slugify


def fill(apps, schema_editor):
    campaigns = apps.get_model("plan.Campaign").objects
    campaigns.filter(starts_at__lte=timezone.now()).update(launched_at=F("starts_at"))
    taken = set()
    for campaign in campaigns.order_by("pk"):
        base = slugify(campaign.name)[:50] or "campaign"
        campaign.slug = base if base not in taken else f"{base}-{campaign.pk}"
        taken.add(campaign.slug)
        campaign.save(update_fields=["slug"])


class Migration(migrations.Migration):

    dependencies = [("plan", "0002_campaign_object")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
