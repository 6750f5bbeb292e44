"""The files of a recording are public only while the testimony that it belongs to may be shown, in whatever language."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.core.files.storage import storages
from django.db import transaction
from django.db.models import Q
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone

from core.models import CampaignMedia
from core.models.withdrawal import move
from testimonies.consent.consents import allowed_languages
from testimonies.models import Testimony, Use
from testimonies.shown.voices import consents_of


def is_public(name: str) -> bool:
    """One query for a file of something else. By the day: the files themselves are moved a moment after it has begun."""
    holds = Q(media__file=name) | Q(media__captions=name) | Q(media__thumbnail=name)
    return may_be_heard(Testimony.objects.filter(holds).values_list("pk", flat=True))


def may_be_heard(ids: Iterable[int]) -> bool:
    """Where several testimonies share a recording, one that has ended hides it."""
    wanted = list(ids)
    if not wanted:
        return True
    agreed, today = consents_of(wanted), timezone.localdate()
    return all(allowed_languages(agreed[pk], Use.WEBSITE, today) for pk in wanted)


def settle_files(media_id: int) -> None:
    """Move them to where they belong, out of the public folder or back into it, for a server in front. Safe to repeat."""
    media = CampaignMedia.objects.filter(pk=media_id).first()
    if media is None:
        return
    public = media.may_be_shown and may_be_heard(media.testimonies.values_list("pk", flat=True))
    folders = storages["private"], storages["default"]
    source, target = folders if public else reversed(folders)
    for name in media.file_names:
        move(name, source, target)


@receiver(post_save, sender=Testimony)
def follow(instance: Testimony, **kwargs: Any) -> None:
    if instance.media_id:
        transaction.on_commit(partial(settle_files, instance.media_id))


def follow_consent(things: list[Any]) -> None:
    for thing in things:
        if isinstance(thing, Testimony) and thing.media_id:
            settle_files(thing.media_id)
