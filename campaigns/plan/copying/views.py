"""Beginning a campaign again in the admin, and taking that back."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from campaigns.plan.campaign import belonging
from campaigns.plan.campaign.workspace import campaign_for, show
from campaigns.plan.copying import pages, permissions, remaining, undoing
from campaigns.plan.copying.acts import begin_again
from campaigns.plan.copying.forms import CopyForm, name_is_taken
from campaigns.plan.models import Campaign, TaskComment
from made.problems import RefusedError

TAB = "campaign_overview"


@require_admin_access
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for name and days; on POST make the campaign, and show what is to be done in it."""
    campaign = campaign_for(request, pk)
    _require(request, campaign)
    form = CopyForm(campaign, request.POST if request.method == "POST" else None)
    if form.is_valid():
        copy = begun(form, request)
        if copy:
            messages.success(request, _("“%(name)s” was begun. Nothing of it is public.") % {"name": copy})
            return redirect(TAB, copy.pk)
    context = {"form": form, "facts": list(remaining.facts_of(belonging.pages(campaign)))}
    return show(request, "plan/workspace/copying/begin.html", campaign, TAB, context, 422 if form.errors else 200)


def _require(request: HttpRequest, campaign: Campaign) -> None:
    """Those who may add the plan, and pages beside those in the first language; translations come along."""
    first = [page for page, _field in pages.originals(campaign) if page.locale.is_default]
    beside = pages.parents_of(first).values()
    if not permissions.may_begin_again(request.user) or not all(
        page.permissions_for_user(request.user).can_add_subpage() for page in beside
    ):
        raise PermissionDenied


def begun(form: CopyForm, request: HttpRequest) -> Campaign | None:
    """None where it is refused, and the form says why."""
    wanted = form.wanted
    try:
        return begin_again(form.campaign, wanted, request.user)
    except (IntegrityError, ValidationError):
        if Campaign.objects.filter(name=wanted.name).exists():
            form.add_error("name", name_is_taken(wanted.name))
        else:
            form.add_error(None, _("Somebody else wrote at the same moment, so nothing was made: try again."))
    return None


@require_admin_access
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what goes; on POST delete it."""
    campaign = campaign_for(request, pk)
    entry = remaining.entry_of(campaign)
    if not permissions.may_undo(request.user, entry and entry.user_id):
        raise PermissionDenied
    refused = undoing.refusal(campaign)
    if request.method == "POST" and not refused:
        try:
            undoing.undo(campaign, request.user)
        except RefusedError as error:
            refused = error.message
        else:
            messages.success(request, _("“%(name)s” was deleted, with all that was made of it.") % {"name": campaign})
            return redirect("wagtailsnippets_plan_campaign:list")
    found = [page for page, _field in pages.originals(campaign)]
    first = [page for page in found if page.locale.is_default]
    number = len(found) - len(first)
    said = ngettext("%(count)d translation", "%(count)d translations", number) % {"count": number}
    context = {
        "refused": refused,
        "pages": first,
        "translations": said if number else "",
        "tasks": _tasks(campaign),
    }
    return show(request, "plan/workspace/copying/undo.html", campaign, TAB, context, 409 if refused else 200)


def _tasks(campaign: Campaign) -> list[str]:
    """How many go, and with how many comments, in words."""
    tasks, comments = campaign.tasks.count(), TaskComment.objects.filter(task__campaign=campaign).count()
    words = [
        (ngettext("%(count)d task", "%(count)d tasks", tasks), tasks),
        (ngettext("%(count)d comment on a task", "%(count)d comments on tasks", comments), comments),
    ]
    return [said % {"count": count} for said, count in words if count]


urls = [
    path("campaigns/<int:pk>/again/", begin, name="campaign_again"),
    path("campaigns/<int:pk>/undo/", undo, name="campaign_undo"),
]
