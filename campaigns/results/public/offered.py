"""Where other pages lead to the results that are public."""

from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from campaigns.plan.relay.open_pages import open_campaign_pages
from campaigns.results.public import views
from core.navigation.frame import Frame


def for_the_press(context: dict[str, Any]) -> str | SafeString:
    """The campaigns of the page's language whose results are public, the newest first: one query; empty where there are none."""
    request, page = context["request"], context["page"]
    if Frame.of(request).is_sheltered:
        return ""
    told = open_campaign_pages().filter(locale=page.locale_id, campaign__public_results__is_on=True)
    pages = told.select_related("campaign").defer_streamfields().order_by("-campaign__starts_at", "-pk")
    language = page.locale.language_code
    links = [(views.addresses(request, one.campaign.slug)[language], one.title) for one in pages]
    if not links:
        return ""
    listed = format_html_join("", '<li><a href="{}">{}</a></li>', links)
    return format_html(
        '<section aria-labelledby="results"><h2 id="results">{}</h2><ul>{}</ul></section>', _("Public results"), listed
    )
