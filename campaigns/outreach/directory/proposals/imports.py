"""From an uploaded file to a proposal: read, held against the directory, shown, and submitted at somebody's word."""

from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from campaigns.outreach.directory.models import Proposal
from campaigns.outreach.directory.proposals import acts, changes
from campaigns.outreach.directory.proposals.changes import Changes
from campaigns.outreach.directory.sheets import upload
from campaigns.outreach.directory.sheets.columns import BY_FIELD
from campaigns.outreach.directory.vocabulary import Need
from country.territories import postcode_begins
from intake.problems import FileRefusedError, Problems


@dataclass
class Preview:
    """What a file would change; `pending` is None where it changes nothing."""

    found: Changes
    warnings: Problems
    pending: Proposal | None = None


def preview(user, file: UploadedFile, withdraw_others: bool = False) -> Preview:
    """Read a file and keep what it would change; writes nothing else. Raises FileRefusedError with nothing kept."""
    read = upload.read(file)
    if withdraw_others and "source_title" not in read.headings and not read.problems:
        reason = _("To withdraw what is not in the file, it needs the column “%(column)s” for each row.")
        read.problems.add(None, reason % {"column": BY_FIELD["source_title"].names[0]})
    _refuse(read.problems)
    rows = [{"withdrawn": False} | row for _line, row in read.rows]
    found, lines = changes.of(rows), {row["reference"]: line for line, row in read.rows}
    _refuse(_incomplete(found, lines))
    if withdraw_others:
        found.found += changes.of(changes.withdrawals(rows)).found
    seen = Preview(found, warnings(found, lines))
    if found.found:
        seen.pending = acts.draft(found, user, Proposal.Origin.IMPORT, file_name=file.name[-200:])
    return seen


def _refuse(problems: Problems) -> None:
    if problems:
        raise FileRefusedError(problems=problems)


def _incomplete(found: Changes, lines: dict[str, int]) -> Problems:
    problems = Problems()
    for reference, missing in found.incomplete:
        labels = ", ".join(BY_FIELD[one].names[0] for one in missing)
        reason = _("“%(reference)s” is not in the directory, and a new entry needs: %(fields)s.")
        problems.add(lines[reference], reason % {"reference": reference, "fields": labels})
    return problems


def warnings(found: Changes, lines: dict[str, int] | None = None) -> Problems:
    """What is taken, and should be looked at by a person all the same."""
    told = Problems()
    for change in found.found:
        line, row = (lines or {}).get(change.row["reference"]), change.row
        if row.get("address") and Need.SHELTER in row.get("services", ()):
            told.add(
                line, _("“%(name)s” offers a safe place and says where: never the address of a shelter.") % _of(change)
            )
        if change.is_new and not row.get("territory"):
            told.add(line, _("“%(name)s” is shown for the whole country: it names no département.") % _of(change))
        territory, postcode = row.get("territory"), row.get("postcode")
        if territory and postcode and not postcode.startswith(postcode_begins(territory)):
            told.add(line, _("“%(name)s”: the postcode is that of another département.") % _of(change))
        if change.before and change.before.get("withdrawn") and row.get("withdrawn") is False:
            told.add(line, _("“%(name)s” was withdrawn, and becomes public again.") % _of(change))
    return told


def _of(change) -> dict[str, str]:
    return {"name": change.name}
