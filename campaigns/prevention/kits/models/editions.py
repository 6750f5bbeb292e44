"""The files of a kit in one language: each version whole, kept as it was made."""

import secrets
from typing import Any, Self

from django.apps import apps
from django.core.files.storage import storages
from django.db import models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.prevention.kits.vocabulary import Format
from core.models.withdrawal import Withdrawable
from made.files import drop
from made.work import Work

FOLDER = "kits"


def new_claim() -> str:
    return secrets.token_hex(8)


class KitEdition(Work):
    """`made_from` is the digest of all that its files say; an edition without `finished_at` is shown to nobody.

    `claim` names the folder of the worker that makes it: another one that takes it over writes in a folder of its own.

    `holds` has a line for each picture, document, video and sound that is in its files: while one of them is withdrawn, the
    moment at which it was finished is kept in `withdrawn`, and comes back with it.
    """

    kit = models.ForeignKey("kits.KitPage", verbose_name=_("kit"), on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField(_("version"))
    made_from = models.CharField(max_length=64)
    # Of the site when they were made, to which codes and links in its files lead.
    address = models.CharField(max_length=500, blank=True, editable=False)
    claim = models.CharField(max_length=16, default=new_claim, editable=False)
    note = models.CharField(_("what has changed"), max_length=500, blank=True)
    told = models.CharField(max_length=250, blank=True, editable=False)  # the editor's words, of this version or before
    # When the kit was last published in the words of this version.
    published_at = models.DateTimeField(null=True, editable=False)
    requested_at = models.DateTimeField(_("requested at"), auto_now_add=True)
    finished_at = models.DateTimeField(_("made at"), null=True)
    problem = models.TextField(_("problem"), blank=True)
    holds = models.TextField(default="\n", editable=False)
    withdrawn = models.DateTimeField(null=True, editable=False)
    # Of its files, so that a catalogue of thousands of kits reads no file of any.
    formats = models.CharField(max_length=60, blank=True, editable=False)
    archive_size = models.PositiveBigIntegerField(default=0, editable=False)  # bytes

    asked_at = "requested_at"
    # Not content that refers to the page: it would be listed among what uses it.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("version of a kit")
        verbose_name_plural = _("versions of kits")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["kit", "number"], name="one_edition_of_each_number")]

    def __str__(self):
        return f"{self.kit_id}, {self.number}"

    @classmethod
    def unfinished(cls) -> models.QuerySet[Self]:
        """A problem waits for somebody who mends it, and what is withdrawn for what it holds."""
        return super().unfinished().filter(withdrawn=None, problem="")

    @property
    def is_begun(self) -> bool:
        return self.finished_at is None and self.withdrawn is None

    @property
    def folder(self) -> str:
        return f"{FOLDER}/{self.kit_id}/{self.number}/{self.claim}"

    def clear(self) -> None:
        """Delete what was written under its claim, whole or not."""
        try:
            _folders, names = private().listdir(self.folder)
        except FileNotFoundError:
            return
        for name in names:
            private().delete(f"{self.folder}/{name}")
        private().delete(self.folder)

    def finish(self, files: "list[KitFile]", uploaded: set[str], held: list[Withdrawable]) -> None:
        """Keep its files, in this order, and show it to everybody. Inside a transaction.

        `uploaded` are the formats of what was made elsewhere, `held` all that may be withdrawn.
        """
        for order, file in enumerate(files):
            file.sort_order = order
            file.save()
        had = uploaded | {file.format for file in files}
        self.formats = ",".join(form.value for form in Format if form.value in had)
        self.archive_size = sum(file.size for file in files if file.part == KitFile.Part.ARCHIVE)
        self.holds = "".join(["\n", *(f"{line_of(thing)}\n" for thing in held)])
        self.finished_at = timezone.now()
        self.save(update_fields=["formats", "archive_size", "holds", "finished_at"])
        self.settle()

    def settle(self) -> None:
        """Show it where all that it holds may be shown, and to nobody where something of it is withdrawn or gone."""
        if self.is_begun:
            return
        if all(map(may_be_shown, self.holds.split())) == (self.withdrawn is not None):
            self.finished_at, self.withdrawn = self.withdrawn, self.finished_at
            self.save(update_fields=["finished_at", "withdrawn"])

    def let_go(self, thing: Withdrawable) -> None:
        """Show it to nobody again: it holds what is there no more."""
        gone = f"{thing._meta.label_lower}:{GONE}\n"
        if f"\n{gone}" not in self.holds:
            self.holds += gone
            self.save(update_fields=["holds"])
        self.settle()


GONE = 0  # the number of no row


def line_of(thing: Withdrawable) -> str:
    return f"{thing._meta.label_lower}:{thing.pk}"


def may_be_shown(line: str) -> bool:
    label, _colon, pk = line.partition(":")
    thing = apps.get_model(label)._base_manager.filter(pk=pk).first()
    return thing is not None and thing.may_be_shown


def file_name(file: "KitFile", name: str) -> str:
    return f"{file.edition.folder}/{name}"


def private():
    """Whether the kit is public is asked at each download, so that nothing has to be moved when it is withdrawn."""
    return storages["private"]


class KitFile(models.Model):
    class Part(models.TextChoices):
        GUIDE = "guide", _("facilitator’s guide")
        HANDOUT = "handout", _("handout")
        SLIDES = "slides", _("slides")
        EXTRA = "extra", _("more files")
        ARCHIVE = "archive", _("everything, in one file")

    edition = models.ForeignKey(KitEdition, on_delete=models.CASCADE, related_name="files")
    part = models.CharField(_("part"), max_length=10, choices=Part)
    format = models.CharField(_("format"), max_length=5, choices=Format)
    title = models.CharField(_("title"), max_length=255)
    file = models.FileField(_("file"), upload_to=file_name, storage=private, max_length=255)
    size = models.PositiveBigIntegerField(_("size"))  # bytes
    sha256 = models.CharField("SHA-256", max_length=64)
    sort_order = models.PositiveSmallIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("file of a kit")
        verbose_name_plural = _("files of kits")
        ordering = ["sort_order", "pk"]

    def __str__(self):
        return self.name

    @property
    def url(self) -> str:
        return reverse("kit_file", args=[self.edition.kit_id, self.edition.number, self.name])

    @property
    def name(self) -> str:
        """What the file is called where it is saved."""
        return self.file.name.rpartition("/")[2]


@receiver(post_delete, sender=KitFile)
def delete_file_of(sender: Any, instance: KitFile, **kwargs: Any) -> None:
    drop(instance.file)


@receiver(post_delete, sender=KitEdition)
def clear_folder_of(sender: Any, instance: KitEdition, **kwargs: Any) -> None:
    transaction.on_commit(instance.clear, robust=True)
