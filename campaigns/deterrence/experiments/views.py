"""The experiments of a campaign, as a tab of its results."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from campaigns.deterrence.experiments.figures.counting import arms
from campaigns.deterrence.experiments.figures.report import definitions, report
from campaigns.deterrence.experiments.figures.statistics import planned_size
from campaigns.deterrence.experiments.forms import ExperimentForm, ReasonForm, SizeForm
from campaigns.deterrence.experiments.models import Experiment
from campaigns.deterrence.experiments.running import acts, rules
from campaigns.deterrence.experiments.running.acts import RefusedError
from campaigns.plan.models import Campaign
from campaigns.results.figures.freshness import freshness
from campaigns.results.frame import campaign_for, show
from campaigns.results.models import PublicResults
from campaigns.results.public.switch import MAY as TELL
from campaigns.results.public.switch import public_addresses
from core.publication.confirmation import is_confirmed
from serving.page_cache import is_counted

TAB = "results_experiments"
PLAN, START = "experiments.add_experiment", "experiments.start_experiment"


@require_admin_access
def index(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = campaign_for(request, pk)
    context = {
        "experiments": campaign.experiments.select_related("page"),
        "may_plan_experiments": request.user.has_perm(PLAN),
        "is_off": not is_counted(),
    }
    return show(request, "experiments/index.html", campaign, TAB, context)


@require_admin_access
def add(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = campaign_for(request, pk, PLAN)
    return _plan(request, campaign, Experiment(campaign=campaign, created_by=request.user))


@require_admin_access
def change(request: HttpRequest, pk: int, experiment: int) -> HttpResponse:
    campaign = campaign_for(request, pk, PLAN)
    found = get_object_or_404(Experiment, campaign=campaign, pk=experiment)
    if not found.is_draft:
        messages.error(request, _("It has started: nothing that was declared is changed any more. Plan another one."))
        return redirect("results_experiment", pk, experiment)
    return _plan(request, campaign, found)


def _plan(request: HttpRequest, campaign: Campaign, experiment: Experiment) -> HttpResponse:
    form = ExperimentForm(request.POST or None, instance=experiment, user=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The experiment is kept as a draft. Its wordings wait for their sign-off."))
        return redirect("results_experiment", campaign.pk, experiment.pk)
    size = SizeForm(request.GET or None)
    context = {"form": form, "experiment": experiment, "size_form": size, "size": _suggested(size)}
    return show(request, "experiments/form.html", campaign, TAB, context, status=422 if form.errors else 200)


def _suggested(form: SizeForm) -> int | None:
    """Views of each wording, at 80 % power."""
    if not form.is_bound or not form.is_valid():
        return None
    rate, difference = (float(form.cleaned_data[name]) / 100 for name in ("rate", "difference"))
    if rate + difference >= 1:
        form.add_error("difference", _("There cannot be more than 100 outcomes of 100 views."))
        return None
    return planned_size(rate, difference, arms=form.cleaned_data["wordings"])


@require_admin_access
def detail(request: HttpRequest, pk: int, experiment: int) -> HttpResponse:
    campaign = campaign_for(request, pk)
    found = get_object_or_404(
        Experiment.objects.select_related("page", "campaign", "started_by", "ended_by", "published_by"),
        campaign=campaign,
        pk=experiment,
    )
    return _show(request, campaign, found, ReasonForm())


def _show(request: HttpRequest, campaign: Campaign, experiment: Experiment, form: ReasonForm) -> HttpResponse:
    user = request.user
    context = {
        "experiment": experiment,
        "fresh": freshness(campaign.pk),
        "is_off": not is_counted(),
        "may_plan_experiments": user.has_perm(PLAN),
        "may_start": user.has_perm(START),
        "may_tell": user.has_perm(TELL),
        "reason_form": form,
    }
    if experiment.is_draft:
        context |= {
            "obstacles": rules.obstacles(experiment),
            "wordings": [
                one.get_latest_revision_as_object() for one in experiment.wordings.order_by("letter", "locale")
            ],
            "languages": list(rules.shown_words(experiment)),
        }
    else:
        language = translation.get_language()
        context["report"] = report(experiment, arms(experiment), language)
        context["language"] = language if language in experiment.words else next(iter(experiment.words), "")
    told = [] if experiment.is_draft else definitions(experiment)
    status = 422 if form.errors else 200
    return show(request, "experiments/detail.html", campaign, TAB, context, definitions=told, status=status)


@require_admin_access
@require_POST
def submit(request: HttpRequest, pk: int, experiment: int) -> HttpResponse:
    """Every wording that is no further than a draft begins its sign-off."""
    found = _found(request, pk, experiment, PLAN)
    begun = 0
    for wording in found.wordings.all():
        draft = wording.get_latest_revision_as_object()
        if not wording.workflow_in_progress and (not wording.live or wording.has_unpublished_changes):
            wording.get_workflow().start(draft, request.user)
            begun += 1
    if begun:
        messages.success(request, _("The wordings are submitted: legal review, then publication."))
    else:
        messages.warning(request, _("There is nothing to submit."))
    return redirect("results_experiment", pk, experiment)


@require_admin_access
@require_POST
def start(request: HttpRequest, pk: int, experiment: int) -> HttpResponse:
    found = _found(request, pk, experiment, START)
    if not is_confirmed(request) and found.is_draft and not rules.obstacles(found):
        return _ask_start(request, found)
    return _act(request, found, lambda: acts.start(found, request.user), _("The experiment runs."))


def _ask_start(request: HttpRequest, experiment: Experiment) -> HttpResponse:
    """Which pages show which wordings from then on."""
    pages, words = rules.pages_of(experiment), rules.shown_words(experiment)
    context = {"experiment": experiment, "going": [(pages[code], shown) for code, shown in words.items()]}
    return show(request, "experiments/start_confirm.html", experiment.campaign, TAB, context)


@require_admin_access
@require_POST
def end(request: HttpRequest, pk: int, experiment: int) -> HttpResponse:
    found = _found(request, pk, experiment, START)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _show(request, found.campaign, found, form)
    reason = form.cleaned_data["reason"]
    said = _("The experiment has ended. What it counted so far is kept.")
    return _act(request, found, lambda: acts.end_early(found, reason, request.user), said)


@require_admin_access
@require_POST
def publish(request: HttpRequest, pk: int, experiment: int) -> HttpResponse:
    found = _found(request, pk, experiment, TELL)
    is_on = request.POST.get("act") == "on"
    if is_on and found.is_over and not is_confirmed(request):
        return _ask_publication(request, found)
    said = _("The result is public now.") if is_on else _("The result is not public any more.")
    return _act(request, found, lambda: acts.publish(found, request.user, is_on=is_on), said)


def _ask_publication(request: HttpRequest, experiment: Experiment) -> HttpResponse:
    """Where its result is read, once the campaign's are public."""
    campaign = experiment.campaign
    context = {
        "experiment": experiment,
        "addresses": public_addresses(request, campaign),
        "is_public": PublicResults.objects.filter(campaign=campaign, is_on=True).exists(),
    }
    return show(request, "experiments/publish_confirm.html", campaign, TAB, context)


@require_admin_access
@require_POST
def remove(request: HttpRequest, pk: int, experiment: int) -> HttpResponse:
    found = _found(request, pk, experiment, PLAN)
    if not found.is_draft:
        messages.error(request, _("The result of an experiment is kept, whatever it was."))
        return redirect("results_experiment", pk, experiment)
    found.delete()
    messages.success(request, _("“%(text)s” is removed.") % {"text": found.name})
    return redirect(TAB, pk)


def _found(request: HttpRequest, pk: int, experiment: int, permission: str) -> Experiment:
    campaign = campaign_for(request, pk, permission)
    return get_object_or_404(Experiment.objects.select_related("campaign"), campaign=campaign, pk=experiment)


def _act(request: HttpRequest, experiment: Experiment, act, said: str) -> HttpResponse:
    try:
        act()
    except RefusedError as error:
        for problem in error.problems:
            messages.error(request, problem)
    else:
        messages.success(request, said)
    return redirect("results_experiment", experiment.campaign_id, experiment.pk)


urls = [
    path("results/<int:pk>/experiments/", index, name=TAB),
    path("results/<int:pk>/experiments/add/", add, name="results_experiment_add"),
    path("results/<int:pk>/experiments/<int:experiment>/", detail, name="results_experiment"),
    path("results/<int:pk>/experiments/<int:experiment>/change/", change, name="results_experiment_change"),
    path("results/<int:pk>/experiments/<int:experiment>/submit/", submit, name="results_experiment_submit"),
    path("results/<int:pk>/experiments/<int:experiment>/start/", start, name="results_experiment_start"),
    path("results/<int:pk>/experiments/<int:experiment>/end/", end, name="results_experiment_end"),
    path("results/<int:pk>/experiments/<int:experiment>/publish/", publish, name="results_experiment_publish"),
    path("results/<int:pk>/experiments/<int:experiment>/remove/", remove, name="results_experiment_remove"),
]
