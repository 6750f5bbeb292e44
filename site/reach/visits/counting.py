"""Decides what of all that is served is counted, and as what; asks the request and keeps nothing of it.

It runs before each answer leaves, from the page cache too: it reads a few headers, makes no query but one in some seconds,
and has what it made for one page ready for the next.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from time import time
from typing import Any, NamedTuple

from core.measures.indicators import Indicator
from core.web.hosts import host_of
from reach.attribution.grades import grade_of
from reach.events import PROTECTED_SURFACES, Event, Grade, Reason
from reach.journal import journal
from reach.journal.journal import append_line
from reach.visits.refusal import goes_on_unremarked, refusal
from serving.served import Served

HOUR = 3600  # seconds
VIEW = Indicator.VIEW.value
DURABLE = {Indicator.KIT_DOWNLOAD, Indicator.CHECK_DONE}  # rare, and what a campaign is for
ON_PROTECTED = {Indicator.VIEW, Indicator.ENTRY, Indicator.KIT_DOWNLOAD}


def count(environ: Mapping[str, Any], served: Served) -> None:
    """Listens to `serving.served`: one line in the journal, two where a visit begins, none where nothing may be kept."""
    ready = served.at_hand
    if ready is not None and ready.since <= time() < ready.until and goes_on_unremarked(environ):
        # Most requests end here; each call that is saved shows in how many pages are served.
        append_line(ready.line)
        return
    reason = refusal(environ)
    record(served, reason)
    if reason is None and served.kind == VIEW and is_entry(environ):
        record(_entry(served), None)


def record(served: Served, reason: Reason | None, hour: int | None = None) -> None:
    """Append what was served, or why it is not counted, as far as the surface allows; in this hour, or in another one since 1970."""
    grade = None
    if (served.link or served.channel) and not is_protected(served):
        grade = grade_of(served.surface)
    hour = int(time()) // HOUR if hour is None else hour
    try:
        line = _line(served, reason, grade, hour)
    except ValueError as error:
        journal.lose(error)
        return
    if line is None:
        return
    append_line(line, durable=served.kind in DURABLE and reason is None)
    if served.kind == VIEW and reason is grade is None:
        served.keep_at_hand(Ready(line, hour * HOUR, (hour + 1) * HOUR))


class Ready(NamedTuple):
    """The line of a page that the page cache keeps."""

    line: bytes
    since: int  # seconds since 1970: the hour that the line names
    until: int


def attributed(served: Served, grade: Grade) -> Served:
    """With link and channel only where the surface attributes: the hit of a link at the one grade, a channel's page at the next."""
    if grade == Grade.LANDING_PATH or (grade == Grade.LINK_HITS and served.kind == Indicator.LINK_HIT):
        return served
    return replace(served, link=0, channel=0)


def is_protected(served: Served) -> bool:
    return served.protected or served.surface in PROTECTED_SURFACES


def is_entry(environ: Mapping[str, Any]) -> bool:
    """Whether a visit begins: typed, or followed from another site. Browsers that say so are believed before the referrer.

    What they call the same site is all of a registered domain: another host of it is another web site.
    """
    site = environ.get("HTTP_SEC_FETCH_SITE", "same-site")
    if site != "same-site":
        return site in ("none", "cross-site")
    referrer = environ.get("HTTP_REFERER", "")
    return not referrer or host_of(referrer) != environ.get("HTTP_HOST", "")


@lru_cache(maxsize=4096)
def _entry(served: Served) -> Served:
    return replace(served, kind=Indicator.ENTRY.value)


@lru_cache(maxsize=8192)
def _line(served: Served, reason: Reason | None, grade: Grade | None, hour: int) -> bytes | None:
    """The same for all that is served within an hour."""
    event = _event(served, reason, grade, hour)
    return None if event is None else journal.encode(event)


def _event(served: Served, reason: Reason | None, grade: Grade | None, hour: int) -> Event | None:
    """What is kept of it, in an hour that lies in one day of Paris; None for what is never kept."""
    protected = is_protected(served)
    if protected and served.kind not in ON_PROTECTED:
        return None
    if grade is not None:
        served = attributed(served, grade)
    event = Event(
        bucket=journal.bucket_of(protected, datetime.fromtimestamp(hour * HOUR, UTC)),
        kind=served.kind,
        surface=served.surface,
        campaign=served.campaign,
        wave=served.wave,
        channel=served.channel,
        link=served.link,
        page=served.page,
        locale=served.locale,
        variant=served.variant,
        reason=reason.value if reason else "",
    )
    return journal.as_kept(event)
