"""What stands for a page where its address is shared; a room offers a picture for pages whose editor chose none."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from wagtail.admin.panels import Panel

from core import registry
from core.renditions.showing import made
from core.renditions.specs import SHARED


@dataclass(frozen=True)
class SharedPicture:
    """Always JPEG or PNG, which every network reads; `full_url` is the whole address."""

    full_url: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class Offer:
    """`picture` takes a page; `relation` is joined where a page is read to be served; `panel` shows it to the editor."""

    picture: Callable[[Any], SharedPicture | None]
    relation: str
    panel: Panel


OFFERS = registry.Kind[Offer]()


def relations() -> list[str]:
    return [offer.relation for offer in OFFERS]


def panels() -> list[Panel]:
    return [offer.panel for offer in OFFERS]


def picture_of(page: Any) -> SharedPicture | None:
    """The image that the editor chose, while it may be shown and once it is made; or else the first that a room has for the page."""
    image = getattr(page, "social_image", None)
    rendition = made(image, [SHARED]).get(SHARED) if image is not None and image.may_be_shown else None
    if rendition is not None:
        return SharedPicture(rendition.full_url, rendition.width, rendition.height, image.default_alt_text)
    return next((found for offer in OFFERS if (found := offer.picture(page))), None)


def whole(url: str) -> str:
    """An address of a file as other hosts need it."""
    return f"{settings.BASE_URL.rstrip('/')}{url}" if url.startswith("/") else url
