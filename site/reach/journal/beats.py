"""How far the fold of each node has come, in the database: whoever asks knows every node, with Redis and without.

Times are by the clock that all nodes share.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from reach.journal import disk, journal
from reach.journal.segments import nodes_here, waiting_since
from reach.models import Beat, Segment
from serving.clock import shared_now

EVERY = timedelta(seconds=5)  # how often a fold that finds nothing to do says so
PATIENCE = timedelta(seconds=15)  # another node's last word may be as old as this
SILENT = timedelta(days=1)


def beat(begun: datetime, *, caught_up: bool, busy: bool) -> None:
    """Say that the journals of this volume were folded by a pass that began then; `busy` where it found something."""
    known = Beat.objects.in_bulk()
    said = [_word(node, begun, caught_up, known.get(node)) for node in nodes_here()]
    fresh = [word for word in said if busy or _is_worth_saying(word, known.get(word.node))]
    if fresh:
        Beat.objects.bulk_create(
            fresh,
            update_conflicts=True,
            unique_fields=["node"],
            update_fields=["folded_at", "caught_up_at", "dropped"],
        )


def _word(node: str, begun: datetime, caught_up: bool, before: Beat | None) -> Beat:
    until = begun
    if not caught_up:
        until = before.caught_up_at if before else waiting_since()[node] or begun
    return Beat(node=node, folded_at=begun, caught_up_at=until, dropped=disk.dropped(journal.root() / node))


def _is_worth_saying(word: Beat, before: Beat | None) -> bool:
    return before is None or word.folded_at - before.folded_at >= EVERY or word.dropped != before.dropped


def lag() -> timedelta:
    """At most how old the oldest byte is that is not folded, on any node in service; none where all is."""
    known, here = Beat.objects.in_bulk(), waiting_since()
    waiting = {node: since for node, since in here.items() if since}
    elsewhere = [word for node, word in known.items() if node not in here]
    if not (waiting or elsewhere):
        return timedelta()
    now, here_and_now = shared_now(), timezone.now()
    behind = [word for word in elsewhere if now - word.caught_up_at > PATIENCE]
    retired = out_of_service(behind, now)
    ages = [now - word.caught_up_at for word in behind if word.node not in retired]
    for node, began in waiting.items():
        # Segments are named by the clock of this machine. Where it goes ahead nothing is counted before it happens.
        age = here_and_now - began
        ages.append(min(age, now - known[node].caught_up_at) if node in known else age)
    return max([timedelta(), *ages])


def silent(words: Iterable[Beat], now: datetime) -> set[str]:
    """The nodes whose fold has said nothing for more than a day."""
    return {word.node for word in words if now - word.folded_at > SILENT}


def out_of_service(words: Iterable[Beat], now: datetime) -> set[str]:
    """Of these the nodes that are silent and left no segment that is not folded whole: nobody waits for them."""
    nodes = silent(words, now)
    if not nodes:
        return nodes
    unfinished = Segment.objects.filter(node__in=nodes, sealed_at=None, removed_at=None)
    return nodes - set(unfinished.values_list("node", flat=True))


def has_others() -> bool:
    """Whether the journals of other nodes lie on other machines."""
    return Beat.objects.exclude(node__in=nodes_here()).exists()
