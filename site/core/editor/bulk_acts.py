"""What may be done to many rows of a list at once: only what this person may really do to one of those that are shown."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import Page

# By a button nothing goes live: a page that is approved is published by its sign-off.
NEVER = {"publish"}


def offered(request: Any, app_label: str, model_name: str, rows: Iterable[Model]) -> list[type[BulkAction]]:
    """The acts, in their order; all of them where no row is shown."""
    known = bulk_action_registry.get_bulk_actions_for_model(app_label, model_name)
    found, shown = sorted(known, key=lambda act: act.action_priority), list(rows)
    if not shown:
        return found
    if isinstance(shown[0], Page):
        may = [one for one in shown if _is_within_reach(one, request.user)]
        return [act for act in found if act.action_type not in NEVER and _may_any(act, request, may)]
    return [act for act in found if _may_any(act, request, shown)]


def _may_any(act: type[BulkAction], request: Any, rows: list[Any]) -> bool:
    if not rows:
        return False
    view = act(request, type(rows[0]) if type(rows[0]) in act.models else act.models[0])
    return any(view.check_perm(row) for row in rows)


def _is_within_reach(page: Page, user) -> bool:
    """Who may not publish moves and deletes no page that is public: told without a query for each."""
    return not page.live or page.permissions_for_user(user).can_publish()
