"""The screen on which a text is read and decided, and the next one after it."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, ExpressionWrapper, Model, OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.models import Page, TaskState, WorkflowTask

from core import audiences
from core.editor.calendar import day_of
from core.editor.once import one_screen
from core.editor.today import Row, Task
from core.publication.sign_off import SignOffError, goes_public
from editorial import today
from editorial.board.states import edit_url
from editorial.desk import comments, outlook, reading
from editorial.models import Step
from editorial.review import outside_comments
from editorial.review.views import fields_of
from editorial.sign_off import approvals, decisions, mending
from editorial.sign_off.four_eyes import name_of
from editorial.sign_off.revisions import language_of
from editorial.sign_off.tasks import draft_of, read_once, step_of, with_steps
from editorial.takedown.still_down import is_still_down, remember
from editorial.translation import confirmations, quality
from editorial.translation.sources import is_stale, translation_of


class DecisionForm(forms.Form):
    comment = forms.CharField(required=False, max_length=4000)
    accepts_incomplete = forms.BooleanField(required=False)


def first(request: HttpRequest) -> HttpResponse:
    """What waits longest, or is most urgent."""
    waiting = today.reviews(request.user, timezone.now())
    return redirect(waiting[0].url) if waiting else redirect("wagtailadmin_home")


def text(request: HttpRequest, state_id: int) -> HttpResponse:
    """Read one text, and decide about it."""
    state, instance = _opened(request, state_id)
    if state.status != TaskState.STATUS_IN_PROGRESS:
        return _decided_already(request, state, instance)
    if request.method == "POST":
        return _decide(request, state, instance)
    return _shown(request, state, instance)


@xframe_options_sameorigin
def preview(request: HttpRequest, state_id: int) -> HttpResponse:
    """The text as its readers would see it."""
    _state, instance = _opened(request, state_id)
    draft = instance.get_latest_revision_as_object()
    if isinstance(draft, Page) or not goes_public(draft):
        attributes = {"in_preview_panel": True}  # without the bird, which leads out of the frame
        return draft.make_preview_request(request, extra_request_attrs=attributes)
    with override(language_of(draft)):
        return render(request, "editorial/review/snippet.html", {"draft": draft, "fields": fields_of(draft)})


@require_POST
def comment(request: HttpRequest, state_id: int) -> HttpResponse:
    """Say something at a sentence; the text stays where it is."""
    state, instance = _opened(request, state_id)
    if state.status != TaskState.STATUS_IN_PROGRESS:
        return _decided_already(request, state, instance)
    known = comments.places_of(instance.get_latest_revision_as_object(), translation_of(instance))
    if not known:
        raise Http404
    form = comments.CommentForm(request.POST, known=known)
    if not form.is_valid():
        return _shown(request, state, instance, form=form, status=422)
    form.save(instance, request.user)
    messages.success(request, _("Your comment stands at its sentence: the author finds it in the editor."))
    return redirect(f"{reverse('desk_text', args=[state.pk])}#desk-comments")


@require_POST
def delete_comment(request: HttpRequest, state_id: int, comment_id: int) -> HttpResponse:
    """One's own, as long as the text waits and nobody has answered."""
    state, instance = _opened(request, state_id)
    if state.status != TaskState.STATUS_IN_PROGRESS:
        return _decided_already(request, state, instance)
    own = [one for one in comments.open_at(instance) if one.pk == comment_id and comments.may_delete(one, request.user)]
    if not own:
        raise Http404
    comments.delete(own[0], request.user)
    messages.success(request, _("Your comment is deleted."))
    return redirect(f"{reverse('desk_text', args=[state.pk])}#desk-comments")


def _opened(request: HttpRequest, state_id: int) -> tuple[TaskState, object]:
    """A step and its text, to a member of the step's group; once it is decided, to whoever decides in another step of the text, too."""
    states = with_steps(TaskState.objects.select_related("revision", "workflow_state__workflow"))
    is_theirs = ExpressionWrapper(today.of_groups(request.user), BooleanField())
    about = "workflow_state__"
    was_down = is_still_down(f"{about}base_content_type", f"{about}object_id")
    asked = {
        "is_theirs": is_theirs,
        "was_down": was_down,
        "has_said": outside_comments.has_open(f"{about}object_id"),
        "sent_back": Subquery(
            TaskState.objects.filter(workflow_state=OuterRef("workflow_state"), status=TaskState.STATUS_REJECTED)
            .order_by("-finished_at")
            .values("pk")[:1]
        ),
    }
    state = get_object_or_404(states.annotate(**asked), pk=state_id)
    if (step := step_of(state)) is None:
        raise Http404
    if not state.is_theirs and (state.status == TaskState.STATUS_IN_PROGRESS or not _takes_part(request.user, state)):
        raise PermissionDenied
    state.task = step
    return state, read_once(state)


def _takes_part(user, state: TaskState) -> bool:
    """Whether some step of the text's workflow is theirs."""
    return WorkflowTask.objects.filter(today.of_groups(user), workflow=state.workflow_state.workflow).exists()


def _decide(request: HttpRequest, state: TaskState, instance) -> HttpResponse:
    form = DecisionForm(request.POST)
    is_approval, task = request.POST.get("decision") == "approve", state.task
    if not form.is_valid():
        return _shown(request, state, instance, refusal=" ".join(form.errors.get("comment", [])), status=422)
    said = (
        form.cleaned_data
        if is_approval
        else {"comment": form.cleaned_data["comment"] or _own_comments(request, instance)}
    )
    if not is_approval and not said["comment"]:
        return _shown(request, state, instance, refusal=_("Say what has to change."), status=422)
    try:
        task.on_action(state, request.user, "approve" if is_approval else "reject", **said)
    except SignOffError as error:
        state.refresh_from_db(fields=["status", "comment", "finished_at", "finished_by"])
        if state.status != TaskState.STATUS_IN_PROGRESS:
            return _decided_already(request, state, instance)
        return _shown(request, state, instance, refusal=error.message, status=409)
    state.refresh_from_db(fields=["status", "comment", "finished_at", "finished_by"])
    return _go_on(request, decisions.told(instance, state.status), request.POST.get("next", ""))


def _own_comments(request: HttpRequest, instance) -> str:
    own = [one for one in comments.open_at(instance) if one.user_id == request.user.pk]
    if not own:
        return ""
    return comments.as_one_text(own, comments.places_of(instance.get_latest_revision_as_object(), None))


def _go_on(request: HttpRequest, told: str, following: str) -> HttpResponse:
    """To the text that was named as the next (its address), else to the first that waits, or back to the list of today."""
    waiting = today.reviews(request.user, timezone.now())
    if not waiting:
        messages.success(request, _("%(decided)s No other text waits for your decision.") % {"decided": told})
        return redirect("wagtailadmin_home")
    text = next((one for one in waiting if one.url == following), waiting[0])
    messages.success(request, _("%(decided)s Next waits: “%(title)s”.") % {"decided": told, "title": text.title})
    return redirect(text.url)


def _decided_already(request: HttpRequest, state: TaskState, instance) -> HttpResponse:
    """Somebody was faster: who, when, and what waits next: the text itself where it waits for this person in another step."""
    waiting = today.reviews(request.user, timezone.now())
    step = state.workflow_state.current_task_state_id
    here = reverse("desk_text", args=[step]) if step else ""
    context = {
        "instance": instance,
        "state": state,
        "is_approved": state.status == TaskState.STATUS_APPROVED,
        "is_rejected": state.status == TaskState.STATUS_REJECTED,
        "who": name_of(state.finished_by) if state.finished_by else "",
        "comment": request.POST.get("comment", "") or request.POST.get("text", ""),
        "next": next((task for task in waiting if task.url == here), next(iter(waiting), None)),
    }
    return render(request, "editorial/desk/decided.html", context)


def kind_of(draft: Model) -> str:
    """What one says of it: of a text with kinds, such as news and press releases, its own."""
    told = getattr(draft, "get_kind_display", None) if isinstance(draft, Page) else None
    kind = str(told()) if told else str(draft._meta.verbose_name)
    reader = audiences.find(draft.audience) if getattr(draft, "audience_column", "") == "audience" else None
    return f"{kind} · {reader.label}" if reader else kind


@one_screen()
def _shown(request: HttpRequest, state: TaskState, instance, *, form=None, refusal="", status=200) -> HttpResponse:
    task, user, now = state.task, request.user, timezone.now()
    draft = draft_of(instance.latest_revision)
    asked = reading.sent_back(state)
    before, compared, is_copy = reading.former(instance, state, asked)
    translation = translation_of(instance)
    known = comments.places_of(draft, translation)
    labels = {place.path: place.label for place in known}
    waiting = today.reviews(user, now)
    if not state.was_down:
        remember(user, instance, None)
    report = quality.report(translation) if translation and translation.enabled else None
    context = {
        "instance": instance,
        "draft": draft,
        "state": state,
        "kind": kind_of(draft),
        "code": language_of(draft),
        "is_publication": task.step == Step.PUBLICATION,
        "words_of_approval": task.words_of_approval(instance, now) if task.step == Step.PUBLICATION else _("Approve"),
        "reviewed": approvals.of_legal_review(instance) if task.step == Step.PUBLICATION else None,
        "outlook": outlook.of(state, instance, now),
        "asked": asked,
        "novelty": reading.novelty(instance, is_copy),
        "compared": compared,
        "changes": reading.changes(request, before, draft) if before else [],
        "facts": reading.facts(draft),
        "comments": [
            (labels.get(one.contentpath, ""), one, comments.may_delete(one, user)) for one in comments.open_at(draft)
        ],
        "said_by_links": outside_comments.open_at(instance, draft)
        if isinstance(draft, Page) and state.has_said
        else [],
        "places": known,
        "form": form or (comments.CommentForm(known=known) if known else None),
        "obstacle": approvals.obstacle(state, task.step, user, instance),
        "refusal": refusal,
        "comment": request.POST.get("comment", ""),
        "is_rejection": request.POST.get("decision") == "reject",
        "is_mended": mending.is_mended(instance, state),
        "translation": translation,
        "is_stale": bool(translation and translation.enabled and is_stale(translation)),
        "doubts": report.unconfirmed if report else [],
        "may_not_confirm": confirmations.refusal(instance, user) if report and report.unconfirmed else "",
        "is_incomplete": bool(report and not report.is_complete),
        "edit_url": edit_url(type(instance), instance.pk),
    }
    return render(request, "editorial/desk/text.html", context | _place(waiting, state), status=status)


def _place(waiting: list[Task], state: TaskState) -> dict:
    """Where the text stands among all that wait: the one before it, the one after it, and what is said of it."""
    here = reverse("desk_text", args=[state.pk])
    at = next((number for number, task in enumerate(waiting) if task.url == here), None)
    if at is None:  # it is no longer this person's to approve
        return {"number": 0, "count": len(waiting), "next": waiting[0] if waiting else None}
    return {
        "task": waiting[at],
        "row": Row(waiting[at], day_of(timezone.now())),
        "number": at + 1,
        "count": len(waiting),
        "previous": waiting[at - 1] if at else None,
        "next": waiting[at + 1] if at + 1 < len(waiting) else None,
    }


urls = [
    path("desk/", first, name="desk"),
    path("desk/<int:state_id>/", text, name="desk_text"),
    path("desk/<int:state_id>/text/", preview, name="desk_preview"),
    path("desk/<int:state_id>/comment/", comment, name="desk_comment"),
    path("desk/<int:state_id>/comment/<int:comment_id>/delete/", delete_comment, name="desk_comment_delete"),
]
