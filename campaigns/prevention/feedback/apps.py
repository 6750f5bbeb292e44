from django.utils.translation import gettext_lazy as _

from core.registry import Room


class FeedbackConfig(Room):
    name = "campaigns.prevention.feedback"
    verbose_name = _("Feedback from the class")
