"""Mails of the sign-off, in which each reviewer's comment is told to the next and to the author.

Wagtail's own tell the author of a refusal with its comment; these take the place of the two that leave comments out.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial

from django.contrib.auth import get_user_model
from wagtail.admin.mail import GroupApprovalTaskStateSubmissionEmailNotifier, WorkflowStateApprovalEmailNotifier
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved

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
    """To the members of a step's groups: what to read, and what was said of it in the steps before."""

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
            "approvals": _approvals(task_state.workflow_state),
            "absences": [one for one in away if task_state.task_id in absences.steps_of([one.user_id])[one.user_id]],
        }


class ApprovalNotifier(WorkflowStateApprovalEmailNotifier):
    """To whoever asked for the sign-off: it is live, or will be at its date, and what the reviewers said."""

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


def _approvals(workflow_state: WorkflowState) -> list[Approval]:
    revisions = workflow_state.task_states.values("revision_id")
    return list(Approval.objects.of(workflow_state.content_object).filter(revision__in=revisions))


submission, approval = SubmissionNotifier(), ApprovalNotifier()
# Under the names of Wagtail's own, which are thereby replaced, whichever is connected first.
task_submitted.disconnect(sender=TaskState, dispatch_uid="group_approval_task_submitted_email_notification")
task_submitted.connect(submission, sender=TaskState, dispatch_uid="group_approval_task_submitted_email_notification")
workflow_approved.disconnect(sender=WorkflowState, dispatch_uid="workflow_state_approved_email_notification")
workflow_approved.connect(approval, sender=WorkflowState, dispatch_uid="workflow_state_approved_email_notification")
