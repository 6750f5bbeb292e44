from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = _("Sign-off and translation")

    def ready(self):
        from editorial import approvals, drafting, locales, mails, propagation  # noqa: F401 (they connect their receivers)

        drafting.install()
