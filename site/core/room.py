"""What this room gives to others: see `core.registry`."""

from core import calendar_events, checks, periodic_jobs, readiness_checks, registry
from core.editor import branding, calendar, page_history
from core.editor.roles import ADMINISTRATOR, GRANTS, grant, on_each
from core.editor.search import own
from core.editor.search.sources import SEARCHED
from core.files import access, media
from core.frontend_cache import following as purging
from core.models import identity
from core.models.uploaded import Uploaded
from core.navigation import outside
from core.publication import cached, page_rules, readiness, sign_off, withdrawal
from core.renditions import following
from core.text import rich_text
from core.upkeep import backups, doctor, metrics, periodic, restored, unapplied
from core.words import date_inputs, dates, guarded_text, libraries, numbers, spreadsheets
from serving.page_cache.changes import writes

GIVES = [
    registry.LISTENING(branding, cached, checks, following, guarded_text, purging, unapplied),
    registry.AT_START(
        page_history.tell_of_each,
        date_inputs.follow_the_language,
        dates.follow_the_language,
        libraries.read_varieties,
        numbers.follow_the_language,
        writes.watch_all,
        spreadsheets.neutralise_exports_of_the_admin,
        guarded_text.guard_forms,
    ),
    rich_text.EXPANDERS(rich_text.without_wrong_ways),
    outside.ADDRESSES(outside.on_pages),
    access.VIEWERS(access.has_been_let_in),
    media.GUARDS({identity.FOLDER: identity.is_public}),
    calendar.EVENTS(calendar_events.rights),
    SEARCHED(own.pages, own.files),
    sign_off.GUARDS(page_rules.nothing_new_is_wrong),
    withdrawal.PURGES(purging.forget_withdrawn, cached.forget, following.follow_restoration),
    readiness.CHECKS.of(readiness_checks),
    guarded_text.GUARDED(Uploaded),
    periodic.JOBS.of(periodic_jobs),
    metrics.SOURCES.later("core.metric_families"),
    *(
        doctor.CHECKS.later(f"core.doctor_checks.{name}")
        for name in ("cache", "clock", "content", "database", "mail", "operator", "settings", "storage")
    ),
    backups.STEPS(
        {
            "forget-copies-of-pages": restored.forget_copies_of_pages,
            "index-for-search": restored.index_for_search,
            "index-references": restored.index_references,
        }
    ),
    # The accounts, the operator, and what Wagtail keeps.
    GRANTS(
        grant("core.change_operator", to=[ADMINISTRATOR]),
        *on_each(
            ["core.user", "auth.group", "wagtailredirects.redirect"], {ADMINISTRATOR: ["add", "change", "delete"]}
        ),
        *on_each(
            [f"wagtailcore.{name}" for name in ("locale", "collection", "workflow")], {ADMINISTRATOR: ["add", "change"]}
        ),
        *on_each(["wagtailcore.site", "wagtailcore.task"], {ADMINISTRATOR: ["change"]}),
    ),
]
