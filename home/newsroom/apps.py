from django.utils.translation import gettext_lazy as _

from core.registry import Room


class NewsroomConfig(Room):
    name = "home.newsroom"
    verbose_name = _("News and press")
