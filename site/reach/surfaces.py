"""Whether anything was counted for an audience: its name stands in totals, which stay."""

from collections.abc import Iterator

from django.utils.translation import gettext

from reach.events import Dimension
from reach.models import Cell, Rejected, Total


def counted(name: str) -> Iterator[str]:
    asked = (
        Cell.objects.filter(surface=name),
        Rejected.objects.filter(surface=name),
        Total.objects.filter(dimension=Dimension.SURFACE, key=name),
    )
    if any(found.exists() for found in asked):
        yield gettext("counts")
