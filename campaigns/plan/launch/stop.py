"""Stop: a start by hand is taken back within its grace."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from campaigns.plan.launch import acts as launching
from campaigns.plan.models import Launch


@transaction.atomic
def stop(launch: Launch, user) -> None:
    """Cancel it, and say who did; LaunchError where it has started. The history tells it apart from a date that was cancelled."""
    launching.cancel(launch, user)
    at = f"{timezone.localtime():%H:%M:%S}"
    said = _("Stopped by %(who)s at %(at)s.") % {"who": user.get_full_name() or user.get_username(), "at": at}
    Launch.objects.filter(pk=launch.pk).update(reasons=[said])
    noted = ModelLogEntry.objects.for_instance(launch.campaign).filter(action="plan.cancel")
    ModelLogEntry.objects.filter(pk__in=noted.order_by("-timestamp", "-pk").values_list("pk", flat=True)[:1]).update(
        action="plan.stop"
    )
