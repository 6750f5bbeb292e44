"""Who somebody is and what they may, in two queries of a request instead of four."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission


class Backend(AuthenticationBackend):
    def get_user(self, user_id):
        """With the profile, by which the admin chooses its language."""
        accounts = get_user_model()._default_manager.select_related("wagtail_userprofile")
        user = accounts.filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None

    def get_all_permissions(self, user_obj, obj=None):
        """Those of the account itself and those of its groups, asked together."""
        if obj is None and user_obj.is_active and not user_obj.is_anonymous and not hasattr(user_obj, "_perm_cache"):
            names = (_names(found) for found in self._held(user_obj))
            user_obj._perm_cache = {f"{app}.{code}" for app, code in next(names).union(*names).order_by()}
        return super().get_all_permissions(user_obj, obj)

    def _held(self, user):
        if user.is_superuser:
            return [Permission.objects.all()]
        return [self._get_user_permissions(user), self._get_group_permissions(user)]


def _names(permissions):
    return permissions.order_by().values_list("content_type__app_label", "codename")
