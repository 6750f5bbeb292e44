"""Which address leads where."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from campaigns.outreach.directory import urls as directory_urls
from campaigns.plan import urls as plan_urls
from campaigns.prevention.feedback import urls as feedback_urls
from campaigns.prevention.kits import urls as kit_urls
from campaigns.results import urls as results_urls
from core.files.documents import serve_document
from core.files.media import serve_media
from core.look import stylesheet
from core.navigation.routing import serve
from core.web import passwords, security_txt, views
from editorial.review import comment_views
from editorial.review.views import public_urls as review_urls
from editorial.signing_in import urls as signing_in_urls
from editorial.signing_in.views import elsewhere
from home.views import report_problem
from operations.views import healthz, readyz
from reach import urls as reach_urls
from themes import urls as theme_urls

handler404 = "core.web.views.page_not_found"
handler500 = "core.web.views.server_error"

urlpatterns = [
    path("", views.root, name="root"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("robots.txt", views.robots),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("favicon.ico", views.icon, {"name": "icon-32.png"}),
    path("apple-touch-icon.png", views.icon, {"name": "icon-180.png"}),
    path("styleguide/", views.styleguide),
    path("admin/failwhale/", views.nowhere),  # Wagtail's own, which does nothing but fail
    path("admin/", include(signing_in_urls)),  # before Wagtail's own sign-in
    path("admin/", include(wagtailadmin_urls)),
    re_path(r"^documents/(\d+)/(.*)$", serve_document),  # in the place of Wagtail's own, which counts nothing
    passwords.of_documents,
    path("documents/", include(wagtaildocs_urls)),
    *security_txt.urls,
    *stylesheet.urls,
    *reach_urls.public,
    *theme_urls.public,
    *review_urls,
    *comment_views.public_urls,
    *plan_urls.public,
    *kit_urls.public,
    *results_urls.public,
    path(f"{settings.MEDIA_URL.strip('/')}/<path:name>", serve_media, name="media"),
]
urlpatterns += i18n_patterns(
    *plan_urls.localized,
    *reach_urls.localized,
    *results_urls.localized,
    *directory_urls.localized,
    *feedback_urls.localized,
    path("report-accessibility-problem/", report_problem, name="report_problem"),
    path("_util/login/", elsewhere),
    passwords.of_pages,
    re_path(wagtail_urls.serve_pattern, serve),
    path("", include(wagtail_urls)),
    prefix_default_language=True,
)
