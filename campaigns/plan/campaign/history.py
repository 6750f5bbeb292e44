"""How the history of a campaign, and of its pages, tells what was done: by whom, to what, and why."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter

from core.publication.readiness import CHECKS

# (action, its name in the filter, what is told of it)
ACTIONS = (
    ("plan.begin", _("Begin a campaign"), _("The campaign was begun from the usual plan")),
    ("plan.copy", _("Begin a campaign again"), _("The campaign was begun from another")),
    ("plan.launch", _("Start a wave"), _("A wave was started")),
    ("plan.close", _("Close a campaign"), _("The campaign was closed")),
    ("plan.reopen", _("Open a campaign again"), _("The campaign was opened again")),
    ("plan.cancel", _("Cancel a launch"), _("A scheduled launch was cancelled")),
    ("plan.stop", _("Stop a start by hand"), _("A start by hand was stopped")),
    ("plan.override", _("Override a check"), _("A failed check was overridden")),
    ("plan.edition_approved", _("Approve a local edition"), _("A local edition was approved")),
    ("plan.edition_refused", _("Refuse a local edition"), _("A local edition was refused")),
    ("plan.edition_withdrawn", _("Withdraw a local edition"), _("A local edition was withdrawn")),
    ("plan.verify_partner", _("Verify an address"), _("The address of a partner was verified")),
    ("plan.task_add", _("Add a task"), _("Tasks were added")),
    ("plan.task_done", _("Finish a task"), _("A task was done")),
    ("plan.task_open", _("Open a task again"), _("A task was opened again")),
    ("plan.task_delete", _("Delete a task"), _("A task was deleted")),
    ("plan.post_add", _("Add posts"), _("Posts for networks were added")),
    ("plan.post_posted", _("Note a post"), _("It was noted that a post was posted")),
    ("plan.post_off", _("Note that a post is off"), _("It was noted that a post was taken off")),
    ("plan.recall", _("Recall printed sheets"), _("Printed sheets recalled")),
)
TOLD = (
    "name",
    "wave",
    "what",
    "partner",
    "address",
    "task",
    "check",
    "language",
    "reason",
)  # of its data, in this order


class Told(LogFormatter):
    """The message, then what it was done to and why."""

    def format_message(self, log_entry: Any) -> str:
        return " – ".join([str(self.message), *details(log_entry.data)])


def details(data: dict[str, Any]) -> Iterator[str]:
    for name in TOLD:
        if said := data.get(name):
            yield str(CHECKS[said].label) if name == "check" and said in CHECKS else str(said)
    yield from data.get("tasks", [])
    for one in data.get("overrides", []):
        check = CHECKS[one["check_name"]].label if one["check_name"] in CHECKS else one["check_name"]
        said = {"who": one["user__username"], "check": check, "reason": one["reason"]}
        yield _("%(who)s answers for “%(check)s”: %(reason)s") % said


def register(actions: Any) -> None:
    for action, label, message in ACTIONS:
        actions.register_action(action)(type("Told", (Told,), {"label": label, "message": message}))
