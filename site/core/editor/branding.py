"""Whose admin this is: the operator's name and logo, in the place of Wagtail's."""

from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.db.models.signals import post_delete, post_save

from core.models.operator import Operator

KEY = "admin-brand"
KEPT = 60  # seconds: where processes share no cache, another one is told that late


@dataclass(frozen=True)
class Brand:
    """Addresses of the logos for light and for dark grounds, and of the icon of the browser's tab; empty where there is none."""

    name: str
    logo: str = ""
    logo_dark: str = ""
    icon: str = ""

    @property
    def letter(self) -> str:
        return self.name[:1].upper()


def brand() -> Brand:
    """No query but once a minute: each page of the admin asks."""
    return cache.get_or_set(KEY, _read, KEPT)


def _read() -> Brand:
    operator = Operator.objects.filter(site__is_default_site=True).first()
    name = (operator and operator.name.strip()) or settings.WAGTAIL_SITE_NAME
    if operator is None:
        return Brand(name)
    files = (operator.logo, operator.logo_dark, operator.icon)
    return Brand(name, *(file.url if file else "" for file in files))


def forget(**kwargs) -> None:
    cache.delete(KEY)


post_save.connect(forget, sender=Operator)
post_delete.connect(forget, sender=Operator)
