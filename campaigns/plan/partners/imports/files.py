"""From an uploaded file to partners: read, kept, written at somebody's word, and undone."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import batched

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.search.backends import get_search_backends

from campaigns.plan.models import Campaign, Partner, PartnerImport, Partnership, Placement, RecallMail, TrackedLink
from campaigns.plan.partners.imports import columns, meaning
from campaigns.plan.partners.imports.meaning import FIELDS, Meaning
from campaigns.plan.relay import partnerships
from intake.previews import forget, locked, whole_or_nothing
from intake.problems import FileRefusedError, NotAppliedError, Problems
from reach.events import Dimension
from reach.models import Total

BATCH = 500
UNDONE_WITHIN = timedelta(days=30)


@dataclass
class Preview:
    """What a file would change."""

    meaning: Meaning
    pending: PartnerImport


def preview(campaign: Campaign | None, user, file: UploadedFile, *, updates: bool) -> Preview:
    """Read a file and keep its rows; writes nothing else. Raises FileRefusedError with nothing kept."""
    read = columns.read(file)
    rows = [{"line": line} | row for line, row in read.rows]
    found = meaning.read(rows, updates=updates, headings=read.headings)
    if problems := read.problems.merged(found.problems):
        raise FileRefusedError(problems=problems)
    kept = PartnerImport.objects.create(
        user=user, campaign=campaign, file_name=file.name[:255], rows=rows, updates=updates
    )
    return Preview(found, kept)


def apply(pending: PartnerImport, user) -> Meaning:
    """Write what the preview showed, judged again as things are now. Raises NotAppliedError with nothing written."""
    said = _("Something else was written at the same moment, so nothing was: upload the file again.")
    with whole_or_nothing(said):
        current = locked(pending)
        found = meaning.read(current.rows, updates=current.updates)
        if found.problems:
            said = _(
                "Things have changed since the preview, so nothing was written: correct the file and upload it again."
            )
            raise NotAppliedError(said, found.problems)
        current.before = _write(found) | _take_part(current.campaign, found, user)
        current.rows, current.applied_at = [], timezone.now()
        current.save(update_fields=["before", "rows", "applied_at"])
    return found


def _write(found: Meaning) -> dict[str, list]:
    Partner.objects.bulk_create(found.new, batch_size=BATCH)
    for change in found.changed:
        meaning.write(change.partner, change.becomes)
    Partner.objects.bulk_update([change.partner for change in found.changed], FIELDS, batch_size=BATCH)
    _find(found.new + [change.partner for change in found.changed])
    return {
        "made": [[partner.pk, {name: meaning.stored(partner, name) for name in FIELDS}] for partner in found.new],
        "changed": [[change.partner.pk, change.was, change.becomes] for change in found.changed],
    }


def _find(partners: list[Partner]) -> None:
    """Writing in bulk sends no signals: put what was written into the search index."""
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(Partner, partners)


def _take_part(campaign: Campaign | None, found: Meaning, user) -> dict[str, list[int]]:
    if campaign is None:
        return {}
    begun = partnerships.begin_all(campaign, [partner for _line, partner, _change in found.lines], user)
    return {
        "partnerships": [one.pk for one in begun.new],
        "begun_again": [one.pk for one in begun.again],
        "links": [link.pk for link in begun.links],
    }


def may_be_undone(done: PartnerImport) -> bool:
    return bool(done.applied_at and done.before and not done.undone_at)


def undo(done: PartnerImport) -> None:
    """Take it back as a whole. Raises NotAppliedError, with nothing done, where something was made of it or changed since."""
    said = _("Something else was written at the same moment, so nothing was undone: try again.")
    with whole_or_nothing(said):
        current = PartnerImport.objects.select_for_update(of=("self",)).get(pk=done.pk)
        if not may_be_undone(current):
            raise NotAppliedError(_("This import has been undone already, or is too long ago."))
        was = {"partnerships": [], "begun_again": [], "links": []} | current.before
        if problems := _kept(was):
            raise NotAppliedError(_("Nothing was undone, since something has been made of these partners."), problems)
        _take_back(was)
        current.undone_at, current.before = timezone.now(), {}
        current.save(update_fields=["undone_at", "before"])


def _kept(was: dict[str, list]) -> Problems:
    """What stands in the way of an undo, by the name of the partner."""
    problems = Problems()
    became = dict(was["made"]) | {pk: values for pk, _was, values in was["changed"]}
    for partner in Partner.objects.filter(pk__in=became):
        if any(meaning.stored(partner, name) != value for name, value in became[partner.pk].items()):
            problems.add(None, _("It has been changed since: it is corrected in the list."), partner.name)
    for partner in Partner.objects.filter(pk__in=_used(was)):
        problems.add(
            None, _("It has been invited, its link may be in print, or it takes part elsewhere by now."), partner.name
        )
    return problems


def _used(was: dict[str, list]) -> set[int]:
    """The partners of which something was made that an undo would take away."""
    parts, links = [*was["partnerships"], *was["begun_again"]], set(was["links"])
    used = set()
    for some in batched((pk for pk, _values in was["made"]), BATCH, strict=False):
        for model, own in ((Partnership, set(parts)), (TrackedLink, links), (Placement, ()), (RecallMail, ())):
            found = model.objects.filter(partner__in=some).values_list("pk", "partner")
            used.update(partner for pk, partner in found if pk not in own)
    for some in batched(parts, BATCH, strict=False):
        invited = Q(mails__isnull=False, mails__is_former=False)
        found = Partnership.objects.filter(invited | Q(editions__isnull=False), pk__in=some)
        used.update(found.values_list("partner", flat=True))
    for some in batched(links, BATCH, strict=False):
        counted = Total.objects.filter(dimension=Dimension.LINK, key__in=map(str, some)).values_list("key", flat=True)
        seen = Q(printed__isnull=False) | Q(pk__in={int(key) for key in counted})
        used.update(TrackedLink.objects.filter(seen, pk__in=some).values_list("partner", flat=True))
    return used


def _take_back(was: dict[str, list]) -> None:
    """Links that nobody has opened or printed are deleted: their codes are in no print."""
    TrackedLink.objects.filter(pk__in=was["links"]).delete()
    Partnership.objects.filter(pk__in=was["partnerships"]).delete()
    Partnership.objects.filter(pk__in=was["begun_again"]).update(ended_at=timezone.now())
    values = {pk: before for pk, before, _became in was["changed"]}
    changed = list(Partner.objects.filter(pk__in=values))
    for partner in changed:
        meaning.write(partner, values[partner.pk])
    Partner.objects.bulk_update(changed, FIELDS, batch_size=BATCH)
    _find(changed)
    Partner.objects.filter(pk__in=[pk for pk, _values in was["made"]]).delete()


def forget_files() -> int:
    """Those that nobody applied after a day; of the others, after a month, what an undo would need, which is contacts of before."""
    PartnerImport.objects.filter(applied_at__lt=timezone.now() - UNDONE_WITHIN).exclude(before={}).update(before={})
    return forget(PartnerImport.objects.filter(applied_at=None))
