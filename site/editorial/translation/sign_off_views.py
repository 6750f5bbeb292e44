"""The sign-off of a translation from within its editor, which knows no workflow of its own."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.models import WorkflowState
from wagtail_localize.models import Translation

from core.navigation.links import back
from core.publication.confirmation import is_confirmed
from core.publication.sign_off import SignOffError, digest_of
from editorial.access.reach import may_change, may_open
from editorial.board.states import edit_url
from editorial.sign_off import cancellation as cancelling
from editorial.sign_off import decisions
from editorial.translation import confirmations, drafting, quality


@require_POST
def submit(request, translation_id):
    """Make a draft of the sentences as they are now and hand it in for legal review."""
    translation = get_object_or_404(Translation, pk=translation_id, enabled=True)
    target = translation.get_target_instance()
    if not may_change(request.user, target):
        raise PermissionDenied
    try:
        hand_in(translation, target, request.user)
    except ValidationError as error:
        drafting.mark_invalid(translation, error)
        raise SignOffError(
            _("A sentence is not valid where it stands: %(reason)s Correct it and hand the text in again.")
            % {"reason": " ".join(error.messages)}
        ) from None
    messages.success(request, decisions.handed_in(type(target).objects.get(pk=target.pk)))
    return redirect(translation.get_target_instance_edit_url())


@transaction.atomic
def hand_in(translation: Translation, target, user) -> None:
    """SignOffError where the text is in review already, says what is live, or has other numbers than its source."""
    if target.workflow_in_progress:
        raise SignOffError(_("This text is in review already."))
    revision = drafting.save_draft(translation, user)
    quality.refuse_unfit(translation, target, digest_of(revision), incomplete_is_fit=True, doubted_is_fit=True)
    if target.live and revision.pk == target.live_revision_id:
        raise SignOffError(_("These words are live already: there is nothing to approve."))
    state = target.current_workflow_state
    if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user)
    else:
        target.get_workflow().start(target, user)


@require_POST
def decide(request, translation_id, action):
    """Approve the step that the text is at, or ask for changes."""
    translation = get_object_or_404(Translation, pk=translation_id)
    target = translation.get_target_instance()
    state = target.current_workflow_task_state
    is_late = state is None or str(state.pk) != request.POST.get("task_state")
    if not may_open(request.user, target):
        if not is_late:
            raise PermissionDenied
        messages.error(request, decisions.with_comment(request, decisions.TOO_LATE))
        return redirect("wagtailadmin_home")
    if is_late:
        raise SignOffError(decisions.TOO_LATE)
    task = state.task.specific
    form = task.get_form_for_action(action)(request.POST)
    if not form.is_valid():
        raise SignOffError(_("Say what has to change: the author needs it to go on."))
    if action not in [name for name, *_rest in task.get_actions(target, request.user)]:
        raise PermissionDenied
    task.on_action(state, request.user, action, **form.cleaned_data)
    state.refresh_from_db()
    messages.success(request, decisions.told(target, state.status))
    may_stay = may_open(request.user, type(target).objects.get(pk=target.pk))
    return redirect(translation.get_target_instance_edit_url() if may_stay else "wagtailadmin_home")


@require_POST
def cancel(request, translation_id):
    """Take a text back from review."""
    target = get_object_or_404(Translation, pk=translation_id).get_target_instance()
    state = target.current_workflow_state
    if not state or not state.user_can_cancel(request.user):
        raise PermissionDenied
    if not is_confirmed(request):
        return cancelling.ask(request, target)
    state.cancel(user=request.user)
    messages.success(request, _("“%(title)s” is no longer in review.") % {"title": target})
    may_stay = may_open(request.user, type(target).objects.get(pk=target.pk))
    return redirect(edit_url(type(target), target.pk) if may_stay else "wagtailadmin_home")


@require_POST
def confirm(request, translation_id):
    """A sentence in doubt is right in these words, or is so no longer."""
    translation = get_object_or_404(Translation, pk=translation_id, enabled=True)
    target = translation.get_target_instance()
    if not may_open(request.user, target):
        raise PermissionDenied
    words = request.POST.get("sentence", "")
    doubt = next((one for one in quality.report(translation).doubts if one.digest == words), None)
    if doubt is None:
        raise SignOffError(_("This sentence has changed since: read it again. Nothing was recorded."))
    if request.POST.get("take_back"):
        confirmations.take_back(translation, target, words, request.user)
        messages.success(request, _("The sentence is asked about again."))
    else:
        confirmations.confirm(translation, target, doubt, request.user)
        messages.success(request, _("Recorded with your name: this sentence is right."))
    return redirect(back(request, translation.get_target_instance_edit_url()))


urls = [
    path("sign-off/<int:translation_id>/submit/", submit, name="sign_off_submit"),
    path("sign-off/<int:translation_id>/cancel/", cancel, name="sign_off_cancel"),
    path("sign-off/<int:translation_id>/confirm/", confirm, name="sign_off_confirm"),
    path("sign-off/<int:translation_id>/<slug:action>/", decide, name="sign_off_decide"),
]
