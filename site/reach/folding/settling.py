"""Bounds what views can lead to: of a page, a language and a wording, in an hour, never more of any kind than views.

And it bounds the views that browsers tell themselves, of pages that they asked for ahead: never more than such pages were sent, since
what is told would else allow more to be told. Of visits that began there as many.

A token is the same for everyone, so that whoever has one can send as much as the rates allow. What is sent names the hour of its
token, and takes a view (or a page sent ahead) of that hour, or of the next: a page that is kept ready is shown for some minutes more.
What finds none waits: its view may be written on another machine, or be read later. Once both hours are wholly counted it is rejected.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F, Q

from reach.events import LATE, Event, Reason, counted_as
from reach.folding.adding import add
from reach.folding.tally import Counted, Key
from reach.models import Beat, Held, Rejected, Room

ONE = timedelta(hours=1)
WINDOW = 2 * ONE  # from the beginning of an hour until the views that it may take are all written
SILENT = timedelta(days=1)  # a machine that has said nothing for longer keeps nobody waiting
KEPT = timedelta(days=4)  # a token is good for a day, and a journal is kept for three
VIEW = "view"
AHEAD = Reason.PREFETCH.value  # what a page that was sent ahead is in `Room`


def settle(counted: Counted) -> None:
    """Within the transaction of a chunk: count what was told, as far as there are views for it, and keep the rest waiting."""
    pages = {key[1] for key in (*counted.views, *counted.ahead)} | {event.page for event in counted.claims}
    if not pages:
        return
    _hold_others()
    add(Room, {(*key, AHEAD): n for key, n in counted.ahead.items()})
    waiting = list(Held.objects.filter(page__in=pages))
    claims = Counter(counted.claims)
    for row in waiting:
        claims[row.event] += row.n
    late = Counter({event: n for event, n in claims.items() if event.kind in LATE})
    left = _share_out(counted, late)
    add(Room, {(*key, VIEW): n for key, n in counted.views.items()})  # those that were late among them
    left += _share_out(counted, claims - late)
    if waiting or left:
        Held.objects.filter(pk__in=[row.pk for row in waiting]).delete()
        add(Held, {Held.key(event): n for event, n in left.items()})


def bound_of(kind: str) -> str:
    """The kind in `Room` that there can be no more of this kind than."""
    return AHEAD if kind in LATE else VIEW


def _share_out(counted: Counted, claims: Counter[Event]) -> Counter[Event]:
    """Count what finds a view, and write down that this one is taken; what is left waiting."""
    free = _free(claims) if claims else {}
    taken, left = Counter(), Counter()
    for event in sorted(claims, key=Held.key):
        n = claims[event]
        for hour in (event.bucket, event.bucket + ONE):
            room = (hour, event.page, event.locale, event.variant, event.kind)
            here = free.get(room[:4], {})
            found = min(n, here.get(bound_of(event.kind), 0) - here.get(event.kind, 0))
            if found > 0:
                counted.accept(event, found)
                taken[room] += found
                here[event.kind] = here.get(event.kind, 0) + found
                n -= found
        if n:
            left[event] = n
    add(Room, taken)
    return left


def _free(claims: Iterable[Event]) -> dict[Key, dict[str, int]]:
    """{(hour, page, language, wording): {kind: how many}}: views, pages sent ahead, and what took them."""
    hours = {hour for event in claims for hour in (event.bucket, event.bucket + ONE)}
    rows = Room.objects.filter(page__in={event.page for event in claims}, hour__range=(min(hours), max(hours)))
    found: dict[Key, dict[str, int]] = {}
    for *key, kind, n in rows.values_list("hour", "page", "locale", "variant", "kind", "n"):
        found.setdefault(tuple(key), {})[kind] = n
    return found


def _hold_others() -> None:
    """Two folds must not give the same view away. On SQLite the transaction itself sees to that."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [0x72656163])


@transaction.atomic
def reject_excess(now: datetime) -> int:
    """Reject what no view can come for any more, as a kind of its own; how much that was."""
    if not Held.objects.exists():
        return 0
    _hold_others()
    heard = Beat.objects.filter(caught_up_at__gt=now - SILENT).values_list("caught_up_at", flat=True)
    late = list(Held.objects.filter(hour__lte=min(heard, default=now) - WINDOW))
    rejected: Counter[Key] = Counter()
    for row in late:
        rejected[row.day, row.surface, row.campaign, counted_as(row.kind), Reason.EXCESS.value] += row.n
        _remember(row)
    add(Rejected, rejected)
    Held.objects.filter(pk__in=[row.pk for row in late]).delete()
    return sum(rejected.values())


def _remember(row: Held) -> None:
    """How much of a kind was refused of a page, for whoever looks at its proportions."""
    key = Q(hour=row.hour, page=row.page, locale=row.locale, variant=row.variant, kind=row.kind)
    if not Room.objects.filter(key).update(refused=F("refused") + row.n):
        add(Room, {(row.hour, row.page, row.locale, row.variant, row.kind): 0})
        Room.objects.filter(key).update(refused=F("refused") + row.n)


def forget(now: datetime) -> int:
    """Hours that no token can name any more."""
    return Room.objects.filter(hour__lt=now - KEPT).delete()[0]
