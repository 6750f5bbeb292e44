"""From an uploaded file to links: read, kept, and written at somebody's word."""

from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.plan.links.imports import columns, meaning
from campaigns.plan.links.imports.columns import COLUMNS
from campaigns.plan.links.imports.meaning import Meaning
from campaigns.plan.links.making import create
from campaigns.plan.models import Campaign, LinkImport
from intake.previews import locked, whole_or_nothing
from intake.problems import FileRefusedError, NotAppliedError


@dataclass
class Preview:
    """What a file would make."""

    meaning: Meaning
    pending: LinkImport


def preview(campaign: Campaign, user, file: UploadedFile) -> Preview:
    """Read a file and keep its rows; writes nothing else. Raises FileRefusedError with nothing kept."""
    read = columns.read(file)
    rows = [{"line": line} | dict.fromkeys(COLUMNS, "") | row for line, row in read.rows]
    found = meaning.read(campaign, rows, read.headings) if rows else Meaning()
    _check_placements(found, user)
    if problems := read.problems.merged(found.problems):
        raise FileRefusedError(problems=problems)
    kept = LinkImport.objects.create(user=user, campaign=campaign, file_name=file.name[:255], rows=rows)
    return Preview(found, kept)


def apply(pending: LinkImport, user) -> Meaning:
    """Write what the preview showed, judged again as things are now. Raises NotAppliedError with nothing created."""
    said = _("Something else was made at the same moment, so nothing was created: upload the file again.")
    with whole_or_nothing(said):
        current = locked(pending)
        found = meaning.read(current.campaign, current.rows)
        _check_placements(found, user)
        if found.problems:
            raise NotAppliedError(
                _(
                    "Things have changed since the preview, so nothing was created: correct the file and upload it again."
                ),
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
