"""The list of events in the admin."""

from wagtail import hooks

from home.events.listing import EventViewSet


@hooks.register("register_admin_viewset")
def viewset():
    return EventViewSet("events")
