"""The public addresses of this room that are no pages; `localized` lie under the prefix of a language."""

from campaigns.results.api.urls import urls as results_api
from campaigns.results.public.sharing import urls as shared_results
from campaigns.results.public.views import urls as public_results

public = [*results_api]
localized = [*shared_results, *public_results]
