"""What is kept of the answers of a group: the questions as they were, and totals. Nobody's answers stand together."""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.prevention.feedback.group import codes
from campaigns.prevention.kits.models import KitPage
from campaigns.prevention.kits.vocabulary import AGES

OPEN_FOR = timedelta(hours=24)


def closing_time():
    return timezone.now() + OPEN_FOR


class Questionnaire(models.Model):
    """That of one group. Whoever has its key leads it: nothing else says who that is, and of the key a digest is kept.

    `questions` are those of the kit when it was opened: [{"id", "question", "answers": […], "right", "verdict", "why"}];
    "right" is the place of the right answer, None or missing where there is none; the two after it were not kept at first.
    No later version changes them.
    """

    kit = models.ForeignKey(
        "kits.KitPage", verbose_name=_("kit"), null=True, on_delete=models.SET_NULL, related_name="questionnaires"
    )
    language = models.CharField(_("language"), max_length=20)
    title = models.CharField(_("title"), max_length=255)
    questions = models.JSONField(_("questions"))
    key_digest = models.CharField(max_length=64, unique=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("questionnaire of a group")
        verbose_name_plural = _("questionnaires of groups")

    def __str__(self):
        return self.title

    @property
    def is_for_pupils(self) -> bool:
        levels = KitPage.objects.filter(pk=self.kit_id).values_list("levels", flat=True).first()
        return any(level in AGES for level in levels or ())


class Round(models.Model):
    """The questions put once, until the clock or whoever leads the group closes it."""

    class Moment(models.TextChoices):
        BEFORE = "before", _("before the sessions")
        AFTER = "after", _("after the sessions")

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="rounds")
    moment = models.CharField(_("when"), max_length=6, choices=Moment)
    code = models.CharField(_("code"), max_length=codes.LENGTH, unique=True)
    opened_at = models.DateTimeField(_("opened at"), default=timezone.now)
    closes_at = models.DateTimeField(_("closes at"), default=closing_time)
    forms = models.PositiveIntegerField(_("answers"), default=0)

    class Meta:
        verbose_name = _("round of a questionnaire")
        verbose_name_plural = _("rounds of questionnaires")
        ordering = ["opened_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["questionnaire", "moment"], name="one_round_before_one_after")]

    def __str__(self):
        return f"{self.questionnaire}, {self.get_moment_display()}"

    @property
    def is_open(self) -> bool:
        return timezone.now() < self.closes_at

    @property
    def tells_what_is_right(self) -> bool:
        """Before the sessions it would be the end of them: nobody would say what they think afterwards."""
        return self.moment == self.Moment.AFTER

    @property
    def spaced_code(self) -> str:
        return codes.spaced(self.code)


class Tally(models.Model):
    """How many in a round gave one answer; `answer` is its place among those of the question."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="tallies")
    question = models.CharField(max_length=36)
    answer = models.PositiveSmallIntegerField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("total of an answer")
        verbose_name_plural = _("totals of answers")
        constraints = [models.UniqueConstraint(fields=["round", "question", "answer"], name="one_tally_an_answer")]

    def __str__(self):
        return f"{self.question}, {self.answer}"


class UsedTicket(models.Model):
    """The digest of a form that was counted, so that it counts once; deleted when its round has closed."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="used_tickets")
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("used form")
        verbose_name_plural = _("used forms")
        constraints = [models.UniqueConstraint(fields=["round", "digest"], name="one_use_of_a_ticket")]

    def __str__(self):
        return self.digest
