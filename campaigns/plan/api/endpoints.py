"""What the API answers: published content for anybody, read alone, in JSON, whatever went wrong."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.http import Http404
from django.urls import path, reverse
from django.utils import timezone
from rest_framework.exceptions import NotFound
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView
from wagtail.api.v2.pagination import WagtailPagination
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import BaseAPIViewSet

from campaigns.plan.api import parameters, serializers
from campaigns.plan.api.entries import entries
from campaigns.plan.models import CampaignPage
from campaigns.plan.relay.open_pages import open_campaign_pages
from facts.models import FactWording, HelplineWording
from facts.shelf import ShownFact, ShownHelpline

# Seconds for which an answer may be kept: what is withdrawn is gone everywhere after this time.
KEPT = 60


class Open:
    """For a view that knows no visitor: no session, no cookie, no permission, JSON alone."""

    authentication_classes = ()
    permission_classes = ()
    renderer_classes = (JSONRenderer,)
    http_method_names = ("get", "head")
    parameters: tuple = ()

    def perform_content_negotiation(self, request: Request, force: bool = False):
        """Whatever is asked for, this is what there is."""
        return JSONRenderer(), JSONRenderer.media_type

    def initial(self, request: Request, *args, **kwargs) -> None:
        super().initial(request, *args, **kwargs)
        self.asked = parameters.read(self.parameters, request.query_params)

    def handle_exception(self, exc: Exception) -> Response:
        response = super().handle_exception(exc)
        response.data = {"message": response.data.get("message") or response.data.get("detail")}
        return response

    def finalize_response(self, request: Request, response: Response, *args, **kwargs) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers["Cache-Control"] = f"public, max-age={KEPT}" if response.status_code == 200 else "no-cache"
        response.language_is_given = True
        return response


class Pagination(WagtailPagination):
    def paginate_queryset(self, queryset: QuerySet, request: Request, view: "Listing") -> QuerySet:
        self.total_count = queryset.count()
        offset = view.asked["offset"]
        return queryset[offset : offset + view.asked["limit"]]


class Listing(Open, BaseAPIViewSet):
    """Items one page at a time, in an order that is always the same."""

    pagination_class = Pagination
    key = about = ""
    shape: type[serializers.Serializer]

    def listing_view(self, request: Request) -> Response:
        items = self.entries(self.paginate_queryset(self.get_queryset()))
        return self.get_paginated_response(self.shape(items, many=True).data)

    def entries(self, found: QuerySet) -> Iterable[Any]:
        """What the shape reads, for each row that was found."""
        raise NotImplementedError

    @classmethod
    def get_urlpatterns(cls):
        return [path("", cls.as_view({"get": "listing_view"}), name="listing")]


class Campaigns(Listing):
    key, model, shape = "campaigns", CampaignPage, serializers.Campaign
    about = "Pages of campaigns that are running or over, one for each language; the newest campaign first."
    parameters = (parameters.LANGUAGE, parameters.AUDIENCE, parameters.STATE, *parameters.PAGES)

    def get_queryset(self) -> QuerySet:
        pages = open_campaign_pages()
        if self.asked.get("language"):
            pages = pages.filter(locale__language_code=self.asked["language"])
        if self.asked.get("audience"):
            pages = pages.filter(campaign__audience=self.asked["audience"])
        if self.asked.get("state"):
            pages = pages.running() if self.asked["state"] == "running" else pages.over()
        return pages.select_related("campaign", "locale").order_by("-campaign__starts_at", "path")

    def entries(self, found: QuerySet) -> list:
        return entries(found, self.request._request)

    @classmethod
    def get_urlpatterns(cls):
        one = Campaign.as_view({"get": "detail_view"})
        return [*super().get_urlpatterns(), path("<int:pk>/", one, name="detail")]


class Campaign(Campaigns):
    """One page."""

    parameters = ()

    def detail_view(self, request: Request, pk: int) -> Response:
        for entry in self.entries(self.get_queryset().filter(id=pk)):
            return Response(self.shape(entry).data)
        raise Http404(f"There is no public page of a campaign with the id {pk}.")


class Facts(Listing):
    key, model, shape = "facts", FactWording, serializers.Fact
    about = "Facts that are in force today, in the order in which they were written down."
    parameters = (parameters.WORDS_IN, *parameters.PAGES)

    def get_queryset(self) -> QuerySet:
        today = timezone.localdate()
        begun = Q(fact__in_force_from=None) | Q(fact__in_force_from__lte=today)
        valid = Q(fact__in_force_until=None) | Q(fact__in_force_until__gte=today)
        wordings = FactWording.objects.filter(begun, valid, fact__live=True).select_related("fact", "locale")
        return best(wordings, self.asked["language"], "fact").order_by("fact_id")

    def entries(self, found: QuerySet) -> list[ShownFact]:
        return [ShownFact(wording.fact, wording, wording.locale.language_code) for wording in found]


class Helplines(Listing):
    key, model, shape = "helplines", HelplineWording, serializers.Helpline
    about = "Helplines, in the order in which the site shows them."
    parameters = (parameters.WORDS_IN, parameters.AUDIENCE, *parameters.PAGES)

    def get_queryset(self) -> QuerySet:
        wordings = HelplineWording.objects.filter(helpline__live=True).select_related("helpline", "locale")
        if self.asked["audience"]:
            # A list of words in a JSON field, which SQLite cannot ask what it contains.
            wordings = wordings.alias(audiences=Cast("helpline__audiences", TextField()))
            wordings = wordings.filter(audiences__contains=f'"{self.asked["audience"]}"')
        order = ("helpline__sort_order", "helpline__name")
        return best(wordings, self.asked["language"], "helpline").order_by(*order)

    def entries(self, found: QuerySet) -> list[ShownHelpline]:
        return [ShownHelpline(wording.helpline, wording, wording.locale.language_code) for wording in found]


def best(wordings: QuerySet, language: str, key: str) -> QuerySet:
    """Of each thing the live words in this language, or else those in the site's first one."""
    own = wordings.model.objects.filter(**{key: OuterRef(key)}, live=True, locale__language_code=language)
    first = Q(locale__language_code=settings.LANGUAGE_CODE) & ~Exists(own)
    return wordings.filter(Q(locale__language_code=language) | first, live=True)


class Index(Open, APIView):
    """Where the API begins."""

    def get(self, request: Request) -> Response:
        names = {listing.key: f"api:{listing.key}:listing" for listing in LISTINGS} | {"openapi": "api:openapi"}
        base = settings.BASE_URL.rstrip("/")
        return Response({name: base + reverse(address) for name, address in names.items()})


class Nowhere(Open, APIView):
    """All other addresses under that of the API."""

    def initial(self, request: Request, *args, **kwargs) -> None:
        names = ", ".join(listing.key for listing in LISTINGS)
        raise NotFound(f"There is nothing at this address. The API has: {names}; openapi.json describes them.")


LISTINGS = (Campaigns, Facts, Helplines)
router = WagtailAPIRouter("api")
for listing in LISTINGS:
    router.register_endpoint(listing.key, listing)
