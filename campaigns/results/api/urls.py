"""The addresses of the API; whatever lies beside them is answered in JSON too."""

from django.urls import include, path, re_path

from campaigns.results.api import endpoints
from campaigns.results.api.openapi import Description

patterns = [
    path("", endpoints.Index.as_view(), name="index"),
    path("openapi.json", Description.as_view(), name="openapi"),
    path("campaigns/", endpoints.Campaigns.as_view(), name="campaigns"),
    path("campaigns/<slug:slug>/", endpoints.CampaignSheets.as_view(), name="sheets"),
    path("campaigns/<slug:slug>/<slug:sheet>/", endpoints.CampaignSheet.as_view(), name="campaign"),
    path("site/", endpoints.SiteSheets.as_view(), name="site_sheets"),
    path("site/<slug:sheet>/", endpoints.SiteSheet.as_view(), name="site"),
    re_path(r"^.*/$", endpoints.Nowhere.as_view()),
]
urls = [path("api/results/v1/", include((patterns, "figures")))]
