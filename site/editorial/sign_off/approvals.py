"""Approving words, and the guard that lets only approved words go live."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db import models, transaction
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, TaskState, WorkflowState
from wagtail.signals import published, unpublished

from core.publication import page_rules, sign_off
from core.publication.sign_off import SignedOff, SignOffError, digest, digest_of
from editorial.models import Approval, Step
from editorial.sign_off import four_eyes
from editorial.sign_off.tasks import UNREVIEWED, draft_of, read_once
from editorial.translation import quality
from editorial.translation.sources import source_of

STEPS = {Step.LEGAL, Step.PUBLICATION}


class Fit(NamedTuple):
    """A text that may be approved, in the words that it was submitted in."""

    instance: SignedOff
    latest: Revision
    words: str
    hands: four_eyes.Hands
    is_incomplete: bool


def approve(
    task_state, step: str, *, user=None, reviewer="", link=None, comment="", accepts_incomplete=False
) -> Approval:
    """Record the approval of the words that a step of the workflow is about, by an account or by a review link.

    The one place that all ways lead to. Raises SignOffError where `fit` does.
    """
    found = fit(task_state, step, user=user, link=link, accepts_incomplete=accepts_incomplete)
    found.latest.words = found.words  # for the step that follows in this decision: `tasks._has_passed_review`
    _follow(task_state, found.latest, found.words)
    return Approval.objects.create(
        base_content_type=found.instance.get_base_content_type(),
        object_id=str(found.instance.pk),
        step=step,
        digest=found.words,
        revision=task_state.revision,
        user=user,
        reviewer=reviewer or four_eyes.name_of(user),
        hands=sorted(found.hands),
        link=link,
        comment=comment,
        accepts_incomplete=bool(found.is_incomplete and accepts_incomplete),
    )


def fit(task_state, step: str, *, user=None, link=None, accepts_incomplete=False, instance=None) -> Fit:
    """What may be approved of a text at a step; nothing is recorded. `instance` is the text, where it was read with its step.

    Raises SignOffError where the text has changed since it was submitted, where somebody had a hand in it already
    (`four_eyes`), where its numbers differ from those of its source, and, for publication, where legal review has not
    approved these words or the translation is incomplete.
    """
    if user is None and link is None:
        raise SignOffError(_("Nobody stands behind this approval."))
    instance = instance or read_once(task_state)
    revision = task_state.revision
    submitted = draft_of(revision)
    words = digest(submitted)
    latest = instance.get_latest_revision()
    if latest != revision and digest_of(latest) != words:
        raise SignOffError(
            _("The text has changed since it was submitted: read it again, and have it submitted again.")
        )
    at = four_eyes.Step(task_state.task.specific, instance, revision, words, asking=user)
    hands = at.hands, four_eyes.of_link(link)
    refusal = (at.refusal(user, hands[0]) if user else "") or (at.refusal_by_link(link) if link else "")
    if refusal:
        raise SignOffError(refusal)
    if step == Step.PUBLICATION and not has_passed(instance, Step.LEGAL, words):
        raise SignOffError(UNREVIEWED)
    page_rules.refuse(submitted)
    incomplete = quality.refuse_unfit(
        at.translation, instance, words, incomplete_is_fit=step == Step.LEGAL or accepts_incomplete
    )
    return Fit(instance, latest, words, frozenset().union(*hands), incomplete)


def obstacle(task_state, step: str, user, instance) -> str:
    """Why an approval by this person would be refused now; nothing where it would be taken, incomplete as the text may be."""
    try:
        found = fit(task_state, step, user=user, accepts_incomplete=True, instance=instance)
        if step == Step.PUBLICATION and not found.latest.content.get("go_live_at"):
            _source_is_live(found.instance)
    except SignOffError as refusal:
        return refusal.message
    return ""


def _follow(task_state, latest: Revision, words: str) -> None:
    """Wagtail counts the approvals of the latest revision alone: those of the same words are carried over to it."""
    if latest.pk != task_state.revision_id:
        task_state.revision = latest
        task_state.save(update_fields=["revision"])
    same = Approval.objects.of(task_state.workflow_state.content_object).valid().filter(digest=words).values("revision")
    done = task_state.workflow_state.task_states.filter(status=TaskState.STATUS_APPROVED, revision__in=same)
    done.update(revision=latest)


def has_passed(instance, step: str, words: str) -> bool:
    return any(one.digest == words and one.step == step for one in four_eyes.valid_approvals(instance))


def is_approved(instance, words: str) -> bool:
    steps = Approval.objects.of(instance).valid().filter(digest=words).values_list("step", flat=True)
    return STEPS.issubset(steps)


def only_approved_words(instance) -> None:
    """Raises SignOffError unless both steps approved exactly these words, or they are live already."""
    if instance.alias_of_id if isinstance(instance, Page) else False:
        source = instance.alias_of
        if source.live and source.locale_id == instance.locale_id:
            return
    elif instance.pk:
        words = digest(instance)
        if is_approved(instance, words) and (_is_live(instance) or _source_is_live(instance)):
            return
        live = type(instance)._base_manager.filter(pk=instance.pk, live=True).first()
        if live is not None and digest(live) == words:
            return
    raise SignOffError(
        _("“%(title)s” cannot go live: its words as they are now have not been through legal review and publication.")
        % {"title": instance}
    )


def dates_of(pages: Iterable[Page]) -> dict[int, datetime]:
    """{page's id: when words of it go live that are approved for a date}; one query, and none without pages."""
    ids = [str(page.pk) for page in pages]
    found = (
        Revision.page_revisions.filter(object_id__in=ids, approved_go_live_at__isnull=False).defer("content")
        if ids
        else []
    )
    return {int(revision.object_id): revision.approved_go_live_at for revision in found}


def _is_live(instance) -> bool:
    return type(instance)._base_manager.filter(pk=instance.pk, live=True).exists()


def _source_is_live(instance) -> bool:
    source = source_of(instance)
    if source is not None and not source.live:
        raise SignOffError(
            _("“%(title)s” cannot go live before the text that it translates: publish “%(source)s” first.")
            % {"title": instance, "source": source}
        )
    return True


@receiver(pre_save, sender=Revision)
def only_approved_schedules(sender, instance, **kwargs):
    """A date for going live is given to approved words alone."""
    if instance.approved_go_live_at is not None:
        about = instance.as_object()
        if isinstance(about, SignedOff) and not is_approved(about, digest(about)):
            sign_off.require(about)


@receiver(pre_save, sender=WorkflowState)
def only_what_rules_allow(sender, instance, **kwargs):
    """Nobody is asked to read what could not go live."""
    if instance._state.adding and isinstance(instance.content_object, SignedOff | Page):
        page_rules.refuse(instance.content_object.get_latest_revision_as_object())


@receiver(published)
def spend_other_approvals(sender, instance, **kwargs):
    """Once other words are live, the former ones have to be approved anew to come back, or these be withdrawn (`editorial.correction`)."""
    if isinstance(instance, SignedOff) and instance.live:
        live = models.Q(digest=digest(instance))
        Approval.objects.of(instance).valid().update(
            spent_at=models.Case(models.When(live, then=None), default=timezone.now()),
            was_live=models.Case(models.When(live, then=True), default="was_live"),
        )


@receiver(unpublished)
def spend_approvals_of_withdrawn(sender, instance, **kwargs):
    """What was withdrawn comes back through a new sign-off, or by undoing its takedown."""
    if isinstance(instance, SignedOff):
        Approval.objects.of(instance).valid().update(spent_at=timezone.now(), was_live=False)


def history(instance) -> models.QuerySet[Approval]:
    return Approval.objects.of(instance).select_related("user", "link", "revision")


def of_legal_review(instance) -> Approval | None:
    """The one that the latest draft has, in its words of now."""
    words = digest_of(instance.get_latest_revision())
    found = [one for one in four_eyes.valid_approvals(instance) if (one.step, one.digest) == (Step.LEGAL, words)]
    return found[-1] if found else None


@transaction.atomic
def sign_off_by(instance, *, author, lawyer, publisher) -> None:
    """Take the latest draft through the whole workflow, each step by its own person, as they would in the admin."""
    state = instance.get_workflow().start(instance, author)
    steps = state.task_states.filter(status=TaskState.STATUS_IN_PROGRESS).select_related("task")
    for person in (lawyer, publisher):
        task_state = steps.get()
        task_state.task.specific.on_action(task_state, person, "approve", comment="")
