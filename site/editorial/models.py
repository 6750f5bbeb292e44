"""The records of sign-off: who approved which words, when, and how."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page, Revision
from wagtail_localize.models import Translation

from editorial.sign_off.tasks import LegalReview, Publication
from made.runs import Run

__all__ = [
    "Absence",
    "Approval",
    "BrowserCheck",
    "ConfirmedSentence",
    "FormerMailbox",
    "GivenPermission",
    "LegalReview",
    "OutsideComment",
    "OutsideLink",
    "OutsideReviewer",
    "Publication",
    "ReviewLink",
    "ReviewedItem",
    "Takedown",
    "TakenDown",
    "ToTell",
    "TranslatedFrom",
    "TranslationImport",
    "TranslationRun",
]


class Step(models.TextChoices):
    LEGAL = "legal", _("legal review")
    PUBLICATION = "publication", _("publication")


class AboutObject(models.Model):
    """Refers to a page or a snippet as Wagtail's revisions do."""

    base_content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=255)
    instance = GenericForeignKey("base_content_type", "object_id", for_concrete_model=False)
    instance.wagtail_reference_index_ignore = True

    class Meta:
        abstract = True


class ApprovalQuerySet(models.QuerySet):
    def of(self, instance) -> "ApprovalQuerySet":
        return self.filter(base_content_type=instance.get_base_content_type(), object_id=str(instance.pk))

    def valid(self) -> "ApprovalQuerySet":
        return self.filter(spent_at=None)


class Approval(AboutObject):
    """One step of the sign-off of one text: its words are known by their digest, whichever revision bears them.

    It is spent when other words go live in their place, or when what it approved is withdrawn.
    """

    step = models.CharField(_("step"), max_length=12, choices=Step)
    digest = models.CharField(max_length=64)
    revision = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reviewer = models.CharField(_("reviewer"), max_length=200)
    link = models.ForeignKey("ReviewLink", null=True, on_delete=models.SET_NULL, related_name="approvals")
    comment = models.TextField(_("comment"), blank=True)
    # By what all who had a hand in it are known (`four_eyes`), so that a deleted account is not forgotten.
    hands = models.JSONField(default=list)
    accepts_incomplete = models.BooleanField(_("published although incomplete"), default=False)
    created_at = models.DateTimeField(_("approved at"), default=timezone.now)
    spent_at = models.DateTimeField(null=True)
    # These words went live, and were not withdrawn since: if those that took their place are withdrawn, they may come back.
    was_live = models.BooleanField(default=False)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["base_content_type", "object_id", "digest"], name="approval_of_words")]

    def __str__(self):
        return f"{self.get_step_display()}: {self.reviewer}"


class Absence(models.Model):
    """Somebody who decides about texts is away, both days included. It gives nobody a right, and takes none."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="absences")
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    # None: all others of the role.
    stand_in = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        default_permissions = []
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        ordering = ["first_day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="absence_ends_after_it_begins"
            )
        ]

    def __str__(self):
        return f"{self.user}, {self.first_day} – {self.last_day}"

    def save(self, *args, **kwargs):
        """Raises SignOffError where it may not be entered."""
        from editorial.rota.absences import require

        require(self)
        super().save(*args, **kwargs)


class FormerMailbox(models.Model):
    """A mailbox that an account had once: whoever reads its mail is still the same person after a change of address."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="former_mailboxes")
    # As in `Approval.hands`: under a key, no address.
    hand = models.CharField(max_length=80)
    left_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = []
        constraints = [models.UniqueConstraint(fields=["user", "hand"], name="former_mailbox_kept_once")]

    def __str__(self):
        return f"{self.user_id}, {self.left_at}"


class GivenPermission(models.Model):
    """A permission, as in `plan.add_wave`, that a role was given: an upgrade gives what is new, and nothing that was taken back since."""

    role = models.CharField(max_length=40)
    permission = models.CharField(max_length=200)

    class Meta:
        default_permissions = []
        constraints = [models.UniqueConstraint(fields=["role", "permission"], name="permission_given_once")]

    def __str__(self):
        return f"{self.role}: {self.permission}"


class OutsideReviewer(models.Model):
    """A legal reviewer without an account, at an address that two people of the team answer for."""

    name = models.CharField(_("name of the reviewer"), max_length=200)
    email = models.EmailField(_("e-mail address of the reviewer"))
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    proposed_at = models.DateTimeField(_("proposed at"), default=timezone.now)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True)

    class Meta:
        verbose_name = _("reviewer without an account")
        verbose_name_plural = _("reviewers without an account")
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None and self.withdrawn_at is None


class ReviewLink(models.Model):
    """A review by mail, for some texts as they were when the link was made, once: by an account or by somebody outside."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    outside = models.ForeignKey(OutsideReviewer, null=True, on_delete=models.SET_NULL, related_name="links")
    reviewer = models.CharField(_("name of the reviewer"), max_length=200)
    email = models.EmailField(_("e-mail address of the reviewer"))
    # None: the mail server has not taken it, so nobody has its address.
    sent_at = models.DateTimeField(_("sent at"), null=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True)
    decided_at = models.DateTimeField(_("decided at"), null=True)
    approved = models.BooleanField(_("approved"), null=True)
    comment = models.TextField(_("comment"), blank=True)

    class Meta:
        verbose_name = _("review link")
        verbose_name_plural = _("review links")
        ordering = ["-created_at"]

    def __str__(self):
        return f"{self.reviewer} <{self.email}>"


class ReviewedItem(AboutObject):
    """One text that a review link shows, in the words that it had."""

    link = models.ForeignKey(ReviewLink, on_delete=models.CASCADE, related_name="items")
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.link}: {self.instance}"


class OutsideComment(models.Model):
    """What somebody said by a review link at a sentence of a page; the comments of Wagtail are of accounts alone.

    `contentpath` is the place as Wagtail writes it; label and quote are what stood there when it was said.
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="outside_comments")
    revision = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    link = models.ForeignKey(ReviewLink, null=True, on_delete=models.SET_NULL, related_name="comments")
    reviewer = models.CharField(_("name of the reviewer"), max_length=200)
    contentpath = models.TextField()
    label = models.CharField(max_length=255)
    quote = models.TextField()
    text = models.TextField(_("comment"), blank=True)
    suggestion = models.TextField(_("words that are proposed"), blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        default_permissions = []
        verbose_name = _("comment by a review link")
        verbose_name_plural = _("comments by review links")
        ordering = ["created_at", "pk"]

    def __str__(self):
        return f"{self.reviewer}, {self.label}"


class TranslatedFrom(models.Model):
    """The words of the source that the latest draft of a translation was made from."""

    translation = models.OneToOneField(Translation, on_delete=models.CASCADE, related_name="made_from")
    strings = models.JSONField(default=dict)
    updated_at = models.DateTimeField(auto_now=True)

    def __str__(self):
        return f"{self.translation_id}, {self.updated_at}"


class ConfirmedSentence(models.Model):
    """Somebody read a sentence beside its source and found it right, in exactly these words of both.

    It holds no words: other ones have another digest, and are asked about again.
    """

    translation = models.ForeignKey(Translation, on_delete=models.CASCADE, related_name="confirmed_sentences")
    digest = models.CharField(max_length=64)
    kinds = models.JSONField(default=list)  # of problems that were asked about, of `facts.parity.SENSES`
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(_("confirmed by"), max_length=200)
    created_at = models.DateTimeField(_("confirmed at"), default=timezone.now)

    class Meta:
        verbose_name = _("confirmed sentence")
        verbose_name_plural = _("confirmed sentences")
        constraints = [models.UniqueConstraint(fields=["translation", "digest"], name="sentence_confirmed_once")]

    def __str__(self):
        return f"{self.translation_id}, {self.name}"


class TranslationRun(Run):
    """Pages and snippets, each as [model, key], being translated into a language in the background."""

    label = models.CharField(_("what"), max_length=200)
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    machine = models.BooleanField(_("with machine translation"), default=False)
    to_do = models.JSONField(db_column="objects_to_do")

    class Meta(Run.Meta):
        verbose_name = _("translation run")
        verbose_name_plural = _("translation runs")

    def __str__(self):
        return f"{self.label} → {self.locale.language_code}"

    @staticmethod
    def error(reason: str, model: str, pk: int) -> dict[str, str | int]:
        return {"model": model, "pk": pk, "reason": reason}


class TranslationImport(models.Model):
    """A file from an agency, read and found to be good, that waits for somebody to say that it be applied."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=255)
    changes = models.JSONField()
    created_at = models.DateTimeField(default=timezone.now)
    applied_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("import of translations")
        verbose_name_plural = _("imports of translations")

    def __str__(self):
        return self.file_name


class Takedown(models.Model):
    """Something taken down everywhere, with all that is needed to put it back."""

    label = models.CharField(_("what"), max_length=255)
    reason = models.TextField(_("reason"), blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(_("taken down at"), default=timezone.now)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(_("put back at"), null=True)
    # The number under which the nodes of the site were told; none where they could not be told yet, or where there are none.
    told_as = models.BigIntegerField(null=True, editable=False)

    class Meta:
        verbose_name = _("takedown")
        verbose_name_plural = _("takedowns")
        ordering = ["-created_at"]

    def __str__(self):
        return self.label


class TakenDown(AboutObject):
    """One page or file of a takedown, that was public before it."""

    takedown = models.ForeignKey(Takedown, on_delete=models.CASCADE, related_name="items")
    title = models.CharField(max_length=255)
    language = models.CharField(max_length=12, blank=True)
    revision = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    was_approved = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.title


class ToTell(AboutObject):
    """Somebody whom no mail tells that a correction of a text was withdrawn, or another text that may say the same; and who has done it.

    `who` is what a room calls them (`core.publication.circulation.Copy`): no name and no address is kept here. Of a text it is
    its key (`correction.versions.Text`).
    """

    TEXT = "text:"
    who = models.CharField(max_length=40)
    created_at = models.DateTimeField(default=timezone.now)
    told_at = models.DateTimeField(_("told on"), null=True)
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        default_permissions = []
        verbose_name = _("person to tell")
        verbose_name_plural = _("people to tell")
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["base_content_type", "object_id", "who"], name="each_is_to_be_told_once")
        ]

    def __str__(self):
        return self.who

    @property
    def is_text(self) -> bool:
        return self.who.startswith(self.TEXT)


class BrowserCheck(models.Model):
    """What the accessibility checks last found in somebody's browser, of the words of one revision."""

    revision = models.OneToOneField(Revision, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    errors = models.PositiveIntegerField(_("errors"))
    # ["what is wrong", …]
    details = models.JSONField(default=list)
    checked_at = models.DateTimeField(_("checked"), default=timezone.now)

    class Meta:
        verbose_name = _("check in the browser")
        verbose_name_plural = _("checks in the browser")

    def __str__(self):
        return f"{self.revision_id}: {self.errors}"


class AccessibilityCheck(models.Model):
    """What the weekly check of a live page found in the HTML that its visitors get."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="accessibility_check")
    # [{"message": what is wrong, "url": where it is mended}, …]
    problems = models.JSONField(default=list)
    checked_at = models.DateTimeField(_("checked"), default=timezone.now)

    class Meta:
        verbose_name = _("check of accessibility")
        verbose_name_plural = _("checks of accessibility")

    def __str__(self):
        return f"{self.page_id}: {len(self.problems)}"


class OutsideLink(models.Model):
    """What an address of another site answered, the last time it was asked."""

    class Problem(models.TextChoices):
        REFUSED = "refused", _("it leads to no public web server")
        NAME = "name", _("its name is not known")
        TLS = "tls", _("its certificate is not valid")
        TIMEOUT = "timeout", _("it does not answer in time")
        UNREACHABLE = "unreachable", _("it cannot be reached")
        REDIRECTS = "redirects", _("it redirects too often")

    # Perhaps the network's fault, or over in an hour: counts once it was found twice.
    PASSING = (Problem.NAME, Problem.TIMEOUT, Problem.UNREACHABLE)
    # Many sites answer programs so, and show people the page.
    REFUSES_PROGRAMS = (401, 403, 405, 406, 407, 429, 451, 999)
    MAX_LENGTH = 1000

    url = models.CharField(_("address"), max_length=MAX_LENGTH, unique=True)
    status = models.PositiveSmallIntegerField(_("status"), null=True)
    problem = models.CharField(_("problem"), max_length=12, choices=Problem, blank=True)
    checked_at = models.DateTimeField(_("checked"), null=True)
    first_failed_at = models.DateTimeField(_("fails since"), null=True)

    class Meta:
        verbose_name = _("link to another site")
        verbose_name_plural = _("links to other sites")
        ordering = ["url"]

    def __str__(self):
        return self.url

    @property
    def answered_well(self) -> bool:
        return not self.problem and (self.status < 400 or self.status in self.REFUSES_PROGRAMS)

    @property
    def is_broken(self) -> bool:
        """Whether a visitor finds nothing there."""
        if self.answered_well:
            return False
        passing = self.problem in self.PASSING or (self.status or 0) >= 500
        return not passing or self.first_failed_at < self.checked_at

    @property
    def reason(self) -> str:
        return self.get_problem_display() or _("it answers with the status %(status)d") % {"status": self.status}
