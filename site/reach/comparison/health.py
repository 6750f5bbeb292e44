"""The state of the counter, for the team: the last comparison, what waits, what was lost, which node folds."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reach.events import Reason
from reach.journal import beats, disk, journal
from reach.journal.segments import our_nodes
from reach.models import Beat, Reconciliation, Rejected, Segment
from serving.clock import shared_now

SLOW = timedelta(minutes=1)  # later than this, something is wrong with a fold
OLD = timedelta(hours=36)  # a comparison is made each night


@dataclass(frozen=True)
class Node:
    """What is known of the journal of one node; numbers of its disk only where that is here, or where its fold told them."""

    name: str
    segments: int
    unfinished: int
    lines: int
    torn: int
    dropped: int
    folded_at: datetime | None
    is_silent: bool = False  # for more than a day, with a journal that is not counted
    is_out_of_service: bool = False  # as silent, with nothing left to count


@dataclass(frozen=True)
class State:
    reconciliation: Reconciliation | None
    lag: timedelta
    nodes: list[Node]
    objected: int = 0  # requests of visitors who do not want to be counted, of the whole site

    @property
    def torn(self) -> int:
        return sum(node.torn for node in self.nodes)

    @property
    def dropped(self) -> int:
        return sum(node.dropped for node in self.nodes)

    @property
    def silent(self) -> list[str]:
        return [node.name for node in self.nodes if node.is_silent]

    @property
    def lag_seconds(self) -> int:
        return round(self.lag.total_seconds())

    @property
    def is_slow(self) -> bool:
        return self.lag > SLOW

    @property
    def is_old(self) -> bool:
        """Whether no comparison was made for longer than a night."""
        return not self.reconciliation or datetime.now(UTC) - self.reconciliation.ran_at > OLD


def state() -> State:
    """A fixed number of queries, whatever the number of nodes."""
    objected = Rejected.objects.filter(reason=Reason.DISABLED).aggregate(n=Sum("n"))["n"] or 0
    return State(Reconciliation.objects.first(), beats.lag(), _nodes(), int(objected))


def _nodes() -> list[Node]:
    said, here = Beat.objects.in_bulk(), our_nodes()
    others = [word for word in said.values() if word.node not in here]
    silent = beats.silent(others, now := shared_now()) if others else set()
    retired = beats.out_of_service(others, now) if silent else set()
    rows = {
        row["node"]: row
        for row in Segment.objects.values("node")
        .annotate(
            segments=Count("pk", filter=Q(removed_at=None)),
            unfinished=Count("pk", filter=Q(sealed_at=None, removed_at=None)),
            lines=Sum("lines"),
            torn=Sum("torn"),
        )
        .order_by()
    }
    nothing = {"segments": 0, "unfinished": 0, "lines": 0, "torn": 0}
    return [
        Node(
            name=name,
            dropped=disk.dropped(journal.root() / name) if name in here else said[name].dropped if name in said else 0,
            folded_at=said[name].folded_at if name in said else None,
            is_silent=name in silent - retired,
            is_out_of_service=name in retired,
            **{column: int(rows.get(name, nothing)[column]) for column in nothing},
        )
        for name in sorted({*rows, *said, *here})
    ]


def report(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm("reach.view_reconciliation"):
        raise PermissionDenied
    return render(request, "reach/state.html", {"state": state()})
