from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FactsConfig(AppConfig):
    name = "facts"
    verbose_name = _("Facts and helplines")

    def ready(self):
        from facts import (  # noqa: F401 (they register themselves)
            calendar_events,
            indexing,
            inline,
            outside,
            readiness,
            slots,
            tokens,
            withholding,
        )
        from facts.typed import listing, panel  # noqa: F401 (as above)
        from facts.typed import readiness as readiness_of_typed  # noqa: F401 (as above)
