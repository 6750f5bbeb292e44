"""What this room gives to others: see `core.registry`."""

from core.editor.roles import ADMINISTRATOR, EDITOR, GRANTS, PUBLISHER, grant
from core.navigation.slots import PLACES
from core.publication import cached
from home import slots

GIVES = [
    PLACES["not_found"](slots.search_form, slots.doors),
    PLACES["after_content"](slots.search_of_rights),
    cached.UNSEEN("home_synonym"),  # the search reads it, and is never kept
    # Synonyms are what visitors say in their own words, and where the search leads them: no text, so they have no sign-off.
    GRANTS(
        grant(
            *(f"home.{action}_synonym" for action in ("add", "change", "delete", "view")),
            to=[EDITOR, PUBLISHER, ADMINISTRATOR],
        )
    ),
]
