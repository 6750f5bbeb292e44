"""Two content security policies: strict for the public and the login, a looser one under the admin.

Wagtail 8's page editor needs inline styles and two inline scripts, and wagtail-localize's editor is blank without inline
styles; nothing else is loosened, and nothing of it reaches a visitor. A page that carries stylesheets allows just those by
their digests (`serving.static.stylesheet`).
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.csp import CSP

PUBLIC = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "media-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    # Not 'none': the editor's preview and content checks show the public page in a frame of this site.
    "frame-ancestors": [CSP.SELF],
}
ADMIN = PUBLIC | {
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "frame-src": [CSP.SELF],
}

# Where one signs in, and where a second factor is set up.
STRICT_IN_ADMIN = ("/admin/login/", "/admin/password_reset/", "/admin/second-factor/")


def with_hosts(policy: dict[str, list[str]], hosts: list[str]) -> dict[str, list[str]]:
    """The policy with the hosts of analytics, for their scripts and what those send; as it was where there are none."""
    return policy | {name: policy[name] + hosts for name in ("script-src", "img-src", "connect-src")}


PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"


class AreaPolicyMiddleware:
    """Chooses the policy by the area of the site, and adds the headers that Django has no setting for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        from reach.analytics import providers  # this module is read before the apps are

        response = self.get_response(request)
        in_admin = request.path.startswith("/admin/")
        policy = settings.SECURE_CSP if in_admin else with_hosts(settings.SECURE_CSP, providers.hosts())
        if sources := getattr(request, "inline_styles", []):
            policy |= {"style-src": [*policy["style-src"], *dict.fromkeys(sources)]}
        if not hasattr(response, "_csp_config"):
            response._csp_config = policy
        if in_admin:
            if not request.path.startswith(STRICT_IN_ADMIN) and not 300 <= response.status_code < 400:
                response._csp_config = ADMIN
            response.headers.setdefault("Cache-Control", "private, no-store")
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        # A banner in a partner's sandboxed frame has no origin of its own, and would be refused its own stylesheet.
        is_stylesheet = request.path.startswith(f"{settings.STATIC_URL}css/")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "cross-origin" if is_stylesheet else "same-origin")
        if request.path.startswith("/api/v2/") and request.method in ("GET", "HEAD"):
            # What is public in it may be read by any site's scripts, without credentials.
            response.headers["Access-Control-Allow-Origin"] = "*"
        return response
