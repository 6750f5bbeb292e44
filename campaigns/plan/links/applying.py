"""From an uploaded file to links: read, keep what was read, and write it at somebody's word, all of it or nothing."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.files.uploadedfile import UploadedFile
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.plan.links import meaning, table
from campaigns.plan.links.making import create
from campaigns.plan.links.meaning import Meaning
from campaigns.plan.links.table import Problems
from campaigns.plan.models import Campaign, LinkImport

KEPT_UNAPPLIED = timedelta(days=1)


class NotAppliedError(Exception):
    """Nothing was created; `message` says why and what to do, `problems` where in the file."""

    def __init__(self, message: str, problems: Problems | None = None):
        super().__init__(message)
        self.message, self.problems = message, problems or Problems()


@dataclass
class Preview:
    """What a file would make; where it has problems, nothing is kept of it and `pending` is None."""

    meaning: Meaning
    problems: Problems
    pending: LinkImport | None = None


def preview(campaign: Campaign, user, file: UploadedFile) -> Preview:
    """Read a file and keep its rows; writes nothing else."""
    read = table.read(file)
    found = meaning.read(campaign, read.rows, read.headers) if read.rows else Meaning()
    _check_placements(found, user)
    problems = read.problems.merged(found.problems)
    if problems:
        return Preview(found, problems)
    kept = LinkImport.objects.create(user=user, campaign=campaign, file_name=file.name[:255], rows=read.rows)
    return Preview(found, problems, kept)


def apply(pending: LinkImport, user) -> Meaning:
    """Write what the preview showed, judged again as things are now. Raises NotAppliedError with nothing created."""
    try:
        with transaction.atomic():
            return _apply(pending, user)
    except DatabaseError:
        raise NotAppliedError(
            _("Something else was made at the same moment, so nothing was created: upload the file again.")
        ) from None


def _apply(pending: LinkImport, user) -> Meaning:
    current = LinkImport.objects.select_for_update().get(pk=pending.pk)
    if current.applied_at:
        raise NotAppliedError(_("This file has been imported already. Nothing was created a second time."))
    found = meaning.read(current.campaign, current.rows)
    _check_placements(found, user)
    if found.problems:
        raise NotAppliedError(
            _("Things have changed since the preview, so nothing was created: correct the file and upload it again."),
            found.problems,
        )
    for link in found.links:
        link.created_by = user
    create(found.links, found.placements)
    current.applied_at = timezone.now()
    current.save(update_fields=["applied_at"])
    return found


def _check_placements(found: Meaning, user) -> None:
    if found.placements and not user.has_perm("plan.add_placement"):
        found.problems.add(None, _("The file names placements that are not there, and you may add none."))


def forget_unapplied() -> int:
    """Remove what was uploaded a day ago and never applied; returns how many files."""
    return LinkImport.objects.filter(applied_at=None, created_at__lt=timezone.now() - KEPT_UNAPPLIED).delete()[0]
