"""What this room puts into the calendar: the last day on which a picture may be shown."""

from datetime import date

from django.urls import reverse
from wagtail.permissions import policy_registry

from core.editor.calendar import Event, Kind, State, last_change
from core.models import CampaignImage


def rights(user, start: date, end: date) -> list[Event]:
    own = policy_registry.get_by_type(CampaignImage).instances_user_has_any_permission_for(user, ["change"])
    images = own.filter(rights_until__gte=start, rights_until__lt=end).annotate(changed=last_change(CampaignImage))
    return [
        Event(
            key=f"rights-{image.pk}",
            kind=Kind.RIGHTS,
            title=image.title,
            when=image.rights_until,
            state=State.DONE if image.withdrawn_at else State.PLANNED,
            url=reverse("wagtailimages:edit", args=[image.pk]),
            changed=image.changed or image.created_at,
        )
        for image in images
    ]
