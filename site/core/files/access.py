"""Who else may have an uploaded file that the public is not shown: whoever sees it elsewhere, as rooms say."""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from core import registry
from core.files.shown import pages_with

Viewer = Callable[[HttpRequest, Any], bool]

PRIVATE = "private, no-cache"  # asked for each time: nobody else is shown it, and this one not for ever
AT_ONCE = 50  # pages behind passwords that are tried

# A function that says whether who asks may have the file of this thing; None for what no upload knows.
VIEWERS = registry.Kind[Viewer]()


def may_have(request: HttpRequest, things: Iterable[Any]) -> bool:
    """Whether one of those that hold the file is shown to this person. Nobody without a session or a link costs a query."""
    things = list(things)
    return any(viewer(request, thing) for viewer in VIEWERS for thing in things or [None])


def has_been_let_in(request: HttpRequest, thing: Any) -> bool:
    """Into a public page that shows it: by its password, or as somebody for whom it is."""
    if thing is None or not thing.may_be_shown or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    pages = pages_with(thing)[:AT_ONCE]
    return any(all(one.accept_request(request) for one in page.get_view_restrictions()) for page in pages)
