"""Experiments in the admin: a tab of the results, and the wordings as texts that are signed off and translated."""

from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from campaigns.deterrence.experiments import views
from campaigns.deterrence.experiments.models import VariantWording
from facts.wagtail_hooks import tabs


class VariantWordingViewSet(SnippetViewSet):
    model = VariantWording
    icon = "duplicate"
    list_display = ["text", "experiment", "letter", "live"]
    edit_handler = tabs(
        [
            FieldPanel("experiment", read_only=True),
            FieldPanel("letter", read_only=True),
            FieldPanel("text"),
            FieldPanel("detail"),
        ]
    )


register_snippet(VariantWordingViewSet)


@hooks.register("before_create_snippet")
def wordings_are_planned_with_their_experiment(request, model):
    return redirect("results_index") if model is VariantWording else None


@hooks.register("register_admin_urls")
def urls():
    return views.urls


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action("experiments.start", _("Start an experiment"), _("The experiment was started"))
    actions.register_action("experiments.end", _("End an experiment"), _("The experiment has ended"))
    actions.register_action("experiments.publish", _("Publish the result"), _("The result was made public"))
    actions.register_action(
        "experiments.withdraw", _("Withdraw the result"), _("The result was taken off the public site")
    )
