"""Sign-off and translation in the admin."""

from django.core.exceptions import PermissionDenied
from django.urls import include, path
from wagtail import hooks
from wagtail.models import Locale, TranslatableMixin

from editorial import localize
from editorial.reach import languages_of, may_open


@hooks.register("register_admin_urls", order=-10)
def guarded_urls():
    """In the place of wagtail-localize's: the first address that matches is served."""
    return [path("localize/", include(localize.urls))]


@hooks.register("construct_page_action_menu")
@hooks.register("construct_snippet_action_menu")
def nothing_goes_live_by_a_button(menu_items, request, context):
    """Publication is the last step of the sign-off, and its decision; what has no sign-off keeps its button."""
    if context.get("page") or context.get("parent_page") or _is_signed_off(context):
        menu_items[:] = [item for item in menu_items if item.name not in ("action-publish", "action-schedule")]


def _is_signed_off(context) -> bool:
    from core.sign_off import SignedOff

    return issubclass(context.get("model", object), SignedOff)


@hooks.register("before_edit_snippet", order=-10)
def snippet_is_within_reach(request, instance):
    if isinstance(instance, TranslatableMixin) and not may_open(request.user, instance):
        raise PermissionDenied


@hooks.register("before_create_snippet")
def language_is_within_reach(request, model):
    """Words are written in a language of one's own reach."""
    if issubclass(model, TranslatableMixin):
        code = request.GET.get("locale") or request.POST.get("locale")
        locale = Locale.objects.filter(language_code=code).first() if code else Locale.get_default()
        if locale is None or locale.pk not in languages_of(request.user):
            raise PermissionDenied
