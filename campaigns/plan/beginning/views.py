"""Ask, propose, and make what was left of the proposal."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from campaigns.plan.beginning.acts import TASKS, TRANSLATIONS, Proposal, begin
from campaigns.plan.beginning.forms import BeginForm
from campaigns.plan.copying import permissions
from campaigns.plan.copying.forms import name_is_taken
from campaigns.plan.models import Campaign

PAST = 6  # campaigns that another may be begun from, those that ran lately first


@require_admin_access
def new(request: HttpRequest) -> HttpResponse:
    """The questions; with answers that hold, the proposal below them; with `make`, the campaign."""
    if not permissions.may_begin_again(request.user):
        raise PermissionDenied
    form = BeginForm(request.POST if request.method == "POST" else None)
    proposal = Proposal(form.answers) if form.is_valid() else None
    is_new = proposal and "make" in request.POST and request.POST.get("of") != proposal.answers.digest
    if is_new:
        messages.warning(request, _("Your answers have changed since: look at what is proposed now, then make it."))
    elif proposal and "make" in request.POST:
        made = begun(form, request)
        if made:
            messages.success(request, _("“%(name)s” was begun. Nothing of it is public.") % {"name": made})
            return redirect("campaign_overview", made.pk)
    context = {
        "form": form,
        "proposal": proposal,
        "drafts": proposal.drafts(request.user) if proposal else [],
        "kept": request.POST.getlist("keep") if "make" in request.POST and not is_new else None,
        "past": Campaign.objects.order_by(F("launched_at").desc(nulls_last=True), "-starts_at")[:PAST],
    }
    return render(request, "plan/beginning/new.html", context, status=422 if form.errors else 200)


def begun(form: BeginForm, request: HttpRequest) -> Campaign | None:
    """None where it is refused, and the form says why."""
    answers = form.answers
    try:
        return begin(Proposal(answers, left_out(form, request)), request.user)
    except (IntegrityError, ValidationError):
        if Campaign.objects.filter(name=answers.name).exists():
            form.add_error("name", name_is_taken(answers.name))
        else:
            form.add_error(None, _("Somebody else wrote at the same moment, so nothing was made: try again."))
    return None


def left_out(form: BeginForm, request: HttpRequest) -> set[str]:
    """The keys of what was proposed and is not ticked."""
    whole = Proposal(form.answers)
    keys = [one.key for one in (*whole.waves, *whole.channels, *whole.sheets)]
    keys += [f"draft-{one.key}" for one, _said in whole.drafts(request.user)]
    return {*keys, TASKS, TRANSLATIONS} - set(request.POST.getlist("keep"))


urls = [path("campaigns/new/", new, name="campaign_new")]
