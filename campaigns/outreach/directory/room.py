"""What this room gives to others: see `core.registry`."""

from campaigns.outreach.directory import calendar_events, near, periodic_jobs
from campaigns.plan.editions.place import HELPED, PLACE_HELP
from core.editor import calendar
from core.editor.roles import ADMINISTRATOR, EDITOR, GRANTS, PUBLISHER, grant
from core.publication import cached
from core.upkeep import periodic

GIVES = [
    calendar.EVENTS(calendar_events.verifications),
    cached.UNSEEN("directory_proposal"),  # the team's alone
    PLACE_HELP(near.near),
    HELPED(near.helped),
    periodic.JOBS.of(periodic_jobs),
    # Nothing in the directory changes but by a proposal that somebody else decides on.
    GRANTS(
        grant(
            "directory.view_entry",
            "directory.view_proposal",
            "directory.view_organisation",
            to=[EDITOR, PUBLISHER, ADMINISTRATOR],
        ),
        grant("directory.add_proposal", "directory.change_organisation", to=[EDITOR, ADMINISTRATOR]),
        grant("directory.decide_proposal", to=[PUBLISHER, ADMINISTRATOR]),
    ),
]
