"""What this room gives to others: see `core.registry`."""

from core import audiences
from core.editor.roles import ADMINISTRATOR, GRANTS, PUBLISHER, grant
from readerships import table

GIVES = [
    audiences.TEAM(table.defined),
    # Whoever publishes pages says for whom there are any. Labels are read by the team alone, and have no sign-off.
    GRANTS(
        grant(
            *(f"readerships.{action}_teamaudience" for action in ("add", "change", "delete", "view")),
            to=[PUBLISHER, ADMINISTRATOR],
        )
    ),
]
