"""What says that something was taken from the public, beside the statements that do it."""

from typing import Any

from django.dispatch import receiver
from wagtail.signals import page_unpublished, unpublished

from core.publication import withdrawal
from serving.page_cache.writes import withdrawn


@receiver([page_unpublished, unpublished])
def forget_unpublished(**kwargs: Any) -> None:
    withdrawn()


@withdrawal.purges
def forget(things: list[Any]) -> None:
    withdrawn()
