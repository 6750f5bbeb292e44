from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SigningInConfig(AppConfig):
    name = "editorial.signing_in"
    label = "signing_in"
    verbose_name = _("Signing in")

    def ready(self):
        from editorial.signing_in import checks, noting  # noqa: F401 (they register and connect themselves)
        from serving.page_cache import unseen

        unseen("account_", "mfa_", "socialaccount_")
