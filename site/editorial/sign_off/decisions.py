"""What became of a text by a reviewer's decision, said as it is: to the reviewer on the next screen, to the author in a mail."""

import json
from datetime import datetime

from django.contrib.messages import SUCCESS, add_message, get_messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.utils import get_latest_str
from wagtail.models import Page, TaskState

from core.publication import visibility
from core.publication.sign_off import goes_public
from editorial.models import Step
from editorial.sign_off import four_eyes
from editorial.sign_off.tasks import FourEyesTask
from editorial.takedown.still_down import down_with

FORMS = ("workflow_action", "collect_workflow_action_data")  # in a window over the page
TOO_LATE = gettext_lazy("A decision about this text was taken just before. Nothing of yours was recorded.")
DECIDED = (TaskState.STATUS_APPROVED, TaskState.STATUS_REJECTED)


def scheduled(instance) -> datetime | None:
    """When approved words of a page or snippet go live by themselves."""
    coming = instance.revisions.filter(approved_go_live_at__gt=timezone.now()).order_by("-approved_go_live_at")
    return coming.values_list("approved_go_live_at", flat=True).first()


def is_public(instance) -> bool:
    """What is live of it now; nothing of a draft that waits for its date."""
    instance = type(instance).objects.get(pk=instance.pk)
    return instance.live and not (isinstance(instance, Page) and instance.pk in visibility.hidden_pages())


def on_day_at_time(moment: datetime) -> dict[str, str]:
    local = timezone.localtime(moment)
    return {"day": date_format(local, "DATE_FORMAT"), "time": date_format(local, "TIME_FORMAT")}


def outcome(instance) -> str:
    """Of a text that the last step approved, and of what was taken down with it and does not come back with it."""
    down = down_with(instance) if isinstance(instance, Page) else None
    return " ".join(filter(None, [_became(instance), down and down.words]))


def _became(instance) -> str:
    instance = type(instance).objects.get(pk=instance.pk)
    title = {"title": get_latest_str(instance)}
    if instance.live and not goes_public(instance):
        return _("Approved: “%(title)s” may be posted. Nothing is posted by itself.") % title
    moment = scheduled(instance)
    if until := visibility.held_until(instance, moment) if moment or instance.live else None:
        return _("Approved: “%(title)s” will be public on %(day)s at %(time)s.") % (title | on_day_at_time(until))
    if moment:
        if visibility.is_hidden_at(instance, moment):
            said = _(
                "Approved: “%(title)s” goes live on %(day)s at %(time)s, and will be public together with its campaign and the pages above it."
            )
            return said % (title | on_day_at_time(moment))
        return _("Approved: “%(title)s” will be public on %(day)s at %(time)s.") % (title | on_day_at_time(moment))
    if is_public(instance):
        return _("Approved: “%(title)s” is public now.") % title
    if instance.live:
        return _("Approved: “%(title)s” will be public together with its campaign and the pages above it.") % title
    return _("Your decision about “%(title)s” is recorded.") % title


def told(instance, status: str) -> str:
    """Of a text of which a step was just approved or rejected."""
    instance = type(instance).objects.get(pk=instance.pk)
    title = {"title": get_latest_str(instance)}
    if status == TaskState.STATUS_REJECTED:
        return _("Changes were asked for in “%(title)s”: its author is told.") % title
    if getattr(instance.current_workflow_task, "step", "") == Step.PUBLICATION:
        return _("Approved in legal review: “%(title)s” now waits for publication.") % title
    return outcome(instance)


def handed_in(instance) -> str:
    """Of a text that was just handed in: to legal review, or back to publication, where that alone is left; and who decides next."""
    title, task = {"title": get_latest_str(instance)}, instance.current_workflow_task
    where = _("“%(title)s” is in legal review.") % title
    if getattr(task, "step", "") == Step.PUBLICATION:
        where = _("“%(title)s” waits for publication: legal review has approved these words.") % title
    if not isinstance(task, FourEyesTask):
        return where
    return f"{where} {four_eyes.Step(task, instance, instance.get_latest_revision()).comes_next()}"


def note_step(request, instance) -> None:
    """Before Wagtail's editor takes a decision: about which step it is."""
    if request.method == "POST" and request.POST.get("action-workflow-action"):
        request.step_to_decide = instance.current_workflow_task_state


def say(request, instance):
    """After it: in the place of “updated”, and where every reviewer may go, which the list of pages is not."""
    step = getattr(request, "step_to_decide", None)
    state = step and TaskState.objects.get(pk=step.pk)
    if not state or state.status not in DECIDED:
        return None
    _say_instead(request, told(instance, state.status))
    return redirect("wagtailadmin_home")


def say_handed_in(request, instance):
    """After a text was submitted in Wagtail's editor: who decides next; and of a page, back to it, which is where one was."""
    if "action-submit" not in request.POST:
        return None
    instance = type(instance).objects.get(pk=instance.pk)
    if not instance.workflow_in_progress:
        return None
    _say_instead(request, handed_in(instance))
    return redirect("wagtailadmin_pages:edit", instance.pk) if isinstance(instance, Page) else None


def _say_instead(request, words: str) -> None:
    """In the place of what Wagtail says of its success; its warnings and errors stay."""
    for message in list(get_messages(request)):
        if message.level != SUCCESS:
            add_message(request, message.level, message.message, extra_tags=message.extra_tags)
    messages.success(request, words)


def comment_of(request) -> str:
    """What was typed with a decision: in a window or the bar of a translation, or in the window over an editor."""
    if request.resolver_match.url_name in (*FORMS, "sign_off_decide"):
        return request.POST.get("comment", "").strip()
    try:
        extra = json.loads(request.POST.get("workflow-action-extra-data") or "{}")
    except ValueError:
        return ""
    return str(extra.get("comment") or "").strip() if isinstance(extra, dict) else ""


def with_comment(request, reason: str) -> str:
    """Why a decision was refused, and the comment, which the person would have to write anew."""
    if not (comment := comment_of(request)):
        return reason
    return _("%(reason)s Your comment was: “%(comment)s”") % {"reason": reason, "comment": comment}


def came_too_late(request) -> bool:
    """Whether an editor's form takes a decision about a text that this person may not open any more: the step was decided since."""
    match = request.resolver_match
    if match.view_name != "wagtailadmin_pages:edit" or not request.POST.get("action-workflow-action"):
        return False
    page = Page.objects.filter(pk=match.kwargs.get("page_id") or match.args[0]).first()
    page = page and page.specific
    return page is not None and not page.permissions_for_user(request.user).can_edit()


def confirmed(request, response):
    """What became of a text that was decided about in a window over the home page, which leads back there without a word."""
    if request.resolver_match.url_name == "workflow_action" and response.status_code == 200:
        state = TaskState.objects.filter(pk=request.resolver_match.kwargs["task_state_id"]).first()
        if state and state.status in DECIDED and state.finished_by_id == request.user.pk:
            messages.success(request, told(state.workflow_state.content_object, state.status))
    return response
