"""Tells the cache in front, in the worker; what it does not hear is told again each minute."""

import logging
from itertools import batched

from django.db.models import F
from django_tasks import task
from wagtail.contrib.frontend_cache.utils import get_backends

from core.models import PendingPurge

MOST, AT_ONCE = 1000, 50  # addresses in a minute, and in a request to those that take several
logger = logging.getLogger(__name__)


@task()
def send() -> None:
    send_all()


def send_all() -> tuple[int, str]:
    """How many addresses were told, and what keeps the others from it. Told twice does no harm."""
    told = 0
    backends = get_backends().values()
    for some in batched(PendingPurge.objects.order_by("asked_at", "pk")[:MOST], AT_ONCE):
        addresses = [pending.url for pending in some]
        try:
            for backend in backends:
                backend.purge_batch(addresses)
        except Exception as error:  # libraries of CDNs raise whatever they like
            problem = f"{type(error).__name__}: {error}"[:500]
            ids = [pending.pk for pending in some]
            PendingPurge.objects.filter(pk__in=ids).update(attempts=F("attempts") + 1, problem=problem)
            logger.warning("the cache in front was not told to forget %s: %s", addresses[0], problem)
            return told, problem  # the next minute is soon enough: all others would wait as long
        for pending in some:  # what was asked again meanwhile is told again
            PendingPurge.objects.filter(pk=pending.pk, asked_at=pending.asked_at).delete()
        told += len(some)
    return told, ""
