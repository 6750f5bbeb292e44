"""Tracked links: short addresses that stay good for years, whatever becomes of the page behind them."""

import re
import secrets

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from campaigns.plan.links.destinations import check_address
from campaigns.plan.models.campaign import Campaign
from campaigns.plan.models.channels import Channel, Placement
from campaigns.plan.models.partners import Partner

# Neither 0, o, 1, i nor l, which are read for one another, nor vowels, which make words.
ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
READABLE = re.compile(r"[23456789a-hjkmnp-z]{3,12}")
LENGTH = 6  # 27⁶: 387 million


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _position in range(LENGTH))


def check_code(code: str) -> None:
    """Raises ValidationError for a code that somebody would misread or mistype."""
    if not READABLE.fullmatch(code):
        raise ValidationError(
            _("“%(code)s” is no code: 3 to 12 lower-case letters and digits, without 0, 1, i, l and o.")
            % {"code": code[:40]}
        )


class TrackedLink(models.Model):
    """One short address for a channel, a placement or a partner. It is never deleted, since it is in print: it is retired.

    It leads to `page`, or to `address`; where both are empty, to the campaign's own page.
    """

    code = models.CharField(
        _("code"), max_length=12, unique=True, blank=True, validators=[check_code], help_text=_("Empty: one is drawn.")
    )
    campaign = models.ForeignKey(Campaign, verbose_name=_("campaign"), on_delete=models.PROTECT, related_name="links")
    channel = models.ForeignKey(Channel, verbose_name=_("channel"), on_delete=models.PROTECT, related_name="links")
    placement = models.ForeignKey(
        Placement, verbose_name=_("placement"), null=True, blank=True, on_delete=models.PROTECT, related_name="links"
    )
    partner = models.ForeignKey(
        Partner, verbose_name=_("partner"), null=True, blank=True, on_delete=models.PROTECT, related_name="links"
    )
    page = models.ForeignKey(
        Page,
        verbose_name=_("page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("In whichever language: it leads to the visitor's. Empty: the campaign's page."),
    )
    address = models.CharField(
        _("address"),
        max_length=500,
        blank=True,
        validators=[check_address],
        help_text=_("Instead of a page: an address of this site, or of a site that the operator allows."),
    )
    created_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    retired_at = models.DateTimeField(_("retired"), null=True, editable=False)
    # The address that a reader found in its code, once it was drawn.
    read_as = models.CharField(max_length=500, blank=True, editable=False)

    class Meta:
        verbose_name = _("tracked link")
        verbose_name_plural = _("tracked links")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["channel"],
                condition=Q(placement=None, partner=None, retired_at=None),
                name="one_link_a_channel",
                violation_error_message=_("This channel has its link already."),
            ),
            models.UniqueConstraint(
                fields=["placement"],
                condition=Q(partner=None, retired_at=None),
                name="one_link_a_placement",
                violation_error_message=_("This placement has its link already."),
            ),
            models.UniqueConstraint(
                fields=["channel", "partner"],
                condition=Q(placement=None, retired_at=None),
                name="one_link_a_partner",
                violation_error_message=_("This partner has its link already."),
            ),
            models.UniqueConstraint(
                fields=["placement", "partner"],
                condition=Q(retired_at=None),
                name="one_link_a_placement_and_partner",
                violation_error_message=_("This placement has its link for this partner already."),
            ),
        ]

    def __str__(self):
        return f"/s/{self.code}"

    def save(self, *args, **kwargs):
        self.code = self.code or self._free_code()
        super().save(*args, **kwargs)

    def _free_code(self) -> str:
        code = new_code()
        while type(self).objects.filter(code=code).exists():
            code = new_code()
        return code

    def clean(self):
        super().clean()
        self.code = self.code.lower()
        if self.page_id and self.address:
            raise ValidationError({"address": _("Choose a page or write an address, not both.")})
        channel = getattr(self, "channel", None)
        if channel and channel.campaign_id != self.campaign_id:
            raise ValidationError({"channel": _("This channel belongs to another campaign.")})
        if self.placement and self.placement.channel_id != self.channel_id:
            raise ValidationError({"placement": _("This placement belongs to another channel.")})

    @property
    def path(self) -> str:
        return f"/s/{self.code}"

    @property
    def root(self) -> str:
        """What stands before the code in the whole address."""
        return settings.BASE_URL.rstrip("/") + "/s/"

    @property
    def url(self) -> str:
        """The whole address, as a code holds it."""
        return self.root + self.code

    def url_in(self, language: str) -> str:
        """The whole address in the code of a sheet: who scans it is led to the language that they have just read."""
        return f"{self.url}/{language}"

    @property
    def letters(self) -> str:
        """The address as people type it."""
        return self.url.split("://", 1)[1]
