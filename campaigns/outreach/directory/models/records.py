"""Organisations that help, where and how each is reached, and what waits to be changed in them."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from campaigns.outreach.directory.models.querysets import EntryQuerySet
from campaigns.outreach.directory.search.ways import digits
from campaigns.outreach.directory.vocabulary import Approval, Need, Welcome
from core.text.fields import ChoicesField
from country.territories import TERRITORIES, choices

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # what is not mistaken for something else when read aloud


def new_code() -> str:
    """Six letters and digits that say nothing: 31^6 of them."""
    return "".join(secrets.choice(ALPHABET) for _ in range(6))


def new_key() -> str:
    return secrets.token_urlsafe(16)


class Organisation(models.Model):
    """Who runs one or more entries, and corrects them by a link of its own."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    website = models.URLField(
        _("web site"), blank=True, help_text=_("Shown with each of its entries that has none of its own.")
    )
    email = models.EmailField(_("address for corrections"), blank=True, help_text=_("Never shown to the public."))
    correction_key = models.CharField(max_length=32, default=new_key, editable=False)
    is_demonstration = models.BooleanField(
        _("demonstration"), default=False, help_text=_("Its entries are marked as places that do not exist.")
    )

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]

    def __str__(self):
        return self.name


class Entry(models.Model):
    """A place, or a national service, where an organisation helps; public while it is not withdrawn.

    Written by nobody directly: it changes when a `Proposal` is accepted.
    """

    reference = models.CharField(
        _("reference"), max_length=64, unique=True, help_text=_("Stays the same in each file that is imported.")
    )
    code = models.CharField(_("short address"), max_length=6, unique=True, default=new_code, editable=False)
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="entries"
    )
    name = models.CharField(_("name"), max_length=200)
    territory = models.CharField(
        _("département or territory"),
        max_length=3,
        choices=choices,
        blank=True,
        db_index=True,
        help_text=_("Empty: in the whole country."),
    )
    address = models.CharField(_("address"), max_length=200, blank=True, help_text=_("Never that of a shelter."))
    postcode = models.CharField(_("postcode"), max_length=5, blank=True)
    city = models.CharField(_("city"), max_length=100, blank=True)
    services = ChoicesField(_("services"), choices=Need)
    languages = ChoicesField(_("languages spoken"), help_text=_("Codes of languages, as in fr, en, ro."))
    welcomes = ChoicesField(_("who is welcome"), choices=Welcome)
    telephone = models.CharField(_("telephone"), max_length=20, blank=True)
    sms = models.CharField(_("SMS"), max_length=20, blank=True)
    whatsapp = models.CharField("WhatsApp", max_length=20, blank=True)
    signal = models.CharField("Signal", max_length=20, blank=True)
    chat_url = models.URLField(_("address of the chat"), blank=True)
    website = models.URLField(_("web site"), blank=True)
    always_open = models.BooleanField(_("day and night, every day"), default=False)
    hours = models.CharField(_("hours"), max_length=200, blank=True)
    approved = models.CharField(
        _("approved for the parcours de sortie"), max_length=7, choices=Approval, default=Approval.UNKNOWN
    )
    source_title = models.CharField(_("source"), max_length=200)
    source_url = models.URLField(_("address of the source"), blank=True)
    verified_on = models.DateField(_("verified on"))
    withdrawn_at = models.DateTimeField(_("withdrawn on"), null=True, blank=True, db_index=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the directory")
        verbose_name_plural = _("entries of the directory")
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name

    @property
    def territory_name(self) -> str:
        return TERRITORIES.get(self.territory, "")


class TerritoryContact(models.Model):
    """Of a département: its commission, and the State's delegation for women's rights; public while it is not withdrawn.

    As an entry, it changes when a `Proposal` is accepted. Its code leads to the list of the territory, withdrawn or not.
    """

    territory = models.CharField(_("département"), max_length=3, primary_key=True, choices=choices)
    code = models.CharField(_("short address"), max_length=6, unique=True, default=new_code, editable=False)
    commission = models.CharField(_("commission of the département"), max_length=200, blank=True)
    commission_url = models.URLField(_("address of the commission"), blank=True)
    delegation = models.CharField(_("delegation for women’s rights"), max_length=200, blank=True)
    delegation_telephone = models.CharField(_("telephone of the delegation"), max_length=20, blank=True)
    delegation_url = models.URLField(_("address of the delegation"), blank=True)
    source_title = models.CharField(_("source"), max_length=200)
    source_url = models.URLField(_("address of the source"), blank=True)
    verified_on = models.DateField(_("verified on"))
    withdrawn_at = models.DateTimeField(_("withdrawn on"), null=True, blank=True)

    class Meta:
        verbose_name = _("commission and delegation")
        verbose_name_plural = _("commissions and delegations")
        ordering = ["territory"]

    def __str__(self):
        return self.get_territory_display()

    @property
    def dialled(self) -> str:
        return digits(self.delegation_telephone)


class Proposal(models.Model):
    """What shall change in the directory, all or nothing, once somebody else than its author accepts it."""

    class Origin(models.TextChoices):
        IMPORT = "import", _("file")
        CORRECTION = "correction", _("correction by the organisation")
        FORM = "form", _("form")

    class About(models.TextChoices):
        ENTRIES = "entries", _("entries")
        CONTACTS = "contacts", _("commission and delegation")
        ORGANISATIONS = "organisations", _("organisation")

    origin = models.CharField(_("origin"), max_length=10, choices=Origin)
    about = models.CharField(_("about"), max_length=13, choices=About, default=About.ENTRIES)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("author"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), null=True, on_delete=models.CASCADE, related_name="proposals"
    )
    file_name = models.CharField(_("file"), max_length=255, blank=True)
    rows = models.JSONField(
        default=list, help_text=_("One object for each entry: its reference and the fields that it shall have.")
    )
    before = models.JSONField(
        default=dict, help_text=_("What each entry said when this was proposed, of the fields that it changes.")
    )
    note = models.TextField(_("note"), blank=True)
    undoes = models.ForeignKey(
        "self", verbose_name=_("undoes"), null=True, on_delete=models.SET_NULL, related_name="undone_by"
    )
    created_at = models.DateTimeField(_("proposed on"), auto_now_add=True)
    submitted_at = models.DateTimeField(_("submitted on"), null=True, editable=False)
    decided_at = models.DateTimeField(_("decided on"), null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("decided by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    accepted = models.BooleanField(_("accepted"), null=True, editable=False)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("proposal for the directory")
        verbose_name_plural = _("proposals for the directory")
        ordering = ["-created_at", "-pk"]
        permissions = [("decide_proposal", gettext_noop("Can decide on proposals for the directory"))]

    def __str__(self):
        return f"{self.get_origin_display()} {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it waits for a decision; a file that was only looked at does not."""
        return self.submitted_at is not None and self.decided_at is None

    @property
    def state(self) -> str:
        if self.submitted_at is None:
            return "preview"
        return {None: "open", True: "accepted", False: "refused"}[self.accepted]

    @property
    def state_words(self) -> str:
        return {
            "preview": _("not submitted"),
            "open": _("waits for a decision"),
            "accepted": _("accepted"),
            "refused": _("refused"),
        }[self.state]
