"""The two steps of the workflow: legal review and publication, each by somebody who did not write the text."""

from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.locks import WorkflowLock
from wagtail.models import AbstractGroupApprovalTask, Page, Revision, TaskState, WorkflowState

from core.editor.once import once
from core.publication import visibility
from core.publication.sign_off import SignOffError, digest_of, goes_public

UNREVIEWED = _(
    "Legal review has not approved these words: choose “Request changes”. Once the text is handed in again, it goes there first."
)
NOBODY_CHANGES = _("While this translation is in review nobody changes its sentences, reviewers neither.")
REVIEWERS_CHANGE = _("Only those who review it may change it; whoever does does not approve it.")


def locked(task_state: TaskState | None) -> TaskState:
    """The step that a text is at, for this decision alone. Raises SignOffError where another was faster."""
    current = task_state and TaskState.objects.select_for_update().get(pk=task_state.pk)
    if current is None or current.status != TaskState.STATUS_IN_PROGRESS:
        raise SignOffError(_("A decision about this text was taken just before. Nothing of yours was recorded."))
    return current


def with_steps(states: QuerySet) -> QuerySet:
    """Each with its task as `FourEyesTask` that it is, for `step_of`; no query of its own."""
    return states.select_related(
        "task", *(f"task__{model._meta.model_name}" for model in FourEyesTask.__subclasses__())
    )


def step_of(task_state: TaskState) -> "FourEyesTask | None":
    """Of a state that `with_steps` found; None where the step is of another kind."""
    kinds = (model._meta.model_name for model in FourEyesTask.__subclasses__())
    return next((step for kind in kinds if (step := getattr(task_state.task, kind, None))), None)


def read_once(task_state: TaskState):
    """The page or snippet of a step; what one decision asks for later, Wagtail's own part of it included, is read with it."""
    if not TaskState.workflow_state.is_cached(task_state):
        states = WorkflowState.objects.select_related("workflow")
        task_state.workflow_state = states.get(pk=task_state.workflow_state_id)
    state = task_state.workflow_state
    if state.current_task_state_id == task_state.pk:
        state.current_task_state = task_state
    instance = _text_of(state)
    found = state.content_object
    submitted, latest = task_state.revision, instance.latest_revision_id
    found.latest_revision = instance.latest_revision = submitted if latest == submitted.pk else instance.latest_revision
    for revision in filter(None, (submitted, instance.latest_revision)):
        revision.content_object = instance
    return instance


def _text_of(state: WorkflowState):
    """With its language: a page as its own type, in one query, from which Wagtail's own part of it is made."""
    model = ContentType.objects.get_for_id(state.content_type_id).model_class()
    if not issubclass(model, Page):
        return state.content_object
    page = model._default_manager.select_related("locale").get(pk=state.object_id)
    state._meta.get_field("content_object").set_cached_value(state, page.page_ptr)
    return page


@once
def draft_of(revision: Revision):
    """The text in the words of a revision, to be read and not to be changed."""
    return revision.as_object()


def date_asked(obj) -> datetime | None:
    """When the latest draft asks to go live, where that is still to come."""
    asked = obj.get_latest_revision().content.get("go_live_at")
    moment = parse_datetime(asked) if asked else None
    return moment if moment and moment > timezone.now() else None


def held_until(obj, moment: datetime) -> datetime | None:
    """When the latest draft becomes public by itself, were it live; None where no embargo of its own holds it at that moment."""
    return visibility.held_until(draft_of(obj.get_latest_revision()), moment) if hasattr(obj, "embargo") else None


class ReviewLock(WorkflowLock):
    """Wagtail's own says that reviewers may change and approve whatever they review."""

    @property
    def is_of_translation(self) -> bool:
        from editorial.translation.sources import translation_of

        made = translation_of(self.object)
        return made is not None and made.enabled

    def get_message(self, user):
        said = super().get_message(user)
        return str(NOBODY_CHANGES) if said and self.is_of_translation else said

    def get_description(self, user, can_lock=False):
        return str(NOBODY_CHANGES if self.is_of_translation else REVIEWERS_CHANGE)


class FourEyesTask(AbstractGroupApprovalTask):
    """Decided by a member of its groups, administrators included: never by an author, nor by who decided the other step."""

    step = ""
    lock_class = ReviewLock

    class Meta:
        abstract = True

    def user_can_access_editor(self, obj, user):
        return self._user_in_groups(user)

    def locked_for_user(self, obj, user):
        return not self._user_in_groups(user)

    def get_actions(self, obj, user):
        if not self._user_in_groups(user):
            return []
        actions = [("reject", _("Request changes"), True)]
        if not self.refusal(obj, user):
            actions.append(("approve", self.words_of_approval(obj), True))
        return actions

    def words_of_approval(self, obj, now: datetime | None = None) -> str:
        return _("Approve, with a comment")

    def refusal(self, obj, user) -> str:
        """Why a member of its groups may not approve a text, and who may; nothing where they may."""
        from editorial.sign_off.four_eyes import Step

        return Step(self, obj, obj.get_latest_revision()).refusal(user)

    def get_task_states_user_can_moderate(self, user, **kwargs):
        if self._user_in_groups(user):
            return self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        return TaskState.objects.none()

    def get_form_for_action(self, action):
        from editorial.sign_off.forms import ApprovalForm, PublicationForm, RejectionForm

        if action != "approve":
            return RejectionForm
        return PublicationForm if self.step == Publication.step else ApprovalForm

    def get_template_for_action(self, action):
        return "editorial/review/approve.html" if action == "approve" else ""

    @transaction.atomic
    def on_action(self, task_state, user, action_name, **kwargs):
        """Decide, once: of two people who decide at the same time the second is told so.

        Raises SignOffError where the person may not decide, or the text may not be approved as it is.
        """
        current = locked(task_state)
        if current.task_id == self.pk:
            current.task = self
        if not self._user_in_groups(user):
            raise SignOffError(_("This decision belongs to another team."))
        if action_name == "approve":
            from editorial.sign_off.approvals import approve

            approve(
                current,
                self.step,
                user=user,
                comment=kwargs.get("comment", ""),
                accepts_incomplete=kwargs.pop("accepts_incomplete", False),
            )
        kwargs.pop("accepts_incomplete", None)
        return super().on_action(current, user, action_name, **kwargs)


class LegalReview(FourEyesTask):
    """Holds the text against the law. While it lasts, nobody else changes the text."""

    step = "legal"

    class Meta:
        verbose_name = _("legal review")
        verbose_name_plural = _("legal reviews")

    @classmethod
    def get_description(cls):
        return _("A member of the chosen groups, who did not write the text, approves it or asks for changes.")


class Publication(FourEyesTask):
    """Decides that what was approved goes live, now or at its date."""

    step = "publication"

    def start(self, workflow_state, user=None):
        """Where publication asked for changes Wagtail goes on with it: words that legal review has not approved go there first."""
        if not _has_passed_review(workflow_state.content_object):
            for task in workflow_state.workflow.tasks:
                if isinstance(task.specific, LegalReview):
                    return task.specific.start(workflow_state, user=user)
        return super().start(workflow_state, user=user)

    def refusal(self, obj, user) -> str:
        return super().refusal(obj, user) or ("" if _has_passed_review(obj) else str(UNREVIEWED))

    def words_of_approval(self, obj, now: datetime | None = None) -> str:
        """With the date that the draft asks for."""
        moment = date_asked(obj)
        if moment is None:
            # What waits for its campaign is approved, and public with it.
            now = now or timezone.now()
            waits = held_until(obj, now) or visibility.is_hidden_at(obj, now)
            is_public = goes_public(obj) and not waits
            return _("Approve and publish") if is_public else _("Approve")
        moment = held_until(obj, moment) or moment
        at = date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")
        said = (
            _("Approve: live on %(day)s") if visibility.is_hidden_at(obj, moment) else _("Approve: public on %(day)s")
        )
        return said % {"day": at}

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")

    @classmethod
    def get_description(cls):
        return _("A member of the chosen groups, who did not write the text, puts it live.")


def _has_passed_review(instance) -> bool:
    """Whether legal review approved the words of the latest draft."""
    from editorial.sign_off.approvals import has_passed

    latest = instance.get_latest_revision()
    return has_passed(instance, LegalReview.step, getattr(latest, "words", "") or digest_of(latest))
