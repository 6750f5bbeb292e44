"""Segments of protected lines: gone as soon as they are counted, and only the number of their lines stays.

The file goes before its record does. Whoever finds a record without its file has come upon a removal that was interrupted, or a
backup that was restored, and finishes it; whoever finds no record finds no file either, so that nothing is counted twice.
"""

from django.db import transaction
from django.db.models import F

from reach.journal import journal
from reach.journal.segments import our_nodes, segments_here, size_of
from reach.models import Segment
from serving.clock import shared_now

TOGETHER = "protected"  # the record of all of a node that are gone


def forget_protected() -> int:
    """Of this machine, what is counted whole; how many went."""
    here = segments_here()
    gone = 0
    for segment in Segment.objects.filter(node__in=our_nodes(), name__endswith=journal.APART, removed_at=None):
        path = here.get((segment.node, segment.name))
        if path is not None:
            if not segment.sealed_at or size_of(path) > segment.offset:
                continue
            path.unlink(missing_ok=True)
        gone += _add_up(segment)
    return gone


@transaction.atomic
def _add_up(segment: Segment) -> bool:
    """Put its numbers to those of its node, once."""
    found = Segment.objects.select_for_update().filter(pk=segment.pk).first()
    if found is None:
        return False
    now = shared_now()
    together, _new = Segment.objects.get_or_create(
        node=found.node, name=TOGETHER, defaults={"sealed_at": now, "removed_at": now}
    )
    Segment.objects.filter(pk=together.pk).update(lines=F("lines") + found.lines, torn=F("torn") + found.torn)
    found.delete()
    return True
