"""What posts put on the list of today, into the calendar, and among what is found."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.plan.campaign.bundles import key_of
from campaigns.plan.models import Post
from campaigns.plan.posts.listing import State as Stands
from campaigns.plan.posts.listing import told
from campaigns.plan.tasks.people import may_open
from core.editor import calendar
from core.editor.calendar import Event, State, day_of, midnight
from core.editor.search.sources import SHOWN, Asked, Found, Section
from core.editor.today import Kind, Task

CHANGE = "plan.change_post"


def today(user, now: datetime) -> Iterator[Task]:
    """What is to be posted today or was before: to whoever posts it, or to all who may where nobody is named."""
    if not may_open(user):
        return
    mine = Q(assignee=user)
    if user.has_perm(CHANGE):
        mine |= Q(assignee=None)
    tomorrow = midnight(day_of(now) + timedelta(days=1))
    found = Post.objects.filter(mine, posted_at=None, planned_at__lt=tomorrow, campaign__closed_at=None)
    for post in told(found):
        said = _("%(campaign)s. To be posted on %(network)s.")
        if not post.live:
            said = _("%(campaign)s. To be posted on %(network)s, and not approved yet.")
        yield Task(
            kind=Kind.POST,
            title=post.first_words,
            url=address(post),
            about=said % {"campaign": post.campaign, "network": post.on.name},
            due=day_of(post.planned_at),
            languages=(post.language,),
        )


def events(user, start: date, end: date) -> list[Event]:
    """At the hour for which each is planned."""
    if not may_open(user):
        return []
    found = Post.objects.filter(planned_at__gte=midnight(start), planned_at__lt=midnight(end))
    return [_event(post) for post in told(found)]


def _event(post: Post) -> Event:
    return Event(
        key=f"post-{post.pk}",
        kind=calendar.Kind.POST,
        title=f"{post.campaign} – {post.on.name}: {post.first_words}",
        when=post.planned_at,
        state=_stands(post),
        languages=(post.language,),
        bundle=key_of(post.campaign_id),
        url=address(post),
    )


def _stands(post: Post) -> State:
    if post.taken_off_at:
        return State.CANCELLED
    if post.posted_at:
        return State.DONE
    if post.planned_at < timezone.now():
        return State.OVERDUE
    if post.state == Stands.WAITS:
        return State.WAITING
    return State.PLANNED if post.live else State.UNAPPROVED


def search(user, asked: Asked) -> Iterator[Section]:
    """By their words, and by the address at which they were posted."""
    if not may_open(user):
        return
    said = Q(words__icontains=asked.text) | Q(address__icontains=asked.text)
    posts = told(Post.objects.filter(said)[: SHOWN + 1])
    found = [
        Found(post.first_words, address(post), f"{post.campaign} · {post.on.name} · {post.state.label}", post.language)
        for post in posts[:SHOWN]
    ]
    yield Section(_("Posts for networks"), "comment", found, len(posts))


def address(post: Post) -> str:
    return reverse("campaign_post", args=[post.campaign_id, post.pk])
