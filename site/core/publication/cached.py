"""What the page cache is told: what was taken from the public, and which tables no public page shows anything of."""

from typing import Any

from django.dispatch import receiver
from wagtail.signals import page_unpublished, unpublished

from core import registry
from core.protection.zones import DISCREET
from serving.page_cache.changes.tables import unseen
from serving.page_cache.changes.writes import withdrawn
from serving.page_cache.short_addresses import lead_on

# Names of tables; `name_` stands for all that begin so.
UNSEEN = registry.Kind[str](taken=unseen)
# How short addresses begin, which lead on and are answered from memory; their query travels along, and may ask for the dress.
SHORT = registry.Kind[str](taken=lambda beginning: lead_on(beginning, frozenset({DISCREET})))


@receiver([page_unpublished, unpublished])
def forget_unpublished(**kwargs: Any) -> None:
    withdrawn()


def forget(things: list[Any]) -> None:
    withdrawn()
