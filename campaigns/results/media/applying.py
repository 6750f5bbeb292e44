"""From an uploaded file to figures: kept, previewed, written at somebody's word as a whole, and undone as a whole."""

from decimal import Decimal

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.plan.models import Campaign
from campaigns.results.media import reading
from campaigns.results.media.choices import Choice
from campaigns.results.media.grid import Grid
from campaigns.results.media.headings import CALLS, OWNER
from campaigns.results.media.reading import Reading
from campaigns.results.models import CallVolume, MediaFigure, MediaImport, MediaMapping
from intake.previews import locked, whole_or_nothing
from intake.problems import NotAppliedError

AT_ONCE = 1_000


def same_file(campaign: Campaign, kind: str, sha256: str) -> MediaImport | None:
    """The import in force of the very same file. The calls of a day may belong to two campaigns, what was paid to one."""
    found = MediaImport.objects.filter(kind=kind, sha256=sha256, undone_at=None).exclude(applied_at=None)
    return (found.filter(campaign=campaign) if kind == CALLS else found).select_related("campaign").first()


def keep(campaign: Campaign, kind: str, user, file: UploadedFile, grid: Grid) -> MediaImport:
    """Keep what was read until it is applied, or forgotten."""
    return MediaImport.objects.create(
        campaign=campaign,
        kind=kind,
        made_by=user,
        file_name=file.name[-200:],
        sha256=grid.sha256,
        cells={"headings": grid.headings, "lines": grid.lines},
    )


def judge(pending: MediaImport, choice: Choice, mapping: MediaMapping | None = None) -> Reading:
    """Read what was kept; where all of it is good, keep what applying will write."""
    cells = pending.cells
    found = reading.read(pending.campaign, pending.kind, cells["headings"], cells["lines"], choice)
    pending.rows = [] if found.problems else found.rows
    pending.channel_id = choice.owner if pending.kind != CALLS and "channel" not in choice.columns else None
    pending.mapping = mapping
    pending.save(update_fields=["rows", "channel", "mapping"])
    return found


def apply(pending: MediaImport) -> int:
    """Write what the preview showed; returns how many rows. Raises NotAppliedError with nothing written."""
    said = _("Something else was imported or removed at the same moment, so nothing was written: upload it again.")
    with whole_or_nothing(said):
        # Whoever imports into the same campaign at the same time waits here, and then sees what is written now.
        campaign = Campaign.objects.select_for_update().get(pk=pending.campaign_id)
        current = locked(pending)
        if not current.rows:
            raise NotAppliedError(_("Nothing was written: say first which column is what."))
        _check_still_good(campaign, current)
        _write(campaign, current)
        number = len(current.rows)
        current.rows, current.cells, current.applied_at = [], {}, timezone.now()
        current.save(update_fields=["rows", "cells", "applied_at"])
    return number


def _check_still_good(campaign: Campaign, current: MediaImport) -> None:
    if same_file(campaign, current.kind, current.sha256):
        raise NotAppliedError(_("This file has been imported already. Nothing was written a second time."))
    names = {one.pk: one.name for one in reading.owners(campaign, current.kind)}
    there = reading.taken(campaign, current.kind, current.rows)
    days = {(owner, f"{day}") for owner, day in there}
    if any((row["owner"], row["day"]) in days or row["owner"] not in names for row in current.rows):
        raise NotAppliedError(
            _("Things have changed since the preview, so nothing was written: upload the file again to see what.")
        )


def _write(campaign: Campaign, current: MediaImport) -> None:
    owner = f"{OWNER[current.kind]}_id"
    if current.kind == CALLS:
        made = [
            CallVolume(of_import=current, campaign=campaign, row=row["line"], day=row["day"], calls=row["calls"])
            for row in current.rows
        ]
    else:
        made = [_figure(current, row) for row in current.rows]
    for row, one in zip(current.rows, made, strict=True):
        setattr(one, owner, row["owner"])
    type(made[0]).objects.bulk_create(made, batch_size=AT_ONCE)


def _figure(current: MediaImport, row: dict) -> MediaFigure:
    cost = row.get("cost")
    return MediaFigure(
        of_import=current,
        row=row["line"],
        day=row["day"],
        impressions=row.get("impressions"),
        clicks=row.get("clicks"),
        cost=None if cost is None else Decimal(cost),
        reach=row.get("reach"),
    )


@transaction.atomic
def undo(done: MediaImport, user) -> int:
    """Remove exactly what the file brought; returns how many rows. What was done and by whom stays known."""
    current = MediaImport.objects.select_for_update(of=("self",)).get(pk=done.pk)
    if current.applied_at is None or current.undone_at:
        raise NotAppliedError(_("This import is not in force: there is nothing to undo."))
    figures, _by_model = current.figures.all().delete()
    calls, _by_model = current.calls.all().delete()
    current.undone_at, current.undone_by = timezone.now(), user
    current.save(update_fields=["undone_at", "undone_by"])
    return figures + calls
