"""Posts for social networks: words that are approved like those of pages, and what the team plans and notes about each."""

from functools import cached_property

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin

from campaigns.plan.models.campaign import Campaign
from campaigns.plan.models.links import TrackedLink
from campaigns.plan.models.printed import PrintedItem
from campaigns.plan.posts import faults, networks
from core.models import CampaignImage
from core.publication.sign_off import Purpose, SignedOff
from core.text.fields import TokenTextField
from core.words import languages
from facts.shelf import Shelf
from press.models import ShareCard

USER = settings.AUTH_USER_MODEL
# What is approved; the row of a post that was never live has the words of its latest draft, too.
WORDS = ("words", "item", "picture", "card", "alternative", "link")
# What the team plans and notes: no draft holds it, no approval is about it.
NOTED = (
    "planned_at",
    "assignee",
    "notes",
    "posted_at",
    "posted_by",
    "address",
    "posted_words",
    "posted_card",
    "taken_off_at",
)


class Post(SignedOff, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, models.Model):
    """For one network in one language; live once it is approved, which makes nothing public by itself."""

    is_read_once_live = False  # core.publication.sign_off.goes_public
    campaign = models.ForeignKey(Campaign, verbose_name=_("campaign"), on_delete=models.CASCADE, related_name="posts")
    network = models.CharField(_("network"), max_length=12, choices=networks.choices)
    language = models.CharField(_("language"), max_length=12, choices=languages.choices)
    words = TokenTextField(_("words"))
    item = models.ForeignKey(
        PrintedItem,
        verbose_name=_("sheet or film"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="posts",
    )
    picture = models.ForeignKey(
        CampaignImage, verbose_name=_("picture"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Drawn anew with its page: `posted_card` is the digest of what it showed as it was posted.
    card = models.ForeignKey(
        ShareCard, verbose_name=_("share card"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    alternative = models.TextField(
        _("text alternative"),
        max_length=4000,
        blank=True,
        help_text=_("For whoever does not see the picture. Empty: that of the picture itself."),
    )
    link = models.ForeignKey(
        TrackedLink, verbose_name=_("link"), null=True, blank=True, on_delete=models.PROTECT, related_name="posts"
    )
    planned_at = models.DateTimeField(_("planned for"), null=True, blank=True, serialize=False)
    assignee = models.ForeignKey(
        USER,
        verbose_name=_("who posts it"),
        null=True,
        blank=True,
        serialize=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    notes = models.TextField(_("notes"), max_length=2000, blank=True, serialize=False)
    posted_at = models.DateTimeField(_("posted"), null=True, blank=True, serialize=False)
    posted_by = models.ForeignKey(
        USER, null=True, blank=True, serialize=False, on_delete=models.SET_NULL, related_name="+"
    )
    address = models.URLField(_("address of the post"), max_length=500, blank=True, serialize=False)
    posted_words = models.TextField(blank=True, editable=False, serialize=False)
    posted_card = models.CharField(max_length=64, blank=True, editable=False, serialize=False)
    taken_off_at = models.DateTimeField(_("taken off"), null=True, blank=True, serialize=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False, serialize=False)

    class Meta:
        verbose_name = _("post for a network")
        verbose_name_plural = _("posts for networks")
        ordering = [models.F("planned_at").asc(nulls_last=True), "pk"]
        indexes = [models.Index(fields=["posted_at", "planned_at"], name="post_by_day")]

    def __str__(self):
        return f"{self.on.name} ({self.language}) – {self.first_words}"

    @classmethod
    def purposes(cls, pks):
        return {str(post.pk): post.purpose for post in cls.objects.filter(pk__in=pks).select_related("campaign")}

    @property
    def purpose(self) -> Purpose:
        told = {"campaign": self.campaign, "network": self.on.name}
        if self.planned_at is None:
            return Purpose(gettext("To be posted on %(network)s for “%(campaign)s”; no day is planned.") % told, None)
        told["when"] = date_format(timezone.localtime(self.planned_at), "SHORT_DATETIME_FORMAT")
        return Purpose(gettext("To be posted on %(network)s for “%(campaign)s” on %(when)s.") % told, self.planned_at)

    @property
    def on(self) -> networks.Network:
        return networks.NETWORKS[self.network]

    @property
    def audience(self) -> str:
        """Facts that are kept from it are no part of what is read."""
        return self.campaign.audience

    @cached_property
    def fact_shelf(self) -> Shelf:
        return Shelf(self.language, self)

    @property
    def text(self) -> str:
        """The words as they are read today."""
        return str(self.words)

    @property
    def first_words(self) -> str:
        return Truncator(" ".join(self.text.split())).chars(80)

    @property
    def way(self) -> str:
        """The address that stands in the text: none where the network makes no link of it."""
        return self.link.url_in(self.language) if self.link and self.on.has_links else ""

    @property
    def whole(self) -> str:
        """What is copied into the network: the words, and the link below them."""
        return "\n\n".join(filter(None, (self.text, self.way)))

    @property
    def left(self) -> int | None:
        return self.on.left(self.whole)

    @property
    def circulates(self) -> bool:
        return self.posted_at is not None and self.taken_off_at is None

    @property
    def lacks_picture(self) -> bool:
        """Whether its network would not take it as it is."""
        return self.on.needs_picture and not (self.item_id or self.picture_id or self.card_id)

    @property
    def crop(self) -> str:
        """How its network cuts the picture: see `Network.crop`. A film is shown whole."""
        shown = self.item or self.picture or self.card
        return "" if shown is None or (self.item and self.item.is_film) else self.on.crop(shown.width, shown.height)

    def clean(self):
        super().clean()
        if not self.alternative.strip():
            self.alternative = self.proposed_alternative
        wrong = {name: ValidationError(said) for name, said in faults.of(self)}
        if wrong:
            raise ValidationError(wrong)

    @property
    def proposed_alternative(self) -> str:
        """That of what it shows: a picture has words in the site's first language alone."""
        if self.item:
            return self.item.alt
        if self.card:
            return self.card.alt
        return self.picture.default_alt_text if self.picture and self.language == settings.LANGUAGE_CODE else ""

    def save_revision(self, *args, **kwargs):
        revision = super().save_revision(*args, **kwargs)
        if not self.live:
            self.save(update_fields=WORDS)
        return revision

    def with_content_json(self, content):
        draft = super().with_content_json(content)
        for name in (*NOTED, "created_at"):
            setattr(draft, name, getattr(self, name))
        return draft

    def get_preview_template(self, request, mode_name):
        return "plan/posts/preview.html"

    def get_preview_context(self, request, mode_name):
        """Whoever may not open the campaign, as a lawyer, sees a file where the public does."""
        sees = request.user.has_perm("plan.view_campaign")
        return {
            "object": self,
            "language": languages.language(self.language),
            "may_open": sees or request.user.has_perm("plan.change_campaign"),
            "request": request,
        }
