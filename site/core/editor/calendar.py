"""The launch calendar: rooms say what happens when, to those who may open the place where it is changed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import CharField, OuterRef, Subquery
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import ModelLogEntry

from core import registry
from core.editor.once import one_screen


class Kind(models.TextChoices):
    """What an event is."""

    WAVE = "wave", _("wave")
    START = "start", _("start of a campaign")
    END = "end", _("end of a campaign")
    LAUNCH = "launch", _("scheduled launch or close")
    PUBLICATION = "publication", _("scheduled publication")
    EMBARGO = "embargo", _("end of an embargo")
    EXPIRY = "expiry", _("expiry of a text")
    REVIEW = "review", _("review of a text due")
    FACT = "fact", _("fact or helpline to check")
    RIGHTS = "rights", _("end of image rights")
    CONSENT = "consent", _("end of a consent")
    TASK = "task", _("task of a campaign")
    POST = "post", _("post for a network")
    EVENT = "event", _("event of the site")
    OWN = "own", _("event of the team")

    @property
    def icon(self) -> str:
        return ICONS[self]


# By Wagtail's names of them.
ICONS = {
    Kind.WAVE: "calendar-alt",
    Kind.START: "calendar-check",
    Kind.END: "lock",
    Kind.LAUNCH: "time",
    Kind.PUBLICATION: "upload",
    Kind.EMBARGO: "lock-open",
    Kind.EXPIRY: "history",
    Kind.REVIEW: "glasses",
    Kind.FACT: "clipboard-list",
    Kind.RIGHTS: "image",
    Kind.CONSENT: "openquote",
    Kind.TASK: "tasks",
    Kind.POST: "comment",
    Kind.EVENT: "group",
    Kind.OWN: "pin",
}


class State(models.TextChoices):
    """How an event stands; `held`, `overdue` and `failed` ask for somebody."""

    PLANNED = "planned", _("planned")
    SCHEDULED = "scheduled", _("scheduled")
    WITH_CAMPAIGN = "with_campaign", _("approved, public with its campaign")
    HELD = "held", _("scheduled, but checks fail")
    RUNNING = "running", _("running")
    WAITING = "waiting", _("waiting for a decision")
    UNAPPROVED = "unapproved", _("not approved yet")
    OVERDUE = "overdue", _("overdue")
    FAILED = "failed", _("failed")
    DONE = "done", _("done")
    CANCELLED = "cancelled", _("cancelled")


@dataclass(frozen=True)
class Event:
    """`key` names it for ever. A moment, or a whole day; `until` is the moment before which it ends, or its last day.

    `bundle` is the key of the campaign that it belongs to (`core.publication.bundles`); without languages it concerns all of them.
    """

    key: str
    kind: Kind
    title: str
    when: date | datetime
    until: date | datetime | None = None
    state: State = State.PLANNED
    languages: tuple[str, ...] = ()
    bundle: str = ""
    url: str = ""
    changed: datetime | None = None

    @property
    def is_all_day(self) -> bool:
        return not isinstance(self.when, datetime)

    @property
    def clock(self) -> time | None:
        """The team's time, as a clock shows it; None for whole days."""
        return None if self.is_all_day else timezone.localtime(self.when, timezone.get_default_timezone()).time()

    @cached_property
    def first_day(self) -> date:
        return day_of(self.when)

    @cached_property
    def last_day(self) -> date:
        """What ends at midnight does not touch the day that begins then."""
        if isinstance(self.until, datetime):
            return max(self.first_day, last_day_of(self.until))
        return self.until or self.first_day

    @property
    def lasts_days(self) -> bool:
        return self.last_day > self.first_day

    @property
    def needs_somebody(self) -> bool:
        return self.state in (State.HELD, State.OVERDUE, State.FAILED)


Source = Callable[[Any, date, date], list[Event]]

# A function of (user, first day, day after the last): the events between them that this person may see.
# Whoever may open the place where something is changed sees it. The number of queries does not grow with the events.
EVENTS = registry.Kind[Source]()


@one_screen()
def events(user, start: date, end: date) -> list[Event]:
    """All that touches the days from `start` until before `end`, in the order of time, whole days first."""
    found = [event for source in EVENTS for event in source(user, start, end)]
    return sorted((event for event in found if event.first_day < end and event.last_day >= start), key=_order)


def _order(event: Event) -> tuple:
    return (event.first_day, not event.is_all_day, event.when if not event.is_all_day else event.first_day, event.title)


def day_of(when: date | datetime) -> date:
    """The day in the team's time zone, whatever that of the request."""
    return timezone.localdate(when, timezone.get_default_timezone()) if isinstance(when, datetime) else when


def last_day_of(end: datetime) -> date:
    """The last day of what ends then: what ends at midnight does not touch the day that begins."""
    return day_of(end - timedelta(microseconds=1))


def midnight(day: date) -> datetime:
    """The moment at which a day begins."""
    return datetime.combine(day, time.min, tzinfo=timezone.get_default_timezone())


def last_change(model: type[models.Model]) -> Subquery:
    """When a row was last changed in the admin, for a model that keeps no revisions: from the log, in the query that finds the row."""
    content_type = ContentType.objects.get_for_model(model)
    entries = ModelLogEntry.objects.filter(content_type=content_type, object_id=Cast(OuterRef("pk"), CharField()))
    return Subquery(entries.order_by("-timestamp").values("timestamp")[:1])
