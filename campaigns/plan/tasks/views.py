"""The tab Tasks of a campaign, and the page of each task."""

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from campaigns.plan.campaign.workspace import campaign_for, show
from campaigns.plan.models import Campaign, CampaignTask, TaskComment
from campaigns.plan.tasks import acts, days, patterns
from campaigns.plan.tasks.forms import CommentForm, TaskForm, UsualForm
from campaigns.plan.tasks.people import may_open
from core.editor.calendar import day_of
from editorial.sign_off.four_eyes import name_of

TAB = "campaign_tasks"
ADD, CHANGE, DELETE = (f"plan.{act}_campaigntask" for act in ("add", "change", "delete"))


def may_finish(user, task: CampaignTask) -> bool:
    """Who changes tasks, and whoever was given this one."""
    return user.has_perm(CHANGE) or task.assignee_id == user.pk


@require_admin_access
def index(request: HttpRequest, pk: int) -> HttpResponse:
    """All tasks, what is done apart; adds one on POST."""
    campaign = campaign_for(request, pk)
    may_add = request.user.has_perm(ADD)
    if request.method == "POST" and not may_add:
        raise PermissionDenied
    data = request.POST if request.method == "POST" else None
    form = TaskForm(data, instance=CampaignTask(campaign=campaign)) if may_add else None
    if form and form.is_valid():
        task = form.save(commit=False)
        acts.add([task], request.user)
        messages.success(request, _("“%(task)s” was added.") % {"task": task})
        return _back(task)
    rows = [shown(task, request.user) for task in _tasks(campaign)]
    context = {
        "open_ones": [task for task in rows if not task.done_at],
        "done": [task for task in rows if task.done_at],
        "form": form,
        "usual": len(patterns.missing(campaign)) if may_add else 0,
    }
    return show(
        request, "plan/workspace/tasks/index.html", campaign, TAB, context, 422 if form and form.errors else 200
    )


def _tasks(campaign: Campaign):
    found = campaign.tasks.select_related("assignee", "done_by").annotate(number=Count("comments"))
    return found.order_by(*CampaignTask._meta.ordering)  # Django forgets the order of the model where it counts


def shown(task: CampaignTask, user) -> CampaignTask:
    """With what its row says: who, how its day is counted, whether it is late, and whether this person may finish it."""
    task.who = name_of(task.assignee) if task.assignee else ""
    task.counted = "" if task.days_before is None else days.said(task.days_before)
    task.late = task.is_late(day_of(timezone.now()))
    task.is_mine_to_finish = may_finish(user, task)
    return task


def _back(task: CampaignTask) -> HttpResponse:
    """To its row."""
    return redirect(f"{reverse(TAB, args=[task.campaign_id])}#task-{task.pk}")


def _task(request: HttpRequest, pk: int, task: int, permission: str = "") -> CampaignTask:
    """The task, for those who see its campaign and may do this; raises PermissionDenied or Http404."""
    campaign = campaign_for(request, pk)
    if permission and not request.user.has_perm(permission):
        raise PermissionDenied
    found = get_object_or_404(campaign.tasks.select_related("assignee", "created_by", "done_by"), pk=task)
    found.campaign = campaign
    return found


@require_admin_access
def task(request: HttpRequest, pk: int, task: int) -> HttpResponse:
    """What was said about it; adds a comment on POST."""
    found = _task(request, pk, task)
    form = CommentForm(request.POST if request.method == "POST" else None, task=found)
    if form.is_valid():
        made = acts.comment(found, form.cleaned_data["text"], form.mentioned, request.user)
        messages.success(request, _("Your comment was added."))
        return redirect(f"{reverse('campaign_task', args=[pk, task])}#comment-{made.pk}")
    context = {
        "task": shown(found, request.user),
        "comments": _with_names(_comments(found)),
        "form": form,
        "may_change": request.user.has_perm(CHANGE),
        "may_delete": request.user.has_perm(DELETE),
    }
    return show(request, "plan/workspace/tasks/task.html", found.campaign, TAB, context, 422 if form.errors else 200)


def _comments(task: CampaignTask) -> QuerySet:
    return task.comments.select_related("author")


def _with_names(comments: QuerySet) -> list[tuple[TaskComment, str]]:
    """[(comment, the name of its author)]"""
    return [(one, name_of(one.author) if one.author else "") for one in comments]


@require_admin_access
def change(request: HttpRequest, pk: int, task: int) -> HttpResponse:
    found = _task(request, pk, task, CHANGE)
    title = found.title
    form = TaskForm(request.POST if request.method == "POST" else None, instance=found)
    if form.is_valid():
        acts.change(form.save(commit=False), "assignee" in form.changed_data, request.user)
        messages.success(request, _("“%(task)s” was changed.") % {"task": found})
        return _back(found)
    context = {"form": form, "task": found, "title": title}
    return show(request, "plan/workspace/tasks/change.html", found.campaign, TAB, context, 422 if form.errors else 200)


@require_admin_access
@require_POST
def finish(request: HttpRequest, pk: int, task: int) -> HttpResponse:
    """Done, or open again."""
    found = _task(request, pk, task)
    if not may_finish(request.user, found):
        raise PermissionDenied
    if "open" in request.POST:
        acts.open_again(found, request.user)
        messages.success(request, _("“%(task)s” is open again.") % {"task": found})
    else:
        acts.finish(found, request.user)
        messages.success(request, _("“%(task)s” is done.") % {"task": found})
    return _back(found)


@require_admin_access
def own(request: HttpRequest, task: int) -> HttpResponse:
    """A task for whom it was given, who may not open its campaign: its words, what is asked of them, and done; its page for who may."""
    found = get_object_or_404(CampaignTask.objects.select_related("campaign"), pk=task)
    if may_open(request.user):
        return redirect("campaign_task", found.campaign_id, found.pk)
    if found.assignee_id != request.user.pk:
        raise PermissionDenied
    form = CommentForm(request.POST if "text" in request.POST else None, task=found)
    if form.is_valid():
        acts.comment(found, form.cleaned_data["text"], form.mentioned, request.user)
        messages.success(request, _("Your comment was added."))
        return redirect("own_task", found.pk)
    if request.method == "POST" and not form.is_bound:
        acts.finish(found, request.user)
        messages.success(request, _("“%(task)s” is done.") % {"task": found})
        return redirect("wagtailadmin_home")
    theirs = _comments(found).filter(Q(mentioned=request.user) | Q(author=request.user)).distinct()
    context = {"task": shown(found, request.user), "comments": _with_names(theirs), "form": form}
    return render(request, "plan/tasks/own.html", context, status=422 if form.errors else 200)


@require_admin_access
def delete(request: HttpRequest, pk: int, task: int) -> HttpResponse:
    """Ask; on POST delete it with its comments."""
    found = _task(request, pk, task, DELETE)
    if request.method == "POST":
        acts.delete(found, request.user)
        messages.success(request, _("“%(task)s” was deleted.") % {"task": found})
        return redirect(TAB, pk)
    context = {"task": found, "number": found.comments.count()}
    return show(request, "plan/workspace/tasks/delete.html", found.campaign, TAB, context)


@require_admin_access
def usual(request: HttpRequest, pk: int) -> HttpResponse:
    """Which of the usual tasks the campaign lacks, with their days; on POST add those that are ticked."""
    campaign = campaign_for(request, pk)
    if not request.user.has_perm(ADD):
        raise PermissionDenied
    form = UsualForm(campaign, patterns.missing(campaign), request.POST if request.method == "POST" else None)
    if form.is_valid():
        number = acts.add_usual(campaign, form.chosen(), request.user)
        said = ngettext("%(count)d task was added.", "%(count)d tasks were added.", number)
        messages.success(request, said % {"count": number})
        return redirect(TAB, pk)
    context = {"form": form, "rows": list(form.rows())}
    return show(request, "plan/workspace/tasks/usual.html", campaign, TAB, context, 422 if form.errors else 200)


urls = [
    path("tasks/<int:task>/", own, name="own_task"),
    path("campaigns/<int:pk>/tasks/", index, name=TAB),
    path("campaigns/<int:pk>/tasks/usual/", usual, name="campaign_usual_tasks"),
    path("campaigns/<int:pk>/tasks/<int:task>/", task, name="campaign_task"),
    path("campaigns/<int:pk>/tasks/<int:task>/change/", change, name="campaign_task_change"),
    path("campaigns/<int:pk>/tasks/<int:task>/delete/", delete, name="campaign_task_delete"),
    path("campaigns/<int:pk>/tasks/<int:task>/done/", finish, name="campaign_task_done"),
]
