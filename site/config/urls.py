"""Which address leads where."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from core import views
from core.media_files import serve_media
from core.serving import serve
from editorial.review_views import public_urls as review_urls
from home.views import report_problem
from operations.views import healthz

handler404 = "core.views.page_not_found"
handler500 = "core.views.server_error"

urlpatterns = [
    path("", views.root, name="root"),
    path("healthz", healthz, name="healthz"),
    path("robots.txt", views.robots),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("favicon.ico", views.icon, {"name": "icon-32.png"}),
    path("apple-touch-icon.png", views.icon, {"name": "icon-180.png"}),
    path("styleguide/", views.styleguide),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    *review_urls,
    path(f"{settings.MEDIA_URL.strip('/')}/<path:name>", serve_media, name="media"),
]
urlpatterns += i18n_patterns(
    path("report-accessibility-problem/", report_problem, name="report_problem"),
    re_path(wagtail_urls.serve_pattern, serve),
    path("", include(wagtail_urls)),
    prefix_default_language=True,
)
