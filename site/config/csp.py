"""Two content security policies: strict for the public and the login, a looser one under the admin.

Wagtail 8's page editor needs inline styles and two inline scripts, and wagtail-localize's editor is blank without inline
styles; nothing else is loosened, and nothing of it reaches a visitor.
"""

from collections.abc import Callable

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
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"


class AreaPolicyMiddleware:
    """Chooses the policy by the area of the site, and adds the headers that Django has no setting for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        signed_out = request.path.startswith(("/admin/login/", "/admin/password_reset/"))
        if request.path.startswith("/admin/") and not signed_out:
            response._csp_config = ADMIN
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response
