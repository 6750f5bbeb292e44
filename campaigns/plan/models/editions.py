"""Local editions: a partner's own logo, and the help of its département, on the sheets of a campaign."""

import uuid

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.plan.models.partners import Partnership
from core import audiences
from country.territories import TERRITORIES, choices
from made.digests import digest


def private() -> Storage:
    return storages["private"]


def path_of(edition: "Edition", name: str) -> str:
    return f"editions/{uuid.uuid4().hex}.png"


class Edition(models.Model):
    """What a partner asked for, and what the team decided; its words are the campaign's, none are the partner's.

    One approved edition of a partnership is current, and one more may wait. The logo lies among the private files, and only while it is
    in use: a refusal, another edition and a withdrawal delete it.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for a decision")
        APPROVED = "approved", _("approved, in use")
        REFUSED = "refused", _("refused")
        REPLACED = "replaced", _("replaced by another")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Emblem(models.TextChoices):
        NONE = "none", _("It bears no emblem of the State.")
        ENTITLED = "entitled", _("It bears an emblem of the State, and we are entitled to use it.")

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="editions")
    logo = models.FileField(_("logo"), storage=private, upload_to=path_of, max_length=255, blank=True)
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    departement = models.CharField(
        _("département or territory"), max_length=3, choices=choices, blank=True, help_text=_("Its help is named.")
    )
    emblem = models.CharField(_("emblem of the State"), max_length=10, choices=Emblem)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField(_("asked for"), default=timezone.now)
    decided_at = models.DateTimeField(_("decided"), null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.TextField(_("reason"), blank=True)
    told_at = models.DateTimeField(_("told"), null=True)
    problem = models.TextField(_("why it was not sent"), blank=True)

    class Meta:
        verbose_name = _("local edition")
        verbose_name_plural = _("local editions")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["partnership"], condition=Q(state="approved"), name="one_approved_edition"),
            models.UniqueConstraint(fields=["partnership"], condition=Q(state="waiting"), name="one_waiting_edition"),
        ]

    def __str__(self):
        return f"{self.partnership} ({self.get_state_display()})"

    @property
    def is_approved(self) -> bool:
        return self.state == self.State.APPROVED

    @property
    def place_name(self) -> str:
        return TERRITORIES.get(self.departement, "")

    @property
    def digest(self) -> str:
        """Of what a sheet shows of it."""
        return digest(self.sha256, self.departement)[:32]


def names_help(audience: str) -> bool:
    """Whether sheets of an edition name the help of its place: who receives people in prostitution is not named to who buys."""
    return audience not in audiences.KEPT_APART


def carries_own_code(audience: str) -> bool:
    """Whether sheets of an edition count for the partner; where the audience is sheltered, nothing is counted by place."""
    return audience not in audiences.SHELTERED
