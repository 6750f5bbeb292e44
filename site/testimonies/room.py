"""What this room gives to others: see `core.registry`."""

from core import registry
from core.editor import calendar
from core.editor.roles import ADMINISTRATOR, GRANTS, LAWYER, PUBLISHER, grant
from core.editor.search.sources import SEARCHED
from core.files import media
from core.publication import cached, readiness, sign_off, withdrawal
from core.upkeep import periodic
from core.words import search
from testimonies import calendar_events, periodic_jobs
from testimonies import readiness as checks
from testimonies import search as found
from testimonies.consent import withdrawing
from testimonies.shown import guards, indexing, recordings

GIVES = [
    registry.LISTENING(indexing, recordings, withdrawing),
    sign_off.GUARDS(guards.only_with_consent),
    search.WORDS(indexing.words_of_testimonies),
    media.GUARDS(dict.fromkeys(("media", "captions", "media_thumbnails"), recordings.is_public)),
    withdrawal.PURGES(recordings.follow_consent),
    calendar.EVENTS(calendar_events.ends_of_consent),
    SEARCHED(found.testimonies),
    readiness.CHECKS.of(checks),
    cached.UNSEEN("testimonies_consentevent", "testimonies_consentdocument", "testimonies_documentlook"),
    periodic.JOBS.of(periodic_jobs),
    # Those who judge whether a consent is good, and those who keep the accounts, open its document; nobody else does.
    GRANTS(
        grant("testimonies.add_consent", "testimonies.view_consentdocument", to=[LAWYER, ADMINISTRATOR]),
        grant("testimonies.withdraw_consent", to=[LAWYER, PUBLISHER, ADMINISTRATOR]),
        grant("testimonies.view_testimony", to=[LAWYER]),
    ),
]
