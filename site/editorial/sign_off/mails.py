"""Mails of the sign-off: who decided, what waits, and where. A mail holds no word of a draft and none that was said of it.

They take the place of Wagtail's own, which quote comments and lead to the preview and the editor, not to the desk.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial

from django.contrib.auth import get_user_model
from wagtail.admin.mail import (
    GroupApprovalTaskStateSubmissionEmailNotifier,
    WorkflowStateApprovalEmailNotifier,
    WorkflowStateRejectionEmailNotifier,
)
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected

from editorial.board.states import edit_url
from editorial.models import Approval
from editorial.rota import absences
from editorial.sign_off.decisions import is_public, outcome

TEMPLATES = "editorial/notifications/"
_silent = ContextVar("silent", default=False)


@contextmanager
def unsent():
    """For programs that take many texts through the sign-off: nobody is told of each."""
    token = _silent.set(True)
    try:
        yield
    finally:
        _silent.reset(token)


class SubmissionNotifier(GroupApprovalTaskStateSubmissionEmailNotifier):
    """To the members of a step's groups: what to read, who asks, and who approved it in the steps before."""

    template_directory = TEMPLATES

    def can_handle(self, instance, **kwargs):
        return not _silent.get() and super().can_handle(instance, **kwargs)

    def get_template_base_prefix(self, instance, **kwargs):
        return "step_"

    def get_recipient_users(self, task_state, **kwargs):
        """Without those who are away, as long as somebody of the step is there."""
        groups = task_state.task.specific.groups.all()
        members = get_user_model().objects.filter(is_active=True, groups__in=groups).values_list("pk", flat=True)
        return super().get_recipient_users(task_state, **kwargs).exclude(pk__in=absences.unasked(members))

    def get_context(self, task_state, **kwargs):
        away = absences.on(absences.today()).exclude(stand_in=None).select_related("user")
        return super().get_context(task_state, **kwargs) | {
            "task_state": task_state,
            "title": title_of(task_state.workflow_state.content_object),
            "asked_by": task_state.workflow_state.requested_by,
            "approvals": _approvals(task_state.workflow_state),
            "absences": [one for one in away if task_state.task_id in absences.steps_of([one.user_id])[one.user_id]],
        }


class ApprovalNotifier(WorkflowStateApprovalEmailNotifier):
    """To whoever asked for the sign-off: it is live, or will be at its date, and who approved it."""

    template_directory = TEMPLATES

    def can_handle(self, instance, **kwargs):
        return not _silent.get() and super().can_handle(instance, **kwargs)

    def get_template_base_prefix(self, instance, **kwargs):
        return "workflow_"

    def get_context(self, workflow_state, **kwargs):
        return super().get_context(workflow_state, **kwargs) | {
            "approvals": _approvals(workflow_state),
            # Said once for each recipient, in their language.
            "outcome": partial(outcome, workflow_state.content_object),
            "is_public": partial(is_public, workflow_state.content_object),
        }


class RejectionNotifier(WorkflowStateRejectionEmailNotifier):
    """To whoever asked for the sign-off: who asks for changes, and where they are read."""

    template_directory = TEMPLATES

    def can_handle(self, instance, **kwargs):
        return not _silent.get() and super().can_handle(instance, **kwargs)

    def get_template_base_prefix(self, instance, **kwargs):
        return "workflow_"

    def get_context(self, workflow_state, **kwargs):
        text = workflow_state.content_object
        known = {"title": title_of(text), "edit_url": edit_url(type(text), text.pk)}
        return super().get_context(workflow_state, **kwargs) | known


def title_of(instance) -> str:
    """As the team knows it: two pages of one title have their channel."""
    return instance.get_admin_display_title() if isinstance(instance, Page) else str(instance)


def _approvals(workflow_state: WorkflowState) -> list[Approval]:
    revisions = workflow_state.task_states.values("revision_id")
    return list(Approval.objects.of(workflow_state.content_object).filter(revision__in=revisions))


submission, approval, rejection = SubmissionNotifier(), ApprovalNotifier(), RejectionNotifier()
# Under the names of Wagtail's own, which are thereby replaced, whichever is connected first.
task_submitted.disconnect(sender=TaskState, dispatch_uid="group_approval_task_submitted_email_notification")
task_submitted.connect(submission, sender=TaskState, dispatch_uid="group_approval_task_submitted_email_notification")
workflow_approved.disconnect(sender=WorkflowState, dispatch_uid="workflow_state_approved_email_notification")
workflow_approved.connect(approval, sender=WorkflowState, dispatch_uid="workflow_state_approved_email_notification")
workflow_rejected.disconnect(sender=WorkflowState, dispatch_uid="workflow_state_rejected_email_notification")
workflow_rejected.connect(rejection, sender=WorkflowState, dispatch_uid="workflow_state_rejected_email_notification")
