"""Choosers show titles, and a title can be a name: they are for those who may see the listing of the same things."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from wagtail.coreutils import resolve_model_string
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Task
from wagtail.permissions import policy_registry
from wagtailmedia.models import get_media_model

# Any of these opens a listing of Wagtail's.
ANY = ("add", "change", "delete", "view", "choose", "publish")
# Choosers that do not say themselves what is chosen; an address of a text alone, as a link to a mail, shows nothing.
BY_NAME = {
    "wagtailadmin_choose_page": Page,
    "wagtailadmin_choose_page_child": Page,
    "wagtailadmin_choose_page_search": Page,
    "wagtailadmin_choose_page_chosen_multiple": Page,
    "wagtailadmin_workflows:task_chooser": Task,
    "wagtailadmin_workflows:task_chooser_results": Task,
    "wagtailadmin_workflows:task_chooser_create": Task,
    "wagtailadmin_workflows:task_chosen": Task,
}


class ChoosingMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict) -> None:
        """For every chooser, whoever registered it."""
        if not request.path.startswith("/admin/") or not request.user.is_authenticated:
            return
        model = _chosen(request, view)
        if model is not None and not may_list(request.user, model):
            raise PermissionDenied


def may_list(user, model: type) -> bool:
    if model is Page:
        return policy_registry.get_by_type(Page).explorable_root_instance(user) is not None
    return policy_registry.get_by_type(model).user_has_any_permission(user, ANY)


def _chosen(request: HttpRequest, view: Callable) -> type | None:
    """What the chooser is for that this request asks; None where it asks none."""
    match = request.resolver_match
    if match.view_name in BY_NAME:
        return BY_NAME[match.view_name]
    if match.namespace == "wagtailmedia" and ("choose" in match.url_name or match.url_name == "media_chosen"):
        return get_media_model()
    if match.view_name.startswith("wagtailadmin_api:images:"):
        return get_image_model()
    if match.view_name.startswith("wagtailadmin_api:documents:"):
        return get_document_model()
    if "chooser" in match.namespace:  # of the views for choosing that snippets, images and documents have
        model = getattr(view, "view_initkwargs", {}).get("model")
        return model and resolve_model_string(model)
    return None
