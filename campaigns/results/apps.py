from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResultsConfig(AppConfig):
    name = "campaigns.results"
    verbose_name = _("Results")

    def ready(self):
        from campaigns.plan.campaign.workspace import Tab, register_tab
        from serving.page_cache import unseen

        register_tab(Tab("results_overview", _("Results"), "chart", "results.view_results"))
        # Results have addresses of their own: what people write beside the figures changes no page that is kept.
        unseen(*(model._meta.db_table for model in self.get_models()))
