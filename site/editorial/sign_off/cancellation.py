"""Taking a text back from review asks first: what was approved is lost with it."""

from django.shortcuts import render

from core.publication.confirmation import is_confirmed
from editorial.board.states import edit_url
from editorial.models import Approval, Step

BUTTON = "action-cancel-workflow"
TOKEN = "csrfmiddlewaretoken"


def ask_first(request, instance):
    """Before Wagtail's editor does so, with or without scripts."""
    if request.method == "POST" and request.POST.get(BUTTON) and not is_confirmed(request):
        state = instance.current_workflow_state
        if state and state.user_can_cancel(request.user):
            return ask(request, instance)
    return None


def ask(request, instance):
    """The page that asks holds all that was sent, so that what was typed in the editor is kept."""
    state = instance.current_workflow_state
    revisions = state.task_states.values("revision_id")
    context = {
        "instance": instance,
        "state": state,
        "approvals": Approval.objects.of(instance).valid().filter(revision__in=revisions),
        "in_legal_review": getattr(instance.current_workflow_task, "step", "") == Step.LEGAL,
        "sent": [(name, value) for name, values in request.POST.lists() if name != TOKEN for value in values],
        "back": edit_url(type(instance), instance.pk),
    }
    return render(request, "editorial/review/cancel.html", context)
