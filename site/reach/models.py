"""What is kept of reach: numbers by day, never a person. Ids of other rooms are plain numbers: counts outlive what they count."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.audience_field import AudienceField
from core.measures.indicators import Indicator
from reach.events import PROTECTED_SURFACES, Dimension, Event, Grade, Reason
from reach.journal.lines import day_of


class Segment(models.Model):
    """A file of the journal of one node, and how far it is folded. Its row stays when the file goes: it holds the totals."""

    node = models.CharField(max_length=80)
    name = models.CharField(max_length=120)
    offset = models.PositiveBigIntegerField(default=0)  # bytes folded
    lines = models.PositiveBigIntegerField(default=0)  # valid lines folded, rejects included
    torn = models.PositiveBigIntegerField(default=0)  # lines whose checksum did not match
    created_at = models.DateTimeField(default=timezone.now)
    sealed_at = models.DateTimeField(null=True)  # its writer is gone and all of it is folded
    removed_at = models.DateTimeField(null=True)
    found = models.PositiveBigIntegerField(null=True)  # valid lines that its own machine read in it, once it was sealed
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["node", "name"], name="one_segment_of_a_name")]

    def __str__(self):
        return f"{self.node}/{self.name}"


class Beat(models.Model):
    """What the fold of a node last said, by the clock that all nodes share."""

    node = models.CharField(max_length=80, primary_key=True)
    folded_at = models.DateTimeField()
    caught_up_at = models.DateTimeField()  # what was written before is folded
    dropped = models.PositiveBigIntegerField(default=0)  # events that its node has lost

    def __str__(self):
        return f"{self.node}: {self.folded_at}"


class Cell(models.Model):
    """What happened in one day, at the finest that is kept. Removed after 25 months; its totals stay by month."""

    day = models.DateField()  # of the country
    kind = models.CharField(max_length=16)
    surface = models.CharField(max_length=20)
    campaign = models.PositiveBigIntegerField(default=0)
    wave = models.PositiveBigIntegerField(default=0)
    channel = models.PositiveBigIntegerField(default=0)
    link = models.PositiveBigIntegerField(default=0)
    page = models.PositiveBigIntegerField(default=0)
    locale = models.CharField(max_length=12, default="", blank=True)
    variant = models.CharField(max_length=40, default="", blank=True)
    n = models.PositiveBigIntegerField(default=0)

    KEY = ["day", "kind", "surface", "campaign", "wave", "channel", "link", "page", "locale", "variant"]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day", "campaign", "kind", "surface", "wave", "channel", "link", "page", "locale", "variant"],
                name="one_cell_of_a_key",
            )
        ]

    def __str__(self):
        return f"{self.day} {self.kind}: {self.n}"


class Room(models.Model):
    """How often an open page was viewed in an hour, and how many of these views led to each kind: never more than there were.

    Kept for four days. `kind` is "view", or what took a view; "prefetch" is how often it was sent ahead and not counted, of which
    what is told late (`events.LATE`) takes one; `refused` is what found none.
    """

    hour = models.DateTimeField()
    page = models.PositiveBigIntegerField()
    locale = models.CharField(max_length=12, blank=True)
    variant = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=16)
    n = models.PositiveBigIntegerField(default=0)
    refused = models.PositiveBigIntegerField(default=0, db_default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "hour", "locale", "variant", "kind"], name="one_room_of_a_key")
        ]

    def __str__(self):
        return f"{self.hour} {self.page} {self.kind}: {self.n}"


class Held(models.Model):
    """What a browser told, and waits for the view or the page sent ahead that it came from; counted or rejected within hours."""

    hour = models.DateTimeField()
    kind = models.CharField(max_length=16)
    surface = models.CharField(max_length=20)
    campaign = models.PositiveBigIntegerField(default=0)
    wave = models.PositiveBigIntegerField(default=0)
    channel = models.PositiveBigIntegerField(default=0)
    link = models.PositiveBigIntegerField(default=0)
    page = models.PositiveBigIntegerField(default=0)
    locale = models.CharField(max_length=12, default="", blank=True)
    variant = models.CharField(max_length=40, default="", blank=True)
    n = models.PositiveBigIntegerField(default=0)

    KEY = ["hour", "kind", "surface", "campaign", "wave", "channel", "link", "page", "locale", "variant"]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["page", "hour", "kind", "surface", "campaign", "wave", "channel", "link", "locale", "variant"],
                name="one_held_of_a_key",
            )
        ]

    def __str__(self):
        return f"{self.hour} {self.kind}: {self.n}"

    @property
    def event(self) -> Event:
        return Event(*(getattr(self, column) for column in self.KEY))

    @property
    def day(self):
        return day_of(self.hour)

    @staticmethod
    def key(event: Event) -> tuple:
        fields = (event.campaign, event.wave, event.channel, event.link, event.page, event.locale, event.variant)
        return (event.bucket, event.kind, event.surface, *fields)


class OutOfLine(models.Model):
    """An hour of a page in which far more of a kind was told than its views lead to (`reach.figures.proportions`). It is kept: no count says it."""

    hour = models.DateTimeField()
    campaign = models.PositiveBigIntegerField(default=0)
    page = models.PositiveBigIntegerField()
    locale = models.CharField(max_length=12, blank=True)
    variant = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=16)
    views = models.PositiveBigIntegerField()
    n = models.PositiveBigIntegerField()
    refused = models.PositiveBigIntegerField()
    expected = models.FloatField()

    class Meta:
        ordering = ["-hour"]
        constraints = [
            models.UniqueConstraint(
                fields=["variant", "page", "hour", "locale", "kind"], name="one_word_of_what_is_out_of_line"
            )
        ]

    def __str__(self):
        return f"{self.hour} {self.page} {self.kind}: {self.n}"

    @property
    def told(self) -> int:
        """All that was sent."""
        return self.n + self.refused


class Total(models.Model):
    """The same, added up by one dimension at a time, by day and by month: what dashboards read.

    `key` is the id or code of the dimension as text; empty for ALL and for what has none. `start` is the day, or the first
    of the month.
    """

    class Grain(models.TextChoices):
        DAY = "day", _("day")
        MONTH = "month", _("month")

    grain = models.CharField(max_length=5, choices=Grain)
    start = models.DateField()
    campaign = models.PositiveBigIntegerField(default=0)
    wave = models.PositiveBigIntegerField(default=0)
    kind = models.CharField(max_length=16)
    dimension = models.CharField(max_length=8, choices=Dimension)
    key = models.CharField(max_length=40, default="", blank=True)
    n = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "dimension", "grain", "start", "wave", "kind", "key"], name="one_total_of_a_key"
            )
        ]

    def __str__(self):
        return f"{self.start} {self.kind} by {self.dimension}: {self.n}"


class Hour(models.Model):
    """The launch of a wave, hour by hour; removed 30 days after its end. Never of a protected surface."""

    hour = models.DateTimeField()
    campaign = models.PositiveBigIntegerField(default=0)
    wave = models.PositiveBigIntegerField(default=0)
    kind = models.CharField(max_length=16)
    n = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "wave", "hour", "kind"], name="one_hour_of_a_key")]

    def __str__(self):
        return f"{self.hour} {self.kind}: {self.n}"


class Rejected(models.Model):
    """What was asked for and not counted, by reason: visible, never deleted in silence."""

    day = models.DateField()
    surface = models.CharField(max_length=20)
    campaign = models.PositiveBigIntegerField(default=0)
    kind = models.CharField(max_length=16)
    reason = models.CharField(max_length=12, choices=Reason)
    n = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day", "campaign", "surface", "kind", "reason"], name="one_rejected_of_a_key"
            )
        ]

    def __str__(self):
        return f"{self.day} {self.reason}: {self.n}"


class Adjustment(models.Model):
    """A correction with its author and its reason. Counts themselves are never edited."""

    day = models.DateField(_("day"))
    campaign = models.PositiveBigIntegerField(_("campaign"))
    wave = models.PositiveBigIntegerField(_("wave"), default=0)
    kind = models.CharField(_("indicator"), max_length=16, choices=Indicator)
    n = models.IntegerField(_("number"), help_text=_("Added to the count; with a minus, taken off it."))
    reason = models.CharField(_("reason"), max_length=300)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("adjustment")
        verbose_name_plural = _("adjustments")
        ordering = ["-created_at"]

    def __str__(self):
        return f"{self.day} {self.kind}: {self.n:+d}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise TypeError("An adjustment is never changed: add another that takes it back.")
        super().save(*args, **kwargs)


class Attribution(models.Model):
    """A decision on how far a surface attributes visits. The newest of a surface is in force; none is deleted."""

    surface = AudienceField(_("surface"))
    grade = models.CharField(_("grade"), max_length=12, choices=Grade)
    reason = models.TextField(_("why"), max_length=1000)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("decided by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), default=timezone.now)

    class Meta:
        verbose_name = _("decision on attribution")
        verbose_name_plural = _("decisions on attribution")
        ordering = ["-decided_at"]

    def __str__(self):
        return f"{self.get_surface_display()}: {self.grade}"

    def clean(self):
        super().clean()
        if self.grade == Grade.FULL:
            raise ValidationError(
                {
                    "grade": _(
                        "Full attribution needs the consent of each visitor, and this site asks for none: it is off."
                    )
                }
            )
        if self.surface in PROTECTED_SURFACES and self.grade != Grade.OFF:
            raise ValidationError({"grade": _("On this surface nothing is ever attributed.")})


class Reconciliation(models.Model):
    """A comparison of journal and counts, as `reach_reconcile` made it."""

    ran_at = models.DateTimeField(default=timezone.now)
    aggregates = models.BigIntegerField()
    rejects = models.BigIntegerField()
    folded = models.BigIntegerField()
    journal = models.BigIntegerField()
    held = models.BigIntegerField(default=0, db_default=0)  # told by browsers, and waiting for their views
    torn = models.BigIntegerField(default=0)
    dropped = models.BigIntegerField(default=0)
    ok = models.BooleanField()
    not_compared = models.JSONField(default=list)  # nodes that did not say within a day what they read in their journal

    class Meta:
        ordering = ["-ran_at"]

    def __str__(self):
        return f"{self.ran_at}: {'ok' if self.ok else 'differs'}"
