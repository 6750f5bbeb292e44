"""What may be done to the rows of a list."""

from django import template
from django.urls import reverse
from wagtail.admin.widgets.button import ListingButton

from core.editor import bulk_acts

register = template.Library()


@register.simple_tag(takes_context=True)
def bulk_acts_of(context, app_label: str, model_name: str, rows) -> list[ListingButton]:
    """A button for each act that is not refused to this person for all that is shown."""
    return [
        ListingButton(
            act.display_name,
            reverse("wagtail_bulk_action", args=[app_label, model_name, act.action_type]),
            attrs={"aria-label": act.aria_label, "data-bulk-action-button": ""},
            priority=act.action_priority,
            classname=" ".join(act.classes | {"bulk-action-btn"}),
        )
        for act in bulk_acts.offered(context["request"], app_label, model_name, rows or ())
    ]
