from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "campaigns.outreach.directory"
    verbose_name = _("Directory of help")

    def ready(self):
        from campaigns.outreach.directory import calendar_events  # noqa: F401 (it registers itself)
        from serving.page_cache import unseen

        unseen("directory_proposal")  # the team's alone: no page shows it
