from django.utils.translation import gettext_lazy as _

from core.registry import Room


class EventsConfig(Room):
    name = "home.events"
    label = "events"
    verbose_name = _("Events")
