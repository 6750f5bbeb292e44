"""Template tags of kits."""

from django import template
from django.utils.safestring import SafeString

from campaigns.prevention.kits.metadata import json_ld, learning_resource

register = template.Library()


@register.simple_tag
def described(kit, edition, operator) -> SafeString:
    """The kit and the files of a version, for portals that index it."""
    return json_ld(learning_resource(kit, edition, operator))
