"""The files of a release: each says what the page says, or is made anew before anybody has it."""

from typing import Any

from django.core.files.storage import storages
from django.db import models
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from made.files import drop

FOLDER = "kits/releases"  # below `kits/`, whose files a proxy in front may send: see docs/operations.md


def private():
    """Whether the release is public is asked at each download, so that nothing has to be moved when it is taken down."""
    return storages["private"]


class ArticleFile(models.Model):
    """`made_from` is the digest of all that it says; it has no file where a `problem` keeps it from being made."""

    article = models.ForeignKey("newsroom.ArticlePage", on_delete=models.CASCADE, related_name="files")
    format = models.CharField(_("format"), max_length=5)
    file = models.FileField(_("file"), upload_to=FOLDER, storage=private, max_length=255)
    size = models.PositiveBigIntegerField(_("size"), default=0)  # bytes
    sha256 = models.CharField("SHA-256", max_length=64)
    made_from = models.CharField(max_length=64)
    made_at = models.DateTimeField(_("made at"), auto_now=True)
    problem = models.TextField(_("problem"), blank=True)

    # Not content that refers to the page: it would be listed among what uses it.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("file of a release")
        verbose_name_plural = _("files of releases")
        ordering = ["-format"]
        constraints = [models.UniqueConstraint(fields=["article", "format"], name="one_file_of_each_format")]

    def __str__(self):
        return f"{self.article_id}.{self.format}"


@receiver(post_delete, sender=ArticleFile)
def delete_file_of(sender: Any, instance: ArticleFile, **kwargs: Any) -> None:
    drop(instance.file)
