"""The posts of a campaign with the state of each, in a number of queries that does not grow with them."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import CharField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.models import WorkflowState

from campaigns.plan.models import Campaign, Post
from campaigns.plan.posts import faults, networks
from core.editor.calendar import day_of
from core.words import languages
from facts.shelf import ids_in, laid

ALL = ("", gettext_lazy("all"))


class State(models.TextChoices):
    DRAFT = "draft", gettext_lazy("draft, not approved")
    WAITS = "waits", gettext_lazy("waits for sign-off")
    APPROVED = "approved", pgettext_lazy("of a post", "approved")
    POSTED = "posted", gettext_lazy("posted")
    STALE = "stale", gettext_lazy("stale")
    OFF = "off", gettext_lazy("taken off")


class FilterForm(forms.Form):
    network = forms.ChoiceField(label=gettext_lazy("Network"), required=False, choices=[ALL, *networks.choices()])
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False, choices=[ALL, *State.choices])

    def __init__(self, data):
        super().__init__(data)
        self.fields["language"].choices = [ALL, *languages.choices()]

    def shows(self, post: Post) -> bool:
        asked = self.cleaned_data if self.is_valid() else {}
        return all(asked.get(name) in (None, "", getattr(post, name)) for name in self.fields)


def of(campaign: Campaign) -> list[Post]:
    return told(campaign.posts.select_related("assignee", "posted_by"))


def told(found: QuerySet[Post]) -> list[Post]:
    """Each with its `state` and, where it is stale, with `reasons`: two queries, one of them for the facts."""
    reviewed = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Post),
        object_id=Cast(OuterRef("pk"), CharField()),
        status=WorkflowState.STATUS_IN_PROGRESS,
    )
    shown = found.select_related("campaign", "link", "item", "picture", "card").annotate(is_reviewed=Exists(reviewed))
    posts = list(shown)
    _gather_facts(posts)
    for post in posts:
        post.reasons = reasons(post)
        post.state = _state(post)
    return posts


def _gather_facts(posts: list[Post]) -> None:
    words = Post._meta.get_field("words")
    facts = set(ids_in(words.value_from_object(post) for post in posts))
    shelves = laid(facts, {post.language for post in posts})
    for post in posts:
        post.fact_shelf = shelves[post.language].of_page(post)


def _state(post: Post) -> State:
    if post.taken_off_at:
        return State.OFF
    if post.reasons:
        return State.STALE
    if post.posted_at:
        return State.POSTED
    if post.live:
        return State.APPROVED
    return State.WAITS if post.is_reviewed else State.DRAFT


def reasons(post: Post) -> list[str]:
    """Why what was approved or posted is no longer true or complete, a sentence each; none for what circulates no more."""
    if post.taken_off_at or not (post.live or post.posted_at):
        return []
    found = []
    if post.circulates and post.posted_words != post.whole:
        found.append(_("What was posted reads otherwise today: a fact or its words have changed."))
    if post.circulates and post.posted_card and post.posted_card != (post.card.digest if post.card else ""):
        found.append(_("Its share card is drawn otherwise today: its page or its theme has changed."))
    if post.item and not post.item.is_current:
        found.append(_("Its sheet or film was recalled, or says what was true before."))
    return found + [said for _field, said in faults.of(post)]


def by_day(posts: Iterable[Post]) -> list[tuple]:
    """(day or None, posts), those without a date last."""
    return [(day, list(some)) for day, some in groupby(posts, key=_day)]


def _day(post: Post):
    return day_of(post.planned_at) if post.planned_at else None


def circulating(campaign: Campaign) -> list[Post]:
    """What was posted and not taken off: nobody but its network can take it off."""
    found = campaign.posts.filter(taken_off_at=None).exclude(posted_at=None)
    return told(found)


def where_taken_down(context: dict[str, Any]) -> str:
    """What still circulates of a campaign that is taken down."""
    thing = context["thing"]
    posts = circulating(thing) if isinstance(thing, Campaign) else []
    return render_to_string("plan/workspace/posts/circulating.html", {"posts": posts})
