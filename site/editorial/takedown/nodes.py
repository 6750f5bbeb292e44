"""Which nodes of the site have confirmed a takedown, and until when one that has not may still show it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils import timezone

from editorial.models import Takedown
from serving.page_cache.changes import confirming
from serving.page_cache.changes.confirming import Confirmation
from serving.page_cache.entries import KEPT


@dataclass(frozen=True)
class State:
    """`told`: the nodes know of it. At `until` no node shows it any more, whatever it has heard."""

    nodes: list[Confirmation]
    told: bool
    until: datetime

    @property
    def is_over(self) -> bool:
        return timezone.now() >= self.until

    @property
    def missing(self) -> list[Confirmation]:
        return [node for node in self.nodes if not node.confirmed]

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to wait for."""
        return self.is_over or (self.told and not self.missing)


def until(takedown: Takedown) -> datetime:
    """No copy is older than `STALE_MAX`, and what was made after the takedown does not hold it."""
    return takedown.created_at + timedelta(seconds=max(settings.STALE_MAX, KEPT))


def note(takedown: Takedown) -> None:
    """Right after it is committed: under which number the others were told of it."""
    _keep(takedown, confirming.told_as())


def state(takedown: Takedown) -> State:
    """Asks each time; where the others were not told yet, by whichever node, they are told now."""
    ends = until(takedown)
    if takedown.told_as is None and timezone.now() < ends:
        _keep(takedown, confirming.tell_again())
    return State(confirming.confirmations(takedown.told_as), takedown.told_as is not None, ends)


def _keep(takedown: Takedown, number: int | None) -> None:
    if number is not None:
        takedown.told_as = number
        Takedown.objects.filter(pk=takedown.pk).update(told_as=number)


def nodes(request: HttpRequest, pk: int) -> HttpResponse:
    """The page, or with `?part` what of it changes."""
    if not request.user.has_perm("editorial.add_takedown"):
        raise PermissionDenied
    takedown = get_object_or_404(Takedown, pk=pk)
    template = "editorial/takedown/confirmed.html" if "part" in request.GET else "editorial/takedown/nodes.html"
    response = render(request, template, {"takedown": takedown, "state": state(takedown)})
    response["Cache-Control"] = "no-store"
    return response


urls = [path("takedowns/<int:pk>/nodes/", nodes, name="takedown_nodes")]
