"""A line in the history of each page, where something was done to many of them at once."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from wagtail.models import Page, PageLogEntry
from wagtail.models.audit_log import LogEntryQuerySet


def note(pages: Iterable[Page], action: str, user: Any, data: dict[str, Any]) -> None:
    """One query, however many; `log` of Wagtail's takes two for each."""
    now = timezone.now()
    PageLogEntry.objects.bulk_create(
        PageLogEntry(
            page_id=page.pk,
            content_type=ContentType.objects.get_for_id(page.content_type_id),
            label=page.get_admin_display_title(),
            action=action,
            user=user,
            data=data,
            timestamp=now,
            content_changed=False,
        )
        for page in pages
    )


def tell_of_each() -> None:
    """Of what one request did to several objects, Wagtail tells each kind of act once: in the history of the last of them."""
    LogEntryQuerySet.latest_by_uuid_and_action = latest_by_uuid_and_action


def latest_by_uuid_and_action(self: LogEntryQuerySet) -> LogEntryQuerySet:
    """The last of each kind of act that a request did to an object, and all that is of no request."""
    same = ("page",) if self.model is PageLogEntry else ("content_type", "object_id")
    alike = {name: OuterRef(name) for name in ("uuid", "action", *same)}
    latest = self.model._default_manager.filter(**alike).order_by("-timestamp", "-id").values("id")[:1]
    return self.filter(Q(uuid=None) | Q(id=Subquery(latest)))
