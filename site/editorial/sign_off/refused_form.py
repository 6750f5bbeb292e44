"""The form of a decision, in a window over the page, that cannot be shown or taken: the window says why.

Wagtail's window reads nothing but its own answers: at a refusal, or where it is led to another page, its button does nothing.
"""

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.models import TaskState

from editorial.sign_off.decisions import FORMS, comment_of


def asked_by(request: HttpRequest) -> bool:
    match = request.resolver_match
    return bool(match) and match.url_name in FORMS and request.headers.get("X-Requested-With") == "XMLHttpRequest"


def concerns(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether it is an answer that the window cannot read; nobody who is signed out reads why."""
    return response.status_code in (302, 403) and asked_by(request) and request.user.is_authenticated


def instead(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    reasons = [message.message for message in get_messages(request)] or [_reason(request)]
    context = {"reasons": reasons, "page": request.headers.get("Referer", ""), "comment": comment_of(request)}
    return render_modal_workflow(
        request, "editorial/review/refused_form.html", None, context, json_data={"step": "refused"}
    )


def _reason(request: HttpRequest) -> str:
    """Why a person who has the button may not use it any more."""
    state = TaskState.objects.filter(pk=request.resolver_match.kwargs["task_state_id"]).first()
    text = state and state.workflow_state.content_object
    if text is None or state.status != TaskState.STATUS_IN_PROGRESS:
        return _("A decision about this text was taken just before. Nothing of yours was recorded.")
    task = state.task.specific
    refusal = getattr(task, "refusal", None)
    may = any(name == "reject" for name, *_rest in task.get_actions(text, request.user))
    return (refusal and may and refusal(text, request.user)) or _("This decision belongs to another team.")
