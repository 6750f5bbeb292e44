"""Confirmations name the translations that an act reaches, each with its language."""

from django import template
from django.utils.translation import gettext as _
from wagtail.models import Page

from editorial.access.reach import may_open
from editorial.board.states import edit_url
from editorial.takedown import views as takedown_views
from editorial.takedown.still_down import known_or_asked
from editorial.translation.propagation import followers, parent_in_language_of

register = template.Library()
TEMPLATE = "editorial/takedown/goes_with.html"


@register.inclusion_tag(TEMPLATE)
def goes_with(page):
    return {"versions": _versions(page), "verb": _("The same happens to it in these languages:")}


@register.inclusion_tag(TEMPLATE)
def goes_with_all(items):
    """For the items of a bulk action on pages."""
    pages = [item["item"] for item in items]
    versions = [version for page in pages for version in _versions(page) if version not in pages]
    return {"versions": versions, "verb": _("The same happens to it in these languages:")}


@register.inclusion_tag(TEMPLATE)
def moves_with(page, destination):
    follow, lost = [], []
    for version in _versions(page):
        (follow if parent_in_language_of(version, destination) else lost).append(version)
    return {"versions": follow, "lost": lost, "verb": _("It moves in these languages too:")}


@register.inclusion_tag(TEMPLATE)
def restricted_with(page):
    """Nothing for a collection, which has no language."""
    versions = _versions(page) if isinstance(page, Page) else []
    return {"versions": versions, "verb": _("The same holds for it in these languages:")}


@register.inclusion_tag("editorial/takedown/link.html")
def takedown_link(thing, user):
    return {"address": takedown_views.address(thing, user), "thing": thing}


@register.simple_tag
def takedown_instead(thing, user) -> str:
    """The address of the act that can be taken back; empty for whoever may not."""
    return takedown_views.address(thing, user)


@register.inclusion_tag("editorial/takedown/still_down.html")
def still_down(thing, user):
    """Of a page: what went down with it and is down still, with the way to each."""
    down = known_or_asked(user, thing) if isinstance(thing, Page) and thing.pk else None
    if down is None:
        return {}
    versions = [(version, edit_url(Page, version.pk)) for version in down.versions if may_open(user, version)]
    return {"down": down, "versions": versions, "address": takedown_views.way_back(user, down)}


def _versions(page: Page) -> list[Page]:
    return list(followers(page).select_related("locale"))
