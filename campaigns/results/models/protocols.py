"""What a campaign wants to know, said before it is known: written, sealed, and from then on neither changed nor removed."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.plan.models import Campaign


class SealedError(Exception):
    """A sealed plan was to be changed or removed."""


def digest_of(content: Mapping[str, Any]) -> str:
    """SHA-256 of the content as JSON in UTF-8: keys in order, no space between signs. Whoever has the exported file can work it out."""
    said = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()


class ProtocolQuerySet(models.QuerySet):
    def sealed(self):
        return self.exclude(sealed_at=None)

    def update(self, **values):
        self._refuse_sealed()
        return super().update(**values)

    def delete(self):
        self._refuse_sealed()
        return super().delete()

    def _refuse_sealed(self) -> None:
        if self.sealed().exists():
            raise SealedError("A sealed plan stays as it was sealed: write a new version.")


class Protocol(models.Model):
    """A version of the plan of a campaign's evaluation.

    `content` is {"hypotheses", "outcomes", "looks", "decides", "reason"}; the first outcome is the primary one. Sealing adds
    "campaign", "version", "sealed_at", "sealed_by", "began_at" (when the campaign had begun by then) and "previous", the digest of
    the version before: `digest` is of all of it.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="protocols")
    version = models.PositiveSmallIntegerField()
    content = models.JSONField(default=dict)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)
    sealed_at = models.DateTimeField(null=True)
    sealed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    digest = models.CharField(max_length=64, blank=True)

    objects = ProtocolQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan of what is to be known")
        verbose_name_plural = _("plans of what is to be known")
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["campaign", "version"], name="one_protocol_of_a_version")]

    def __str__(self):
        return f"{self.campaign}: {self.version}"

    def save(self, *args, **kwargs):
        self._refuse_sealed()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        self._refuse_sealed()
        return super().delete(*args, **kwargs)

    def _refuse_sealed(self) -> None:
        if self.pk and type(self).objects.sealed().filter(pk=self.pk).exists():
            raise SealedError("A sealed plan stays as it was sealed: write a new version.")

    @property
    def is_sealed(self) -> bool:
        return self.sealed_at is not None

    @property
    def holds(self) -> bool:
        """Whether it says what was sealed; of a row that was changed behind the product's back it does not."""
        when = self.sealed_at.isoformat() if self.sealed_at else ""
        return self.digest == digest_of(self.content) and self.content.get("sealed_at") == when

    @property
    def is_before_launch(self) -> bool:
        """A sealed one alone can be."""
        return self.is_sealed and not self.content.get("began_at")
