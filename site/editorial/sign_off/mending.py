"""A reviewer who changes a text has written a part of it: another reviewer approves it, and the screen says so beforehand."""

from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page, TaskState, WorkflowState

from core.publication.sign_off import SignOffError, digest_of
from editorial.board.states import edit_url
from editorial.sign_off.four_eyes import Step, name_of
from editorial.sign_off.tasks import FourEyesTask


def is_mended(instance, step: TaskState | None = None) -> bool:
    """Whether a text that is in review says something else than what was handed in; `step` is where it is, if that is known."""
    step = step or instance.current_workflow_task_state
    handed_in = step and step.revision
    latest = instance.get_latest_revision()
    return bool(handed_in) and latest != handed_in and digest_of(latest) != digest_of(handed_in)


def handed_in_url(instance) -> str:
    """The editor with the words that were handed in; they are back once they are saved there."""
    args = [quote(instance.pk), instance.current_workflow_task_state.revision_id]
    if isinstance(instance, Page):
        return reverse("wagtailadmin_pages:revisions_revert", args=args)
    return reverse(instance.snippet_viewset.get_url_name("revisions_revert"), args=args)


def tell(request, instance) -> None:
    """To a member of the step's group who opens a text in review: what a change of theirs would mean, or has meant."""
    task = instance.current_workflow_task
    if not isinstance(task, FourEyesTask) or not task.user_can_access_editor(instance, request.user):
        return
    step = Step(task, instance, instance.get_latest_revision())
    if request.resolver_match.url_name == "revisions_revert":
        messages.info(
            request,
            _("These are the former words. They are back once you save them as the draft, with the button below."),
        )
    elif is_mended(instance):
        over = reverse("review_hand_over", args=[instance.current_workflow_state.pk])
        former = handed_in_url(instance)
        messages.warning(
            request,
            _(
                "This text was changed while it was in review. Whoever changed it does not approve it: hand it to another reviewer, or put the former words back. %(who)s"
            )
            % {"who": step.who_may()},
            buttons=[
                *([messages.button(over, _("Hand it to another reviewer"))] if step.people else []),
                messages.button(former, _("Put the former words back")),
            ],
        )
    elif refusal := task.refusal(instance, request.user):
        messages.warning(request, refusal)
    else:
        messages.info(request, step.if_changed_by(request.user))


def tell_what_to_change(request, instance) -> None:
    """To everybody who opens a text of which a reviewer asked for changes, until it is handed in again."""
    state = instance.current_workflow_state
    asked = state and state.status == WorkflowState.STATUS_NEEDS_CHANGES and state.current_task_state
    if not asked or not asked.comment:
        return
    said = {
        "comment": asked.comment,
        "day": date_format(timezone.localtime(asked.finished_at), "SHORT_DATETIME_FORMAT"),
    }
    if asked.finished_by:
        said["who"] = name_of(asked.finished_by)
        text = _("%(who)s asked for changes on %(day)s: “%(comment)s”")
    else:
        text = _("Changes were asked for by a review link on %(day)s: “%(comment)s”")
    messages.warning(request, text % said)


def hand_over(request, state_id: int):
    """From a step whose text was mended to legal review, in the words of now."""
    with transaction.atomic():
        state = WorkflowState.objects.select_for_update().filter(pk=state_id).first()
        instance = state and state.content_object
        task = instance and instance.current_workflow_task
        if not isinstance(task, FourEyesTask) or state.status != WorkflowState.STATUS_IN_PROGRESS:
            raise SignOffError(_("A decision about this text was taken just before. Nothing of yours was recorded."))
        if not task.user_can_access_editor(instance, request.user):
            raise PermissionDenied
        if request.method != "POST":
            context = {"instance": instance, "state": state, "back": edit_url(type(instance), instance.pk)}
            return render(request, "editorial/review/hand_over.html", context)
        state.cancel(user=request.user)
        instance.get_workflow().start(instance, state.requested_by or request.user)
    messages.success(request, _("“%(title)s” is in legal review, in its words of now.") % {"title": instance})
    return redirect(edit_url(type(instance), instance.pk))


urls = [path("sign-off/hand-over/<int:state_id>/", hand_over, name="review_hand_over")]
