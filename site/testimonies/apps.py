from django.utils.translation import gettext_lazy as _

from core.registry import Room


class TestimoniesConfig(Room):
    name = "testimonies"
    verbose_name = _("Testimonies and consent")
