"""Keys with which the team's own tools read the figures."""

import hashlib
import secrets
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.editor.calendar import day_of

PREFIX = "figures_"  # by which a search for secrets in code knows one


def hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


class FiguresKey(models.Model):
    """Whoever sends its secret reads the results that `user` may see, through its last day. The secret itself is not kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="figures_keys")
    name = models.CharField(_("for which tool"), max_length=120)
    last_day = models.DateField(_("last day"))
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    used_on = models.DateField(null=True, editable=False)

    class Meta:
        verbose_name = _("key to the figures")
        verbose_name_plural = _("keys to the figures")
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return self.name

    @classmethod
    def of(cls, secret: str) -> Self | None:
        return cls.objects.filter(digest=hashed(secret)).select_related("user").first()

    @property
    def has_ended(self) -> bool:
        return self.last_day < day_of(timezone.now())

    def draw(self) -> str:
        """Keep a new one, and tell its secret: it is never told again."""
        secret = PREFIX + secrets.token_urlsafe(32)
        self.digest = hashed(secret)
        self.save()
        return secret

    def note_use(self) -> None:
        """By the day, so that its owner can see which are still in use."""
        today = day_of(timezone.now())
        if self.used_on != today:
            type(self).objects.filter(pk=self.pk).update(used_on=today)
