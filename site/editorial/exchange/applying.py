"""Doing what a file that was found to be good would change: drafts, all of them or none."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DataError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail_localize.models import String, StringSegment, StringTranslation, Translation, TranslationContext

from core.publication.sign_off import SignOffError
from editorial.access.reach import may_open, may_translate
from editorial.exchange.reading import unknown_text
from editorial.models import TranslationImport
from editorial.translation import drafting
from intake.previews import locked, whole_or_nothing
from intake.problems import NotAppliedError

TOOL = "PO File"
TAKEN_IN = "editorial.translation_taken_in"

Key = tuple[int, int]


def refusal(user, translation: Translation) -> str:
    """Why a person may not import into a translation now; nothing where they may."""
    try:
        target = translation.get_target_instance()
    except ObjectDoesNotExist:
        target = None
    if target is None or not translation.enabled or not may_open(user, target):
        return unknown_text()
    if not may_translate(user, target):
        return _("“%(title)s” is locked or in review: have it released, or leave its sentences out of the file.") % {
            "title": target
        }
    return ""


def apply(pending: TranslationImport, user) -> int:
    """Write what was read from a file into drafts; the number of sentences changed. Nothing goes live.

    Raises NotAppliedError, with nothing changed, where it was applied before or is somebody else's, where a text may no
    longer be changed by this person, and where a sentence is no longer as it was when the file was read.
    """
    with whole_or_nothing(_stale()), _told():
        current = locked(pending)
        if current.user_id != user.pk:
            raise NotAppliedError(_("Somebody else uploaded this file: upload it yourself to import it."))
        translations = _changeable(current.changes, user)
        for uuid, translation in translations.items():
            _write(translation, [change for change in current.changes if change["translation"] == uuid], user)
        for uuid, translation in translations.items():
            revision = drafting.save_draft(translation, user)
            number = sum(change["translation"] == uuid for change in current.changes)
            log(revision.content_object, TAKEN_IN, user=user, revision=revision, data={"sentences": number})
        current.applied_at = timezone.now()
        current.save(update_fields=["applied_at"])
    pending.refresh_from_db(fields=["applied_at"])
    return len(current.changes)


@contextmanager
def _told() -> Iterator[None]:
    """What keeps a sentence out of a draft, as a reason why nothing was changed."""
    try:
        yield
    except DataError:
        raise NotAppliedError(_("A sentence is too long for its place, so nothing was changed: shorten it.")) from None
    except ValidationError as error:
        reason = _("A text would not be valid with these sentences, so nothing was changed: %(reason)s")
        raise NotAppliedError(reason % {"reason": " ".join(error.messages)}) from None
    except SignOffError as error:
        raise NotAppliedError(error.message) from None


def _changeable(changes: list[dict], user) -> dict[str, Translation]:
    uuids = {change["translation"] for change in changes}
    rows = Translation.objects.select_for_update(of=["self"]).filter(uuid__in=uuids)
    found = {
        str(row.uuid): row
        for row in rows.select_related("source__locale", "source__specific_content_type", "target_locale")
    }
    if uuids - found.keys():
        raise NotAppliedError(_stale())
    for translation in found.values():
        reason = refusal(user, translation)
        if reason:
            raise NotAppliedError(f"{reason} {_('Nothing was changed.')}")
    return found


def _write(translation: Translation, changes: list[dict], user) -> None:
    segments = set(StringSegment.objects.filter(source=translation.source).values_list("string_id", "context_id"))
    strings = String.objects.in_bulk([change["string"] for change in changes])
    contexts = TranslationContext.objects.in_bulk([change["context"] for change in changes])
    rows = _rows(translation, changes)
    for change in changes:
        key = (change["string"], change["context"])
        row = rows.get(key)
        if key not in segments or (row.data if row else "") != change["old"]:
            raise NotAppliedError(_stale())
        row = row or StringTranslation(locale=translation.target_locale)
        row.translation_of, row.context = strings[key[0]], contexts[key[1]]
        row.data, row.has_error, row.field_error = change["new"], False, ""
        row.translation_type, row.tool_name = StringTranslation.TRANSLATION_TYPE_MANUAL, TOOL
        row.last_translated_by = user
        row.save()


def _rows(translation: Translation, changes: list[dict]) -> dict[Key, StringTranslation]:
    rows = StringTranslation.objects.select_for_update().filter(
        locale=translation.target_locale, context__in=[change["context"] for change in changes]
    )
    return {(row.translation_of_id, row.context_id): row for row in rows}


def _stale() -> str:
    return _(
        "A sentence was changed here since the file was read, so nothing was imported: upload the file again to see what it would change now."
    )
