"""What was made to be printed and shared, and what it was made from."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.plan.models.campaign import Campaign
from campaigns.plan.models.editions import Edition
from campaigns.plan.models.links import TrackedLink
from campaigns.plan.models.partners import Partner
from made.runs import Run
from press.films.formats import FILMS
from serving.page_cache.changes.writes import withdrawn


def path_of(item: "PrintedItem", name: str) -> str:
    """Nobody guesses an address with 122 random bits: before the launch whoever knows it was given it."""
    return f"press/{item.campaign.slug}/{uuid.uuid4().hex}/{name}"


class PressRun(Run):
    """Sheets being made in the background: formats × languages × links, each as [format, language, link id].

    A fourth thing is the id of a partnership, whose edition a sheet with a general code is of.

    In `errors` are {"format", "language", "code", "reason"}; a reason that holds for a whole language has neither format nor code.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="press_runs")

    class Meta(Run.Meta):
        verbose_name = _("press run")
        verbose_name_plural = _("press runs")

    def __str__(self):
        return f"{self.campaign} {self.created_at:%Y-%m-%d %H:%M}"

    @property
    def made(self) -> int:
        return max(0, self.done - self.skipped - sum(1 for error in self.errors if error["format"]))

    @staticmethod
    def error(reason: str, key: str = "", language: str = "", link_id: int | None = None, *_of) -> dict[str, str]:
        code = TrackedLink.objects.filter(pk=link_id).values_list("code", flat=True).first() if link_id else None
        return {"format": key, "language": language, "code": code or "", "reason": reason}


class PrintedItem(models.Model):
    """One file: a format in a language with the code of one link; remembers the words and facts that it was made from."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="printed")
    link = models.ForeignKey(TrackedLink, on_delete=models.PROTECT, related_name="printed")
    # Whose logo it bears. It belongs to that partner, although its code may be the campaign's.
    edition = models.ForeignKey(Edition, null=True, on_delete=models.PROTECT, related_name="printed")
    format = models.CharField(_("format"), max_length=30)
    language = models.CharField(_("language"), max_length=12)
    file = models.FileField(_("file"), upload_to=path_of, max_length=255, db_index=True)
    size = models.PositiveIntegerField(_("size"))
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    unit = models.CharField(max_length=2)
    alt = models.TextField(_("text alternative"))
    text = models.TextField(_("plain text"))
    # Of a film alone: its captions ({"start", "end", "text"} each, in seconds).
    cues = models.JSONField(default=list, blank=True)
    # The picture that stands for a film before it plays, and for a printed sheet in a list.
    poster = models.FileField(upload_to=path_of, max_length=255, blank=True, db_index=True)
    # A film that the team made elsewhere and uploaded: nothing here makes it again.
    is_own = models.BooleanField(_("uploaded"), default=False)
    # What `campaigns.plan.sheets.words.Reading.made_from` says: the page, and a digest of each thing that was printed of it.
    made_from = models.JSONField(default=dict)
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    # Another file of the same format, language, link and, with a general code, of the same partner has taken its place.
    replaced_at = models.DateTimeField(_("replaced"), null=True)
    stale_since = models.DateTimeField(_("stale since"), null=True)
    stale_reason = models.TextField(_("what has changed"), blank=True)
    recalled_at = models.DateTimeField(_("recalled"), null=True)
    recall_reason = models.TextField(_("why it was recalled"), blank=True)

    class Meta:
        verbose_name = _("printed item")
        verbose_name_plural = _("printed items")
        ordering = ["format", "language", "-made_at"]

    def __str__(self):
        return f"{self.format} {self.language} /s/{self.link.code}"

    @property
    def is_film(self) -> bool:
        return self.format in FILMS and bool(self.poster)

    def show_anew(self) -> None:
        """The page of its campaign shows a film, and no sheet: the copies that the page cache keeps are old."""
        if self.is_film:
            withdrawn()

    @property
    def partner(self) -> Partner | None:
        """Who holds what was printed."""
        if self.edition:
            return self.edition.partnership.partner
        return self.link.partner or (self.link.placement.partner if self.link.placement else None)

    @property
    def is_current(self) -> bool:
        return self.replaced_at is None and self.stale_since is None and self.recalled_at is None
