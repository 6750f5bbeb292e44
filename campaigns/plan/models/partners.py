"""Partners who relay campaigns, each by a page behind an address of its own."""

import secrets

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from campaigns.plan.models.campaign import Campaign
from core.words import languages
from country.territories import TERRITORIES
from country.territories import choices as territories


def new_token() -> str:
    """192 random bits: nobody guesses an address made of them."""
    return secrets.token_urlsafe(24)


class PartnerKind(models.TextChoices):
    TOWN_HALL = "town_hall", _("town hall")
    PREFECTURE = "prefecture", _("prefecture")
    ASSOCIATION = "association", _("association")
    CLUB = "club", _("club")
    HOTEL = "hotel", _("hotel")
    COMPANY = "company", _("company")
    SCHOOL_HEALTH = "school_health", _("school or health service")
    OTHER = "other", _("other")


class Partner(index.Indexed, models.Model):
    """An organisation that relays campaigns. It has no account."""

    chooser_words = _("Choose a partner"), _("Choose another partner")

    name = models.CharField(_("name"), max_length=160, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=PartnerKind, default=PartnerKind.OTHER)
    territory = models.CharField(
        _("département or territory"),
        max_length=3,
        choices=territories,
        blank=True,
        help_text=_("Leave it empty for a partner of the whole country."),
    )
    contact = models.CharField(
        _("contact"),
        max_length=160,
        blank=True,
        help_text=_("The person to whom mails are addressed, if there is one."),
    )
    email = models.EmailField(_("address for mails"), help_text=_("It is told here when a poster is recalled."))
    language = models.CharField(
        _("language"),
        max_length=12,
        choices=languages.choices,
        default=settings.LANGUAGE_CODE,
        help_text=_("In which mails are written to it."),
    )
    may_be_mailed_since = models.DateField(
        _("consents to mails since"),
        null=True,
        blank=True,
        help_text=_(
            "The day on which it agreed to be mailed. Without one it is neither invited nor reminded, only told of recalls."
        ),
    )
    # Another address is another one to verify.
    verified_email = models.EmailField(_("address that was verified"), blank=True, editable=False)
    verified_at = models.DateTimeField(_("verified on"), null=True, editable=False)
    # Nobody, where the partner opened the link that was mailed to it.
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def clean(self):
        if self.may_be_mailed_since and self.may_be_mailed_since > timezone.localdate():
            raise ValidationError(
                {"may_be_mailed_since": _("This day is still to come: write the one on which it agreed.")}
            )

    @property
    def place_name(self) -> str:
        return TERRITORIES.get(self.territory, "")

    @property
    def is_verified(self) -> bool:
        """Whether mails to its address are known to reach it."""
        return bool(self.verified_at) and self.verified_email == self.email


class Partnership(models.Model):
    """A partner's part in a campaign; whoever knows `token` sees its page."""

    campaign = models.ForeignKey(
        Campaign, verbose_name=_("campaign"), on_delete=models.CASCADE, related_name="partnerships"
    )
    partner = models.ForeignKey(
        Partner, verbose_name=_("partner"), on_delete=models.PROTECT, related_name="partnerships"
    )
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    created_at = models.DateTimeField(_("since"), default=timezone.now, editable=False)
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)

    class Meta:
        verbose_name = _("partnership")
        verbose_name_plural = _("partnerships")
        ordering = ["partner__name"]
        constraints = [models.UniqueConstraint(fields=["campaign", "partner"], name="one_partnership")]

    def __str__(self):
        return f"{self.partner} – {self.campaign}"
