"""What this room shows under a kit: the way to a questionnaire for one's own group."""

from typing import Any

from django.template.loader import render_to_string

from campaigns.prevention.kits.models import KitPage


def invitation(context: dict[str, Any]) -> str:
    """Where the kit has questions, and a page of its own to come from."""
    page = context.get("page")
    if not isinstance(page, KitPage) or not page.live or not page.evaluation:
        return ""
    return render_to_string("feedback/invitation.html", {"kit": page})
