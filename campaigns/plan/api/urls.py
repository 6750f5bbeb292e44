"""The addresses of the API; whatever lies beside them is answered in JSON too."""

from django.urls import include, path, re_path

from campaigns.plan.api.endpoints import Index, Nowhere, router
from campaigns.plan.api.openapi import Description

patterns = [
    path("", Index.as_view(), name="index"),
    path("openapi.json", Description.as_view(), name="openapi"),
    *router.get_urlpatterns(),
    # Only with a slash at the end: without, Django adds it, and comes here again where there is nothing.
    re_path(r"^.*/$", Nowhere.as_view()),
]
urls = [path("api/v2/", include((patterns, "api")))]
