"""Sheets that were made before their memory held the site's address: it is where their code was read to lead, or today's."""

from itertools import batched

from django.conf import settings
from django.db import migrations


def remember(apps, schema_editor):
    items = apps.get_model("plan", "PrintedItem").objects.exclude(made_from__has_key="address")
    rows = items.select_related("link").only("made_from", "link__code", "link__read_as").order_by("pk")
    for some in batched(list(rows), 500):
        for item in some:
            found = item.link.read_as.removesuffix(f"/s/{item.link.code}")
            item.made_from["address"] = found or settings.BASE_URL
        items.model.objects.bulk_update(some, ["made_from"])


class Migration(migrations.Migration):

    dependencies = [
        ('plan', '0011_campaigns_in_order'),
    ]

    operations = [
        migrations.RunPython(remember, migrations.RunPython.noop, elidable=True),
    ]
