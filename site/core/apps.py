from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("What every page shares")

    def ready(self):
        from django.utils.module_loading import autodiscover_modules

        from core import calendar_events, checks, readiness_checks  # noqa: F401 (they register themselves)
        from core.frontend_cache import following as _purging  # noqa: F401 (they register themselves)
        from core.models.uploaded import Uploaded
        from core.publication import cached_withdrawals as withdrawals  # noqa: F401 (the former registers itself)
        from core.renditions import following  # noqa: F401
        from core.upkeep import restored  # noqa: F401 (they register themselves)
        from core.words import date_inputs, dates, guarded_text, numbers, spreadsheets
        from serving.page_cache import writes

        for taught in (date_inputs, dates, numbers):
            taught.follow_the_language()
        writes.watch_all()
        spreadsheets.neutralise_exports_of_the_admin()
        guarded_text.guard_forms()
        guarded_text.guard(Uploaded)
        autodiscover_modules("periodic_jobs")
