"""Files that come in are looked into before they are kept."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import models

from core import uploads

Accepted = tuple[Collection[str], int]  # endings of names, and the most bytes


class Uploaded(models.Model):
    """Refuses, in forms, a file that is not what its field is for; the reason stands at the field."""

    class Meta:
        abstract = True

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
                except ValidationError as error:
                    refused[name] = error
        if refused:
            raise ValidationError(refused)
        super().clean()

    def _may_be_called(self, name: str, file) -> bool:
        """What the field's own validators refuse is said by them."""
        try:
            self._meta.get_field(name).run_validators(file)
        except ValidationError:
            return False
        return True
