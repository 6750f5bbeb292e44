"""What the cache in front is still to be told."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.files.storage import Storage, default_storage, storages
from django.db import transaction
from django.utils import timezone

from core.files.media import PRIVATE


def is_on() -> bool:
    return bool(settings.WAGTAILFRONTENDCACHE)


def later(addresses: Iterable[str]) -> None:
    """Once it is committed, and again until it is heard; addresses of this site may begin with a slash."""
    if not is_on():
        return
    from core.frontend_cache.sending import enqueue
    from core.models import PendingPurge

    now = timezone.now()
    # In one order, so that two who publish at once do not each wait for the other.
    rows = [PendingPurge(url=_whole(address), asked_at=now, due_at=now) for address in sorted(set(addresses))]
    if rows:
        PendingPurge.objects.bulk_create(
            rows, update_conflicts=True, update_fields=["asked_at", "due_at", "attempts"], unique_fields=["url"]
        )
        transaction.on_commit(enqueue, robust=True)


def forget_file(name: str, storage: Storage | Any = default_storage) -> None:
    """A file of the public folder is gone, or is another one; nobody has a copy of what was never public."""
    is_public = storage is default_storage or storage == storages["default"]
    if is_on() and name and is_public and not name.startswith(PRIVATE):
        later([storage.url(name)])


def _whole(address: str) -> str:
    return f"{settings.BASE_URL.rstrip('/')}{address}" if address.startswith("/") else address
