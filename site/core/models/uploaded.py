"""Files that come in are looked into before they are kept, and kept without what they say of who made them and where."""

import hashlib
from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import models
from django.db.models.fields.files import FieldFile, ImageFieldFile
from django.db.models.signals import class_prepared
from django.dispatch import receiver
from wagtail.images.models import WagtailImageFieldFile

from core import uploads
from core.uploads import traces
from core.uploads.kinds.redrawn import redrawn

CHUNK = 1024 * 1024  # bytes
Accepted = tuple[Collection[str], int]  # endings of names, and the most bytes


class Uploaded(models.Model):
    """Refuses, in forms, a file that is not what its field is for; the reason stands at the field.

    Whatever stores a file, a form or not, stores it without traces (`core.uploads.traces`).
    """

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        self.remove_traces()
        super().save(*args, **kwargs)

    @property
    def accepted(self) -> dict[str, Accepted]:
        """What each field of a file takes."""
        raise NotImplementedError

    def clean(self):
        refused = {}
        for name, (kinds, largest) in self.accepted.items():
            file = getattr(self, name)
            if file and not file._committed and self._may_be_called(name, file):
                try:
                    uploads.check(file, kinds, largest)
                    file.remove_traces()
                except ValidationError as error:
                    refused[name] = error
        if refused:
            raise ValidationError(refused)
        super().clean()

    def measured(self, file: File) -> dict[str, Any]:
        """{name: value} of what the row says of its main file."""
        return {}

    def remove_traces(self) -> None:
        """From files that are to be stored with the row, so that what is measured of them is true."""
        for field in stored_fields(type(self)):
            if (file := getattr(self, field.attname)) and not file._committed:
                file.remove_traces()

    def _may_be_called(self, name: str, file) -> bool:
        """What the field's own validators refuse is said by them."""
        try:
            self._meta.get_field(name).run_validators(file)
        except ValidationError:
            return False
        return True


class Traceless(FieldFile):
    """The last door: nothing reaches the storage but through it."""

    def remove_traces(self) -> None:
        """In the place of what waits to be stored."""
        if not isinstance(self.file, traces.CleanFile):
            setattr(self.instance, self.field.attname, traces.cleaned(self.kept(_named(self.file, self.name))))

    def save(self, name: str, content: File, save: bool = True) -> None:
        named = _named(content, name)
        kept = self.kept(named)
        super().save(name if kept is named else kept.name, traces.cleaned(kept), save)

    def kept(self, file: File) -> File:
        """What is stored in its place."""
        return file


class TracelessImage(Traceless, WagtailImageFieldFile):
    def kept(self, file: File) -> File:
        return redrawn(file)


def digest_of(file: File) -> str:
    """The SHA-256 of a file, which is left at its beginning."""
    digest = hashlib.sha256()
    file.open("rb")
    for chunk in iter(lambda: file.read(CHUNK), b""):
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def stored_fields(model: type[models.Model]) -> list[models.FileField]:
    return [field for field in model._meta.fields if isinstance(field, models.FileField)]


@receiver(class_prepared)
def store_without_traces(sender: Any, **kwargs: Any) -> None:
    if issubclass(sender, Uploaded):
        for field in stored_fields(sender):
            field.attr_class = TracelessImage if issubclass(field.attr_class, ImageFieldFile) else Traceless


def _named(content: File, name: str) -> File:
    """The name says the kind."""
    if content.name != name and not isinstance(content, traces.CleanFile):
        return File(content, name=name)
    return content
