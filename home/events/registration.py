"""Addresses of other sites where one registers for an event, which may end without anybody telling us."""

from collections.abc import Iterable

from django.urls import reverse
from wagtail.models import Page

from core.navigation.outside import Shown
from home.events.models import EventPage


def addresses(pages: list[Page]) -> Iterable[Shown]:
    found = EventPage.objects.filter(pk__in=[page.pk for page in pages]).exclude(registration_address="")
    for page in found.defer_streamfields():
        yield Shown(page.registration_address, page.title, reverse("wagtailadmin_pages:edit", args=[page.pk]))
