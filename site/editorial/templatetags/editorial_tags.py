"""The confirmations of bulk actions name the translations that they reach, each with its language."""

from django import template
from django.utils.translation import gettext as _

from editorial.propagation import followers

register = template.Library()


@register.inclusion_tag("editorial/takedown/goes_with.html")
def goes_with_all(items):
    """For the items of a bulk action on pages."""
    pages = [item["item"] for item in items]
    versions = [version for page in pages for version in followers(page).select_related("locale")]
    return {
        "versions": [version for version in versions if version not in pages],
        "verb": _("The same happens to it in these languages:"),
    }
