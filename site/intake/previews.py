"""What waits between its preview and somebody's word: kept for a day, applied once, as a whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import DatabaseError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from intake.problems import NotAppliedError

KEPT = timedelta(days=1)


def forget(waiting: models.QuerySet, uploaded: str = "created_at") -> int:
    """Remove what was uploaded a day ago and never applied; returns how many files."""
    return waiting.filter(**{f"{uploaded}__lt": timezone.now() - KEPT}).delete()[0]


@contextmanager
def whole_or_nothing(reason: str) -> Iterator[None]:
    """All that is written within, or none of it: NotAppliedError with the reason where the database refuses any."""
    try:
        with transaction.atomic():
            yield
    except DatabaseError:
        raise NotAppliedError(reason) from None


def locked[Pending: models.Model](pending: Pending) -> Pending:
    """The import as it is now; whoever applies it at the same time waits, and then gets NotAppliedError."""
    current = type(pending).objects.select_for_update(of=("self",)).get(pk=pending.pk)
    if current.applied_at:
        raise NotAppliedError(_("This file has been imported already. Nothing was written a second time."))
    return current
