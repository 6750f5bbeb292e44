"""Confirmations name the translations that an act reaches, each with its language."""

from django import template
from django.utils.translation import gettext as _
from wagtail.models import Page

from editorial import takedown_views
from editorial.sources import translations_of

register = template.Library()
TEMPLATE = "editorial/takedown/goes_with.html"


@register.inclusion_tag(TEMPLATE)
def goes_with(page):
    return {"versions": translations_of(page), "verb": _("The same happens to it in these languages:")}


@register.inclusion_tag(TEMPLATE)
def moves_with(page, destination):
    follow, lost = [], []
    for version in translations_of(page):
        (follow if destination.get_translation_or_none(version.locale) else lost).append(version)
    return {"versions": follow, "lost": lost, "verb": _("It moves in these languages too:")}


@register.inclusion_tag(TEMPLATE)
def restricted_with(page):
    """Nothing for a collection, which has no language."""
    versions = translations_of(page) if isinstance(page, Page) else []
    return {"versions": versions, "verb": _("The same holds for it in these languages:")}


@register.inclusion_tag("editorial/takedown/link.html")
def takedown_link(thing, user):
    return {"address": takedown_views.address(thing, user), "thing": thing}
