"""Adding to the audit log, checking it, and removing what is old: the chain of seals holds through all three."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from editorial.audit_log.models import Chain, Entry, Event

BEGINNING = "0" * 64


@dataclass(frozen=True)
class Verdict:
    """`problem` is empty where every seal holds; `last` is the seal to note elsewhere."""

    entries: int
    last: str
    problem: str = ""


@transaction.atomic
def record(event: Event, *, actor: str = "", subject: str = "", **details: Any) -> Entry:
    """Add an entry. Two that are added at once wait for each other at the row of the chain."""
    chain = _locked()
    entry = Entry(
        at=timezone.now(), event=event, actor=actor, subject=subject, details=details, previous=chain.ends_with
    )
    entry.digest = entry.sealed()
    entry.save()
    chain.ends_with = entry.digest
    chain.save(update_fields=["ends_with"])
    return entry


@transaction.atomic
def verify(noted: str = "") -> Verdict:
    """Follow the chain from its beginning. `noted` is a seal that was written down before, and must still be part of it."""
    chain = _locked()
    seal, count, seen = chain.begins_after, 0, noted in ("", chain.begins_after)
    for entry in Entry.objects.order_by("id").iterator():
        if entry.previous != seal:
            return Verdict(count, seal, f"Entries are missing before entry {entry.pk} of {entry.at.isoformat()}.")
        if entry.sealed() != entry.digest:
            return Verdict(count, seal, f"Entry {entry.pk} of {entry.at.isoformat()} was changed.")
        seal, count = entry.digest, count + 1
        seen = seen or seal == noted
    if seal != chain.ends_with:
        return Verdict(count, seal, "The last entries are missing.")
    return Verdict(count, seal, "" if seen else "The seal that was noted is not part of the chain.")


@transaction.atomic
def purge(before: datetime | None = None) -> int:
    """Remove entries that are older than the settings say, from the beginning of the chain; returns how many."""
    before = before or timezone.now() - timedelta(days=settings.AUDIT_LOG_DAYS)
    _locked()
    kept = Entry.objects.filter(at__gte=before).order_by("id").first()
    old = Entry.objects.filter(pk__lt=kept.pk) if kept else Entry.objects.all()
    last = old.order_by("id").last()
    if last is None:
        return 0
    Chain.objects.filter(pk=1).update(is_purging=True)
    removed, _by_model = QuerySet(Entry).filter(pk__lte=last.pk).delete()
    Chain.objects.filter(pk=1).update(is_purging=False, begins_after=last.digest)
    record(Event.LOG_PURGED, entries=removed)
    return removed


def _locked() -> Chain:
    return Chain.objects.select_for_update().get_or_create(
        pk=1, defaults={"begins_after": BEGINNING, "ends_with": BEGINNING}
    )[0]
