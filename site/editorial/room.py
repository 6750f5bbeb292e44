"""What this room gives to others: see `core.registry`."""

from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import StringTranslation

from core import registry
from core.editor import calendar, handover, panels, today
from core.editor.roles import ADMINISTRATOR, GRANTS, LAWYER, PUBLISHER, grant
from core.files import access
from core.navigation.slots import PLACES
from core.publication import cached, circulation, erasure, readiness, sign_off, visibility
from core.upkeep import doctor, engines, periodic
from core.words import guarded_text
from editorial import calendar_events, erasing, periodic_jobs
from editorial import today as tasks
from editorial.access import after_migrating, file_viewers
from editorial.board import runs
from editorial.correction import views as corrections
from editorial.correction import waiting
from editorial.handover import held
from editorial.readiness import pages, texts
from editorial.review.panel import OutsideCommentsPanel
from editorial.sign_off import approvals, mails
from editorial.takedown import still_down
from editorial.translation import days, drafting, editor, locales, propagation, segments

GIVES = [
    registry.LISTENING(after_migrating, approvals, locales, mails, propagation),
    registry.AT_START(drafting.install, segments.install, days.install, editor.install),
    sign_off.GUARDS(approvals.only_approved_words),
    circulation.COPIES(corrections.pages),
    PLACES["history"](corrections.link),
    visibility.DOWN(still_down.all_down),
    access.VIEWERS(file_viewers.sees_it_in_the_admin, file_viewers.was_sent_the_draft),
    calendar.EVENTS(calendar_events.texts, calendar_events.review_links, calendar_events.absences),
    today.TODAY(tasks.texts, tasks.translations, tasks.unsubmitted, waiting.today),
    panels.PANELS(OutsideCommentsPanel(heading=_("Comments by review links"))),
    today.NEXT(tasks.next_of_translator),
    handover.HELD(held.PAGES, held.TEXTS, *held.LOCKS, held.LINKS, held.ABSENCES, held.STANDING_IN),
    erasure.ERASERS(erasing.forget_sign_off, erasing.forget_translations, erasing.forget_checks),
    readiness.CHECKS.of(pages),
    readiness.CHECKS.of(texts),
    guarded_text.GUARDED(StringTranslation),
    cached.UNSEEN("editorial_"),  # approvals, reviews, boards and runs: the team's work
    engines.ENGINES(runs.ENGINE),
    periodic.JOBS.of(periodic_jobs),
    doctor.CHECKS.later("editorial.doctor_checks"),
    GRANTS(
        grant("editorial.add_reviewlink", to=[LAWYER, PUBLISHER, ADMINISTRATOR]),
        grant("editorial.add_takedown", to=[PUBLISHER, ADMINISTRATOR]),
    ),
]
