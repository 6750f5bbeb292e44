from home.events.models.lists import EventIndexPage
from home.events.models.pages import EventPage

__all__ = ["EventIndexPage", "EventPage"]
