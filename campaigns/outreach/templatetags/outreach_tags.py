"""Template tags of the pages of rights."""

from django import template

from campaigns.outreach.drawings import DRAWINGS

register = template.Library()


@register.inclusion_tag("components/drawing.html")
def drawing(topic: str) -> dict[str, str]:
    """The drawing of a subject, to stand beside its word; nothing where there is no subject."""
    return {"topic": topic, "path": DRAWINGS.get(topic, "")}
