"""What was done to accounts, roles and sign-ins: entries that are added and never changed, each sealed with the one before."""

import hashlib
import json

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Event(models.TextChoices):
    SIGNED_IN = "signed_in", _("Signed in")
    SIGN_IN_FAILED = "sign_in_failed", _("A sign-in failed")
    FACTOR_ADDED = "factor_added", _("Second factor added")
    FACTOR_REMOVED = "factor_removed", _("Second factor removed")
    FACTOR_RESET = "factor_reset", _("Second factor reset")
    CODES_MADE = "codes_made", _("Recovery codes made")
    PASSWORD_CHANGED = "password_changed", _("Password changed")
    ACCOUNT_CREATED = "account_created", _("Account created")
    ACCOUNT_CHANGED = "account_changed", _("Account changed")
    ACCOUNT_DELETED = "account_deleted", _("Account deleted")
    ROLES_CHANGED = "roles_changed", _("Groups of an account changed")
    GROUP_CREATED = "group_created", _("Group created")
    GROUP_CHANGED = "group_changed", _("Group changed")
    GROUP_DELETED = "group_deleted", _("Group deleted")
    PERMISSIONS_CHANGED = "permissions_changed", _("Permissions changed")
    LOG_EXPORTED = "log_exported", _("Audit log exported")
    LOG_PURGED = "log_purged", _("Old entries removed")


class Unchangeable(PermissionDenied):
    """An entry of the audit log was to be changed or deleted."""


class Entries(models.QuerySet):
    def update(self, **values):
        raise Unchangeable("Entries of the audit log are never changed.")

    def delete(self):
        raise Unchangeable("Entries of the audit log are removed by `audit_log purge` alone.")

    def bulk_update(self, objs, fields, batch_size=None):
        return self.update()


class Entry(models.Model):
    """Names are kept as they were: an entry outlives the account that it is about. No address, no browser."""

    at = models.DateTimeField(pgettext_lazy("audit log", "when"), db_index=True)
    event = models.CharField(_("what"), max_length=40, choices=Event)
    actor = models.CharField(_("by"), max_length=150, blank=True)  # empty: nobody who is known, or a command
    subject = models.CharField(_("about"), max_length=150, blank=True)
    details = models.JSONField(_("details"), default=dict)
    previous = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64)

    objects = Entries.as_manager()

    class Meta:
        verbose_name = _("audit log entry")
        verbose_name_plural = _("audit log")
        ordering = ["-id"]
        default_permissions = ["view"]

    def __str__(self):
        return f"{self.get_event_display()} {self.subject}".strip()

    def save(self, *args, **kwargs):
        if self.pk is not None:
            raise Unchangeable("Entries of the audit log are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise Unchangeable("Entries of the audit log are removed by `audit_log purge` alone.")

    def sealed(self) -> str:
        """The SHA-256 of all that the entry says and of the seal before it."""
        said = [self.previous, self.at.isoformat(), self.event, self.actor, self.subject, self.details]
        return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


class Chain(models.Model):
    """One row: the seal before the first entry that is kept, and that of the last. Who adds an entry locks it first."""

    begins_after = models.CharField(max_length=64)
    ends_with = models.CharField(max_length=64)
    # Read by the triggers: true within the transaction of the purge, and seen by no other.
    is_purging = models.BooleanField(default=False)

    class Meta:
        default_permissions = []

    def __str__(self):
        return f"{self.begins_after} … {self.ends_with}"
