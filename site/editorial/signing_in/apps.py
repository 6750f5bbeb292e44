from django.utils.translation import gettext_lazy as _

from core.registry import Room


class SigningInConfig(Room):
    name = "editorial.signing_in"
    label = "signing_in"
    verbose_name = _("Signing in")
