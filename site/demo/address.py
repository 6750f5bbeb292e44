"""The address of the demonstration follows the port on which it is served, and so does what was made before."""

from contextlib import suppress
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Site

from campaigns.plan.models import Campaign
from campaigns.plan.sheets import runs as press_runs
from campaigns.plan.sheets.staleness import check, elsewhere
from campaigns.prevention.kits import editions
from press.content import PressError

PORTS = {"http": 80, "https": 443}


def follow() -> None:
    """The site's record says what settings say; sheets and kits that lead to a former address are made again by the worker."""
    _record()
    for campaign in Campaign.objects.filter(pk__in=elsewhere().filter(replaced_at=None).values("campaign")):
        check(campaign.printed.all())
        with suppress(PressError):  # they are being made already, or their codes are retired
            press_runs.begin_again(campaign, None, elsewhere())
    for kit in editions.elsewhere().values_list("kit", flat=True):
        editions.renew.enqueue(kit)


def _record() -> None:
    parts = urlsplit(settings.BASE_URL)
    hostname = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    port = parts.port or PORTS[parts.scheme]
    site = Site.objects.get(is_default_site=True)
    if (site.hostname, site.port) != (hostname, port):
        site.hostname, site.port = hostname, port
        site.save()
