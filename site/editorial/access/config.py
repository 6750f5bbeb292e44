"""Wagtail's accounts and groups, with our screen in the place of its own where a group is deleted."""

from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(WagtailUsersAppConfig):
    group_viewset = "editorial.access.groups.GroupViewSet"
