"""The public addresses of this room that are no pages; `localized` lie under the prefix of a language."""

from campaigns.plan.api.urls import urls as api_urls
from campaigns.plan.calendar.feed import urls as feed_urls
from campaigns.plan.editions.views import urls as edition_urls
from campaigns.plan.links.redirects import urls as link_urls
from campaigns.plan.relay.embed_views import urls as embed_urls
from campaigns.plan.relay.views import urls as relay_urls

public = [*link_urls, *feed_urls, *embed_urls, *api_urls]
localized = [*edition_urls, *relay_urls]
