"""Whether a request may be counted, told by what it says of itself; nothing of that is kept.

Kept for a while, in memory alone, is whether a user agent is a robot's, under a hash that differs from process to process.
"""

from collections.abc import Mapping
from typing import Any

from reach.events import Reason
from reach.visits.robots import names_itself

OPT_OUT = "no-count=1"  # the only cookie that a visitor can get: it has no value beyond being there
REMEMBERED = 4096  # user agents

_robots: dict[int, bool] = {}


def refusal(environ: Mapping[str, Any]) -> Reason | None:
    """Why this request (PEP 3333) is not counted; None where it is. Whoever does not want to be counted comes first."""
    if is_disabled(environ):
        return Reason.DISABLED
    if is_prefetch(environ):
        return Reason.PREFETCH
    return Reason.BOT if is_robot(environ.get("HTTP_USER_AGENT", "")) else None


def goes_on_unremarked(environ: Mapping[str, Any]) -> bool:
    """Whether a glance shows what most requests are: somebody goes on from one page of the site to the next.

    None of the headers that `refusal` reads is there, and the user agent is known to be no robot's.
    """
    return (
        environ.get("HTTP_SEC_FETCH_SITE") == "same-origin"
        and _robots.get(hash(environ.get("HTTP_USER_AGENT"))) is False
        and not (
            "HTTP_SEC_GPC" in environ
            or "HTTP_DNT" in environ
            or "HTTP_COOKIE" in environ
            or "HTTP_SEC_PURPOSE" in environ
            or "HTTP_PURPOSE" in environ
            or "HTTP_X_MOZ" in environ
        )
    )


def is_prefetch(environ: Mapping[str, Any]) -> bool:
    """Asked for by a browser on its own account, before anybody sees the page."""
    if "prefetch" in environ.get("HTTP_SEC_PURPOSE", ""):
        return True
    return "prefetch" in (environ.get("HTTP_PURPOSE"), environ.get("HTTP_X_MOZ"))


def is_disabled(environ: Mapping[str, Any]) -> bool:
    """Global Privacy Control, Do Not Track, or the site's own opt-out."""
    if environ.get("HTTP_SEC_GPC") == "1" or environ.get("HTTP_DNT") == "1":
        return True
    return has_opted_out(environ.get("HTTP_COOKIE", ""))


def has_opted_out(cookies: str) -> bool:
    return OPT_OUT in cookies and OPT_OUT in (cookie.strip() for cookie in cookies.split(";"))


def is_robot(user_agent: str) -> bool:
    """By what it calls itself (`reach.visits.robots`), asked once for each name."""
    key = hash(user_agent)
    known = _robots.get(key)
    if known is None:
        known = names_itself(user_agent)
        if len(_robots) >= REMEMBERED:
            _robots.clear()
        _robots[key] = known
    return known
