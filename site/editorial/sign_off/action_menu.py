"""The buttons of an editor, as they are here: nothing goes live by one, and handing in again names no step."""

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


OURS = {of_pages.SubmitForModerationMenuItem: SubmitPage, of_snippets.SubmitForModerationMenuItem: SubmitSnippet}


def of_signed_off(items: list) -> list:
    """Wagtail's items for a text that is signed off."""
    kept = [item for item in items if item.name != "action-publish"]
    return [OURS[type(item)](order=item.order) if type(item) in OURS else item for item in kept]
