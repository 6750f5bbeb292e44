"""What is done with posts; each act is noted in the history of the campaign."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from campaigns.plan.models import Campaign, Channel, ChannelKind, Post, TrackedLink
from campaigns.plan.posts.networks import NETWORKS

ADDED, POSTED, OFF = "plan.post_add", "plan.post_posted", "plan.post_off"


@transaction.atomic
def add(posts: Iterable[Post], user, *, with_link: bool = False) -> list[Post]:
    """Drafts of one campaign. `with_link`: each leads by the link of its network, which is made where there is none."""
    posts = list(posts)
    for post in posts:
        if with_link and post.on.has_links:
            post.link = link_for(post.campaign, post.network, user)
        post.live = False
        post.save()
        post.save_revision(
            user=user, clean=False
        )  # one that is too long is shortened in the editor, which says by how much
    if posts:
        log(posts[0].campaign, ADDED, user=user, data={"posts": [str(post) for post in posts]})
    return posts


def link_for(campaign: Campaign, network: str, user) -> TrackedLink | None:
    """Of the channel that has the name of the network: its openings are counted apart. None where this person may make none."""
    Campaign.objects.select_for_update().get(pk=campaign.pk)
    name = NETWORKS[network].name
    own = TrackedLink.objects.filter(
        campaign=campaign, channel__name=name, placement=None, partner=None, retired_at=None
    ).first()
    if own or not (user.has_perm("plan.add_trackedlink") and user.has_perm("plan.add_channel")):
        return own
    channel, _new = Channel.objects.get_or_create(campaign=campaign, name=name, defaults={"kind": ChannelKind.SOCIAL})
    return TrackedLink.objects.create(campaign=campaign, channel=channel, created_by=user)


def again(post: Post, network: str, language: str) -> Post:
    """The same for another network or in another language, not saved yet: a sheet, film or card stays in its own language."""
    is_same = language == post.language
    return Post(
        campaign=post.campaign,
        network=network,
        language=language,
        words=post.words,
        item_id=post.item_id if is_same else None,
        picture_id=post.picture_id,
        card_id=post.card_id if is_same else None,
        alternative=post.alternative if is_same else "",
        planned_at=post.planned_at,
        assignee_id=post.assignee_id,
    )


@transaction.atomic
def note_posted(post: Post, at: datetime, address: str, user) -> bool:
    """Whether it was: what is not approved is not noted as posted."""
    noted = {
        "posted_at": at,
        "posted_by": user,
        "address": address,
        "posted_words": post.whole,
        "posted_card": post.card.digest if post.card else "",
        "taken_off_at": None,
    }
    moved = Post.objects.filter(pk=post.pk, live=True).update(**noted)
    if moved:
        log(post.campaign, POSTED, user=user, data={"post": str(post), "address": address})
    return bool(moved)


@transaction.atomic
def note_off(post: Post, user) -> bool:
    found = Post.objects.filter(pk=post.pk, taken_off_at=None).exclude(posted_at=None)
    moved = found.update(taken_off_at=timezone.now())
    if moved:
        log(post.campaign, OFF, user=user, data={"post": str(post)})
    return bool(moved)
