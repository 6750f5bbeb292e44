"""Files that can be withdrawn from the public, and put back."""

from django.core.files.storage import storages
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Withdrawable(models.Model):
    """A file that is public while it is not withdrawn. The private folder keeps it meanwhile."""

    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True, editable=False)
    taken_down = models.BooleanField(_("taken down by the team"), default=False, editable=False)

    class Meta:
        abstract = True

    @property
    def may_be_shown(self) -> bool:
        return self.withdrawn_at is None

    @property
    def file_names(self) -> list[str]:
        return [self.file.name]

    def withdraw(self, *, taken_down: bool = False) -> None:
        """Take its files out of the public folder; one that was taken down comes back only by undoing that."""
        for name in self.file_names:
            _move(name, storages["default"], storages["private"])
        self.withdrawn_at, self.taken_down = timezone.now(), taken_down
        models.Model.save(self, update_fields=["withdrawn_at", "taken_down"])

    def restore(self) -> None:
        """Put its files back into the public folder."""
        for name in self.file_names:
            _move(name, storages["private"], storages["default"])
        self.withdrawn_at, self.taken_down = None, False
        models.Model.save(self, update_fields=["withdrawn_at", "taken_down"])


def _move(name: str, source, target) -> None:
    """Copy first, then delete: a kill between the two leaves the file in both places, and a second run mends it."""
    if not source.exists(name):
        return
    if target.exists(name):
        target.delete(name)
    with source.open(name) as file:
        target.save(name, file)
    source.delete(name)
