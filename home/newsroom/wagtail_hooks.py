"""The list of news in the admin, and the files of a release for the team, who send them to journalists before its embargo ends."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.admin.auth import require_admin_access

from home.newsroom.downloads import answer
from home.newsroom.listing import ArticleViewSet
from home.newsroom.models import ArticlePage


@require_safe
@require_admin_access
def release_file(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Of approved words alone, for who may edit the page; under embargo it says until when."""
    article = get_object_or_404(ArticlePage.objects.live().select_related("locale"), pk=pk)
    if not article.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return answer(request, article, name)


@hooks.register("register_admin_urls")
def urls():
    return [path("newsroom/<int:pk>/<slug:name>/", release_file, name="newsroom_file")]


@hooks.register("register_admin_viewset")
def viewset():
    return ArticleViewSet("news")
