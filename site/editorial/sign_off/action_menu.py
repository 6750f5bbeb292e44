"""The buttons of an editor, as they are here: nothing goes live by one, handing in again names no step, and who may approve meets that first."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin import action_menu as of_pages
from wagtail.models import WorkflowState
from wagtail.snippets import action_menu as of_snippets


class _Submit:
    """Wagtail names the step that asked for changes; changed words go to legal review first, whoever asked (`Publication.start`)."""

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        context = super().get_context_data(parent_context)
        text = parent_context.get("page") or parent_context.get("instance")
        state = text.current_workflow_state if text else None
        if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
            context["label"] = _("Resubmit")
        return context


class SubmitPage(_Submit, of_pages.SubmitForModerationMenuItem):
    pass


class SubmitSnippet(_Submit, of_snippets.SubmitForModerationMenuItem):
    pass


DECISIONS = ["approve", "reject"]
# Handing in again tells its readers what was asked for; to restart looks like the same, and would lose that.
NEVER = {"action-publish", "action-restart-workflow"}
OURS = {of_pages.SubmitForModerationMenuItem: SubmitPage, of_snippets.SubmitForModerationMenuItem: SubmitSnippet}


def of_signed_off(items: list) -> list:
    """Wagtail's items for a text that is signed off. The first is the button that is seen; a reviewer who saves a change gives the approval away."""
    kept = [item for item in items if item.name not in NEVER]
    ours = [OURS[type(item)](order=item.order) if type(item) in OURS else item for item in kept]
    if not any(item.name == "approve" for item in ours):
        return ours
    first = [item for name in DECISIONS for item in ours if item.name == name]
    return first + [item for item in ours if item not in first]
