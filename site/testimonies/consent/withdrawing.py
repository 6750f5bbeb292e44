"""Withdrawing a consent: at once, without a reason, and for good. Nothing of the person stays."""

from functools import partial
from typing import Any

from django.core.files.storage import storages
from django.db import transaction
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.search import index

from core.files import showing
from core.models import CampaignMedia
from core.publication import erasure
from testimonies.consent.consents import ConsentError
from testimonies.consent.settling import tell
from testimonies.models import ConsentDocument, ConsentEvent, ContentWarning, Standing, Testimony, TestimonyWording


@transaction.atomic
def withdraw(testimony: Testimony, user) -> None:
    """Erase the testimony with its words, recording, documents and history; its consents stay as dates and uses.

    Raises ConsentError where that was done before.
    """
    Standing.objects.get_or_create(testimony=testimony)
    standing = Standing.objects.select_for_update().get(testimony=testimony)
    if standing.erased_at:
        raise ConsentError(_("“%(name)s” was withdrawn already.") % {"name": testimony})
    testimony = Testimony.objects.select_for_update().get(pk=testimony.pk)
    now, media = timezone.now(), testimony.media
    testimony.consents.filter(withdrawn_at=None).update(withdrawn_at=now, withdrawn_by=user)
    standing.leftovers = _files(testimony, media)
    standing.erased_at, standing.shown_in = now, []
    standing.save()
    _erase(testimony, media)
    ConsentEvent.objects.create(testimony_number=testimony.pk, kind=ConsentEvent.Kind.WITHDRAWN, user=user)
    tell(testimony)
    erasure.forget_deleted_words()
    transaction.on_commit(partial(finish, testimony.pk))


def _files(testimony: Testimony, media: CampaignMedia | None) -> list[list[str]]:
    """Wherever they lie: a file that was taken down is in the private folder."""
    documents = ConsentDocument.objects.filter(consent__testimony=testimony).values_list("file_name", flat=True)
    files = [["private", name] for name in documents]
    for name in media.file_names if media else []:
        files += [["default", name], ["private", name]]
    return files


def _erase(testimony: Testimony, media: CampaignMedia | None) -> None:
    erasure.erase([testimony, *([media] if media else [])])
    testimony.wordings.all().delete()
    ConsentDocument.objects.filter(consent__testimony=testimony).delete()
    # Past `save`: what is empty goes through no sign-off.
    Testimony.objects.filter(pk=testimony.pk).update(
        name=_("Testimony %(number)d (withdrawn)") % {"number": testimony.pk},
        pseudonym="",
        media=None,
        warning=ContentWarning.NONE,
        live=False,
        has_unpublished_changes=False,
        go_live_at=None,
        expire_at=None,
    )
    index.insert_or_update_object(Testimony.objects.get(pk=testimony.pk))
    if media:
        with showing.although_it_is_shown():  # another page may; whoever speaks in it comes first
            media.delete()


@receiver(pre_delete, sender=TestimonyWording)
def forget_deleted(instance: TestimonyWording, **kwargs: Any) -> None:
    """Words leave nothing behind, whoever deletes them."""
    erasure.erase([instance])


def finish(pk: int | None = None) -> int:
    """Delete the files that a withdrawal left behind; returns how many. Safe to repeat, and after a kill."""
    found = Standing.objects.exclude(leftovers=[])
    count = 0
    for standing in found.filter(pk=pk) if pk else found:
        for storage, name in standing.leftovers:
            storages[storage].delete(name)
            count += 1
        Standing.objects.filter(pk=standing.pk).update(leftovers=[])
    return count
