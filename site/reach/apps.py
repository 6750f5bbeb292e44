from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReachConfig(AppConfig):
    name = "reach"
    verbose_name = _("Reach")

    def ready(self):
        from core.upkeep import metrics
        from reach import backing_up, slots  # noqa: F401 (they register themselves)
        from reach.counting import count
        from serving import served

        served.listen(count)
        metrics.request_kind("/r", "beacon")
