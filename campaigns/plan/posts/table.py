"""Posts as a table, for whoever posts them elsewhere."""

import csv
import io
from collections.abc import Iterable

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from campaigns.plan.models import Post
from campaigns.plan.posts.listing import State
from core.files.sharing import whole
from core.renditions.showing import made
from core.renditions.specs import SHARED
from core.words.spreadsheets import neutral


def written(posts: Iterable[Post]) -> str:
    """With the mark by which spreadsheets know UTF-8. What is not approved has its state in the place of its words."""
    out = io.StringIO()
    out.write("\ufeff")
    table = csv.writer(out)
    about = [_("Day"), _("Hour"), _("Network"), _("Language"), _("State")]
    table.writerow([*about, _("Words"), _("Link"), _("File"), _("Text alternative")])
    for post in posts:
        table.writerow([neutral(cell) for cell in _row(post)])
    return out.getvalue()


def _row(post: Post) -> list[str]:
    when = localtime(post.planned_at) if post.planned_at else None
    days = [f"{when:%Y-%m-%d}", f"{when:%H:%M}"] if when else ["", ""]
    about = [*days, post.on.name, post.language, str(State(post.state).label)]
    if not post.live:
        return [*about, str(State.DRAFT.label), "", "", ""]
    return [*about, post.whole, post.link.url_in(post.language) if post.link else "", file_of(post), post.alternative]


def file_of(post: Post) -> str:
    """The whole address of what it shows; empty where it shows nothing, or nothing that is made."""
    if post.item:
        return whole(post.item.file.url)
    if post.card and post.card.file:
        return whole(post.card.file.url)
    picture = post.picture if post.picture and post.picture.may_be_shown else None
    rendition = made(picture, [SHARED]).get(SHARED) if picture else None
    return rendition.full_url if rendition else ""
