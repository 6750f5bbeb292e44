"""Files that can be withdrawn from the public, and put back."""

from pathlib import Path

from django.core.files.storage import storages
from django.db import models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.frontend_cache.outbox import forget_file
from core.publication import withdrawal
from serving.files import stored as stored_files


class Withdrawable(models.Model):
    """A file that is public while it is not withdrawn. The private folder keeps it meanwhile."""

    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True, editable=False)
    taken_down = models.BooleanField(_("taken down by the team"), default=False, editable=False)

    file_fields = ("file",)

    class Meta:
        abstract = True

    def __str__(self):
        title = super().__str__()
        return gettext("%(title)s (withdrawn)") % {"title": title} if self.withdrawn_at else title

    def save(self, *args, **kwargs):
        uploaded = self._keep_names_of_withdrawn()
        super().save(*args, **kwargs)
        if self.withdrawn_at and not self.must_be_withdrawn:
            self.restore()
        elif self.withdrawn_at and uploaded:
            self.hide_files()

    @property
    def must_be_withdrawn(self) -> bool:
        return self.taken_down

    @property
    def may_be_shown(self) -> bool:
        return self.withdrawn_at is None and not self.must_be_withdrawn

    @property
    def file_names(self) -> list[str]:
        return [file.name for file in self._files() if file]

    def withdraw(self, *, taken_down: bool = False) -> None:
        """Take its files out of the public folder; one that was taken down comes back only by undoing that.

        Safe to repeat: what a kill cut short, or a failed transaction took back, is finished by the next call.
        """
        self.hide_files()
        self.withdrawn_at = self.withdrawn_at or timezone.now()
        self.taken_down = self.taken_down or taken_down
        self._save_state()

    def restore(self) -> None:
        """Put its files back into the public folder, unless something else than a takedown keeps them from it."""
        self.taken_down = False
        if not self.must_be_withdrawn:
            for name in self.file_names:
                move(name, storages["private"], storages["default"])
            self.withdrawn_at = None
        self._save_state()

    def hide_files(self) -> None:
        for name in self.file_names:
            move(name, storages["default"], storages["private"])

    def _save_state(self) -> None:
        models.Model.save(self, update_fields=["withdrawn_at", "taken_down"])
        withdrawal.purge([self])

    def _files(self) -> list:
        return [getattr(self, name) for name in self.file_fields]

    def _keep_names_of_withdrawn(self) -> bool:
        """Give no upload the name of a withdrawn file, which comes back under it; whether there is an upload."""
        uploads = [file for file in self._files() if file and not file._committed]
        for file in uploads:
            wanted = file.field.generate_filename(self, file.name)
            if storages["private"].exists(wanted):
                file.name = Path(storages["private"].get_available_name(wanted)).name
        return bool(uploads)


def finish_withdrawals() -> None:
    """Hide again what lies in the public folder although it is withdrawn, such as a rendition that was in the making."""
    for model in Withdrawable.__subclasses__():
        for pk in model._base_manager.exclude(withdrawn_at=None).values_list("pk", flat=True):
            with transaction.atomic():
                one = model._base_manager.select_for_update().filter(pk=pk).exclude(withdrawn_at=None).first()
                if one is not None:
                    one.hide_files()


@receiver(post_delete)
def delete_withdrawn_files(sender, instance, **kwargs):
    """A deleted file leaves nothing in the private folder."""
    if isinstance(instance, Withdrawable) and instance.withdrawn_at:
        for name in instance.file_names:
            transaction.on_commit(lambda name=name: storages["private"].delete(name))


def move(name: str, source, target) -> None:
    """Copy first, then delete: a kill between the two leaves the file in both places, and a second run mends it."""
    if not source.exists(name):
        return
    stored_files.copy(name, source, target)
    source.delete(name)
    forget_file(name, source)
