"""Ask, propose, and make what was left of the proposal."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from campaigns.plan.beginning import drafts
from campaigns.plan.beginning.acts import TASKS, TRANSLATIONS, Proposal, begin
from campaigns.plan.beginning.forms import BeginForm
from campaigns.plan.campaign.workspace import campaign_for
from campaigns.plan.copying import permissions
from campaigns.plan.copying.forms import name_is_taken
from campaigns.plan.models import Campaign

TITLE = 255  # characters that Wagtail keeps of a title
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


@require_POST
@require_admin_access
def write_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the page that the campaign lacks, as a draft, and open it; whoever was first has made it."""
    campaign = campaign_for(request, pk)
    if not drafts.is_missed(campaign, request.user):
        messages.warning(
            request, _("Its page was made meanwhile, or is not yours to make: the list below says which there are.")
        )
        return redirect(f"{reverse('campaign_overview', args=[pk])}#pages")
    (page,) = drafts.make_page(campaign, request.user, request.POST.get("title", "").strip()[:TITLE])
    messages.success(
        request, _("The draft of “%(title)s” is made. Nobody but the team sees it.") % {"title": page.title}
    )
    return redirect("wagtailadmin_pages:edit", page.pk)


urls = [
    path("campaigns/new/", new, name="campaign_new"),
    path("campaigns/<int:pk>/page/", write_page, name="campaign_write_page"),
]
