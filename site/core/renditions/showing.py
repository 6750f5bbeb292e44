"""What a page shows of a picture: the renditions that there are."""

from collections.abc import Iterable
from typing import Any

from wagtail.images.models import Filter, Picture

from core.renditions.specs import BASIC, of_widths


def picture(image: Any, widths: Iterable[int], attributes: dict[str, Any]) -> Picture | None:
    """Of what is made already, in all formats; the basic one alone where none of these widths is; None where nothing is."""
    found = made(image, of_widths(widths)) or made(image, [BASIC])
    return Picture(found, attributes) if found else None


def made(image: Any, specs: Iterable[str]) -> dict[str, Any]:
    """{spec: rendition} of those that there are, in this order; remembered until something is changed."""
    wanted = {spec: Filter(spec=spec) for spec in specs}
    found = image.find_existing_renditions(*wanted.values())
    if found:
        model = image.get_rendition_model()
        model.cache_backend.set_many(
            {
                model.construct_cache_key(image, one.get_cache_key(image), one.spec): rendition
                for one, rendition in found.items()
            }
        )
    return {spec: found[one] for spec, one in wanted.items() if one in found}
