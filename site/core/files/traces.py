"""Cleans what was stored before files were cleaned as they came in; safe to repeat, and to cut short."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.storage import Storage, storages
from django.db import transaction

from core import registry
from core.frontend_cache.outbox import forget_file
from core.models.images import CampaignImage
from core.models.uploaded import Uploaded, stored_fields
from core.publication import withdrawal
from core.renditions.making import make_basic
from core.uploads import traces

CHUNK = 1024 * 1024  # bytes
Follower = Callable[[Uploaded], None]
# A function that forgets what was made from a file which turned out to hold traces.
FOLLOWERS = registry.Kind[Follower]()


@dataclass(frozen=True)
class Outcome:
    """Of one file: `problem` says why it stays as it is; nothing where it was cleaned."""

    thing: Uploaded
    name: str
    problem: str = ""


def clean_all() -> Iterator[Outcome]:
    """What was changed and what was refused, one after the other."""
    for model in Uploaded.__subclasses__():
        for pk in model._base_manager.order_by("pk").values_list("pk", flat=True).iterator():
            yield from clean(model._base_manager.get(pk=pk))


def clean(thing: Uploaded) -> list[Outcome]:
    found = [
        outcome
        for field in stored_fields(type(thing))
        if (name := getattr(thing, field.attname).name) and (outcome := _clean_file(thing, field.attname, name))
    ]
    has_cleaned = any(not outcome.problem for outcome in found)
    if isinstance(thing, CampaignImage):
        found += _clean_renditions(thing, everything=has_cleaned)
    if any(not outcome.problem for outcome in found):
        _follow(thing)
    return found


def _follow(thing: Uploaded) -> None:
    """Before the change, so that a kill leaves no copy that nobody looks for; after it, so that copies are made of what is clean."""
    with transaction.atomic():
        for follower in FOLLOWERS:
            follower(thing)
        withdrawal.purge([thing])


def _clean_file(thing: Uploaded, field: str, name: str) -> Outcome | None:
    storage = next((storages[place] for place in ("default", "private") if storages[place].exists(name)), None)
    if storage is None:
        return Outcome(thing, name, "its file is gone")
    with storage.open(name) as stored:
        try:
            made = traces.cleaned(File(stored, name=name))
        except ValidationError as error:
            return Outcome(thing, name, " ".join(error.messages))
        has_traces = _digest(stored) != _digest(made)
    with made:
        if has_traces:
            _follow(thing)
            _replace(storage, name, made)
        if field == "file":
            _measure(thing, made)
    return Outcome(thing, name) if has_traces else None


def _measure(thing: Uploaded, made: File) -> None:
    """Whether or not it was changed now: a kill may have come between the file and its row."""
    found = {name: value for name, value in thing.measured(made).items() if getattr(thing, name) != value}
    if found:
        type(thing)._base_manager.filter(pk=thing.pk).update(**found)
        thing.refresh_from_db()


def _clean_renditions(image: CampaignImage, *, everything: bool) -> list[Outcome]:
    """Those that hold traces go, and are made again as they are needed; the basic one at once."""
    found = []
    for rendition in image.renditions.all():
        name = rendition.file.name
        if everything or _has_traces(rendition.file):
            if not found:
                _follow(image)
            rendition.delete()
            found.append(Outcome(image, name))
    if found:
        make_basic(image)
    return found


def _has_traces(file: Any) -> bool:
    """What cannot be read or cleaned is made anew, too."""
    try:
        with file.storage.open(file.name) as stored, traces.cleaned(File(stored, name=file.name)) as made:
            return _digest(stored) != _digest(made)
    except (OSError, ValidationError):
        return True


def _replace(storage: Storage, name: str, made: File) -> None:
    """Over what is there, in one step: a kill leaves the one or the other."""
    try:
        place = Path(storage.path(name))
    except NotImplementedError:
        storage._save(name, made)  # a server of objects has no half ones
    else:
        spare = f"{name}.clean"
        storage.delete(spare)
        Path(storage.path(storage.save(spare, made))).replace(place)
    forget_file(name, storage)


def _digest(file: Any) -> str:
    found = sha256()
    file.seek(0)
    while chunk := file.read(CHUNK):
        found.update(chunk)
    file.seek(0)
    return found.hexdigest()
