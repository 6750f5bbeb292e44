"""Who sees files that are not public yet: the team, where the admin shows them, and who was sent a link for a review."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from editorial.access.choosing import ANY, may_list
from editorial.review import links as review_links
from editorial.review.links import ClosedLinkError
from editorial.sign_off.tasks import FourEyesTask
from editorial.signing_in.door.middleware import is_let_in


def sees_it_in_the_admin(request: HttpRequest, thing: Any) -> bool:
    """In a listing, or on a text that is written, translated or reviewed; pictures of the admin itself, as anybody who is in."""
    user = request.user
    if not user.has_perm("wagtailadmin.access_admin") or not is_let_in(request):
        return False
    return thing is None or _may_list(user, thing) or may_list(user, Page) or _decides(user)


def _may_list(user: Any, thing: Any) -> bool:
    return policy_registry.get_by_type(type(thing)).user_has_any_permission_for_instance(user, ANY, thing)


def _decides(user: Any) -> bool:
    """Whether drafts are shown to this person for a step of the sign-off."""
    return any(step.objects.filter(active=True, groups__user=user).exists() for step in FourEyesTask.__subclasses__())


def was_sent_the_draft(request: HttpRequest, thing: Any) -> bool:
    """The page of a review link shows it: the browser names that page, whose address is the secret that was sent."""
    try:
        match = resolve(urlsplit(request.headers.get("Referer", "")).path)
    except (Resolver404, ValueError):
        return False
    if thing is None or match.view_name != "review_preview":
        return False
    return (ContentType.objects.get_for_model(thing).pk, str(thing.pk)) in _shown_by(**match.kwargs)


def _shown_by(token: str, item: int) -> Iterator[tuple[int, str]]:
    try:
        shown = review_links.items(review_links.open_link(token))
    except ClosedLinkError:
        return
    for one in shown:
        if one.pk == item:
            draft = one.revision.as_object()
            yield from (reference[:2] for reference in ReferenceIndex._extract_references_from_object(draft))
