"""What this room gives to others: see `core.registry`."""

from campaigns.outreach import slots
from core.editor.roles import ADMINISTRATOR, GRANTS, grant
from core.navigation.slots import PLACES

GIVES = [
    PLACES["start_of_body"](slots.quick_exit),
    PLACES["translation_editor"](slots.reading_level),
    GRANTS(grant("outreach.change_quickexit", to=[ADMINISTRATOR])),
]
