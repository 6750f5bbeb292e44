"""Template tags of events."""

from django import template
from django.utils.safestring import SafeString

from campaigns.prevention.kits.metadata import json_ld
from home.events.metadata import event

register = template.Library()


@register.simple_tag
def described_event(page, operator) -> SafeString:
    """The text for machines that read events; nothing of a protected page."""
    described = event(page, operator)
    return json_ld(described) if described else SafeString()
