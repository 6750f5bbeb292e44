"""Making the files of a kit in the background: a version is whole, or nobody sees any of it."""

import tempfile
from collections.abc import Callable, Iterator
from copy import copy
from typing import Any

from django.conf import settings
from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Exists, Max, OuterRef, QuerySet
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django_tasks import task

from campaigns.prevention.kits.files import archive, extras
from campaigns.prevention.kits.models import KitEdition, KitFile, KitPage
from campaigns.prevention.kits.models.editions import new_claim
from campaigns.prevention.kits.vocabulary import Format
from campaigns.prevention.kits.writing import Written, write
from core.models import Operator
from core.models.licence import address_of
from made.files import store
from made.problems import tell
from made.work import Engine, TakenOverError
from press.content import PressError
from press.documents.docx.docx import docx
from press.documents.odt.odt import odt
from press.documents.pdf import pdf
from press.documents.slides.pptx import pptx
from serving.clock import shared_now

PRINTED = ((Format.PDF, pdf), (Format.ODT, odt), (Format.DOCX, docx))


@task()
def renew(kit_id: int) -> None:
    """Make a new version where the kit says something else than its last one; does nothing where another worker is at it."""
    kit = KitPage.objects.live().select_related("locale").filter(pk=kit_id).first()
    if kit is None:
        return
    try:
        written = write(kit)
        edition = _claimed(kit, extras.digest(kit, written.digest))
    except PressError as error:
        _claimed(kit, "", error.message)
        return
    if edition is not None:
        _make(edition, kit, written)


ENGINE = Engine("kits", KitEdition, renew, key="kit")


def is_current(kit: KitPage) -> bool:
    """Whether the last version says what the kit says today. PressError where it cannot be written."""
    last = kit.finished_editions.first()
    return last is not None and last.made_from == extras.digest(kit, write(kit).digest)


def elsewhere() -> QuerySet[KitEdition]:
    """The last versions of live kits that lead to another address of the site than today's."""
    newer = KitEdition.objects.filter(kit=OuterRef("kit"), number__gt=OuterRef("number"), finished_at__isnull=False)
    last = KitEdition.objects.filter(~Exists(newer), kit__live=True, finished_at__isnull=False)
    return last.exclude(address__in=["", settings.BASE_URL])


@transaction.atomic
def _claimed(kit: KitPage, digest: str, problem: str = "") -> KitEdition | None:
    """The version to be made now; None where the last one says the same, or somebody is making it.

    What was begun and never finished is made anew, as the same version; whoever was at it finds that it is so no more.
    """
    KitPage.objects.select_for_update().get(pk=kit.pk)
    last = kit.finished_editions.first()
    begun = kit.begun_edition
    if last is not None and last.made_from == digest and not problem:
        if begun is not None:
            begun.delete()
        last.published_at = kit.last_published_at  # again, in the same words
        last.save(update_fields=["published_at"])
        return None
    if begun is not None and begun.is_held and not begun.problem and begun.made_from == digest:
        return None
    now = shared_now()
    if begun is None:
        number = (kit.editions.aggregate(most=Max("number"))["most"] or 0) + 1
        begun = KitEdition(kit=kit, number=number)
    else:
        transaction.on_commit(copy(begun).clear, robust=True)
        begun.claim = new_claim()
    if begun.made_from != digest:
        begun.requested_at = now
    begun.made_from, begun.problem, begun.moved_at = digest, problem, now
    begun.address = settings.BASE_URL
    begun.published_at, (begun.note, begun.told) = kit.last_published_at, _log(kit, last)
    begun.save()
    return begun


def _log(kit: KitPage, last: KitEdition | None) -> tuple[str, str]:
    """What the change log says, and the editor's own words as they stand: once told, they are not told again."""
    with translation.override(kit.locale.language_code):
        if last is None:
            return kit.change_note or _("First version."), kit.change_note
        said = last.published_at or last.requested_at
        if (kit.last_published_at or said) <= said:
            return _reason_of_its_own(last), last.told
        new = kit.change_note if kit.change_note != last.told else ""
        return new or _("The text was revised."), kit.change_note


def _reason_of_its_own(last: KitEdition) -> str:
    """Why there is a new version although nobody has published the kit."""
    if last.address not in ("", settings.BASE_URL):
        return _("Remade because the site has another address; facts, helplines and pictures are those of today.")
    return _("Remade because a fact, a helpline, a picture or the name of the site has changed.")


def _make(edition: KitEdition, kit: KitPage, written: Written) -> None:
    """Each file, then the archive; a reason that an editor can act on is kept, anything else is a fault of ours."""
    held = kit.held()  # before anything is written: what is withdrawn meanwhile is seen at the end
    try:
        try:
            made = _files(edition, kit, written)
            edition.move(lambda: edition.finish(made, extras.formats(kit), held))
        except TakenOverError:
            raise
        except Exception as error:
            edition.move(problem=_problem(error, kit))
    except TakenOverError:
        edition.clear()


def _problem(error: Exception, kit: KitPage) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return tell(error, f"kit {kit.pk}", _("The files could not be made: %(error)s. The log says more."))


def _files(edition: KitEdition, kit: KitPage, written: Written) -> list[KitFile]:
    """Titles and names in the language of the kit; what is refused is told in that of the site, which its editors read."""
    with translation.override(written.language):
        day = date_format(timezone.localtime(edition.requested_at), "DATE_FORMAT")
        planned = list(_planned(written.dated(str(edition.number), day)))
    made = []
    with translation.override(settings.LANGUAGE_CODE):
        for part, form, title, name, make, document in planned:
            file = KitFile(edition=edition, part=part, format=form, title=title)
            store(file, f"{_called(edition, kit, name)}.{form}", ContentFile(make(document)))
            edition.move()
            made.append(file)
    with translation.override(written.language):
        return [_archive(edition, kit, written, made), *made]


def _planned(written: Written) -> Iterator[tuple[str, str, str, str, Callable[[Any], bytes], Any]]:
    """(part, format, title, name, maker, document) of each file."""
    for form, make in PRINTED:
        yield KitFile.Part.GUIDE, form, _("Facilitator’s guide"), _named(_("guide")), make, written.guide
    for number, handout in enumerate(written.handouts, 1):
        name = f"{number:02}-{_named(handout.title) or _named(_('handout'))}"
        for form, make in PRINTED:
            yield KitFile.Part.HANDOUT, form, handout.title, name, make, handout
    if written.slides:
        yield KitFile.Part.SLIDES, Format.PPTX, _("Slides"), _named(_("slides")), pptx, written.slides


def _named(words: str) -> str:
    """In Latin letters without accents where that loses none of them; in Arabic, Cyrillic and Chinese as it is written."""
    plain, whole = slugify(words), slugify(words, allow_unicode=True)
    return (plain if len(plain) == len(whole) else whole)[:45].strip("-")


def _called(edition: KitEdition, kit: KitPage, name: str = "") -> str:
    """Which kit, what of it, language and version, so that two files in one folder are told apart; at most 255 bytes in any script."""
    return "-".join(
        part for part in (kit.slug[:30].strip("-"), name, kit.locale.language_code, f"v{edition.number}") if part
    )


def _archive(edition: KitEdition, kit: KitPage, written: Written, made: list[KitFile]) -> KitFile:
    uploaded = list(extras.entries(kit))
    entries = [
        archive.Entry(
            file.name, file.title, file.format, file.size, file.sha256, written.language, written.guide.licence
        )
        for file in made
    ]
    operator = Operator.objects.filter(site__is_default_site=True).first() or Operator()
    manifest = archive.Manifest(
        title=kit.title,
        language=written.language,
        version=edition.number,
        date=_day(edition),
        licence=written.guide.licence,
        licence_address=address_of(kit.licence),
        author=operator.name,
        address=kit.address,
        demonstration=operator.is_demonstration,
        changes=tuple(_changes(edition, kit)),
        files=(*entries, *(entry for entry, _file in uploaded)),
    )
    files = [(file.name, file.file) for file in made] + [(entry.name, file) for entry, file in uploaded]
    with tempfile.TemporaryFile() as target:
        archive.write(target, manifest, files, edition.requested_at)
        name = f"{_called(edition, kit)}.zip"
        whole = KitFile(
            edition=edition, part=KitFile.Part.ARCHIVE, format=Format.ZIP, title=_("Everything in one file")
        )
        store(whole, name, File(target, name))
        return whole


def _changes(edition: KitEdition, kit: KitPage) -> Any:
    for one in (edition, *kit.finished_editions):
        yield {"version": one.number, "date": _day(one), "note": one.note}


def _day(edition: KitEdition) -> str:
    return timezone.localtime(edition.requested_at).date().isoformat()
