"""Makes what visitors are shown, in the worker; says of each picture what kept it from being made."""

import logging
from collections.abc import Iterable
from itertools import batched
from typing import Any

from django.apps import apps
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task
from wagtail.images import get_image_model
from wagtail.images.models import Filter

from core.renditions import uses
from core.renditions.specs import ALL, BASIC
from made.problems import AWAY

AT_ONCE = 100  # images
logger = logging.getLogger(__name__)


@task()
def make_for(label: str, pk: str) -> None:
    """All pictures of a page or snippet, where it is live."""
    thing = apps.get_model(label)._base_manager.filter(pk=pk).first()
    if thing is not None and getattr(thing, "live", False):
        _make_all(uses.of(thing))


@task()
def make_image(pk: int) -> None:
    """What live pages show of one picture."""
    _make_all(uses.everywhere([pk]))


def make_basic(image: Any) -> None:
    """As the picture is uploaded: the one that pages show until the others are made."""
    make(image, [BASIC])


def mend(*, thoroughly: bool = False) -> tuple[int, int]:
    """Make what is missing of all that is live: (made, failed), in pictures.

    `thoroughly`: those that failed before too, and those whose file is gone.
    """
    return _make_all(uses.everywhere(), thoroughly=thoroughly)


def sweep() -> int:
    """Forget the renditions of sizes that nothing shows any more; the admin makes its own again. Returns how many."""
    count = 0
    for rendition in get_image_model().get_rendition_model().objects.exclude(filter_spec__in=ALL):
        rendition.delete()
        count += 1
    return count


def _make_all(wanted: uses.Uses, *, thoroughly: bool = True) -> tuple[int, int]:
    made = failed = 0
    for some in batched(sorted(wanted), AT_ONCE):
        images = get_image_model().objects.filter(pk__in=some)
        if not thoroughly:
            images = images.filter(rendition_problem="")
        for image in images:
            outcome = make(image, wanted[image.pk], thoroughly=thoroughly)
            made += outcome is True
            failed += outcome is False
    return made, failed


def make(image: Any, specs: Iterable[str], *, thoroughly: bool = False) -> bool | None:
    """One after the other, so that one large picture lies in memory once. None where there was nothing to do."""
    if not image.may_be_shown:
        return None
    missing = sorted(set(specs) - _there(image, specs, thoroughly=thoroughly))
    if not missing:
        return None
    problem = ""
    try:
        for spec in missing:
            image.create_rendition(Filter(spec=spec))
    except AWAY:
        raise  # the picture is sound: the task is begun again
    except Exception as error:  # decoders raise whatever they stumble over
        logger.warning("image %s could not be made as %s: %s: %s", image.pk, spec, type(error).__name__, error)
        problem = _problem(error)
    if problem != image.rendition_problem:
        image.rendition_problem = problem
        type(image).objects.filter(pk=image.pk).update(rendition_problem=problem)
    _hide_if_withdrawn(image)
    return not problem


def _there(image: Any, specs: Iterable[str], *, thoroughly: bool) -> set[str]:
    """What there is; `thoroughly`: with its file."""
    keys = {spec: Filter(spec=spec).get_cache_key(image) for spec in specs}
    found = set()
    for rendition in image.renditions.filter(filter_spec__in=keys):
        if rendition.focal_point_key != keys[rendition.filter_spec]:
            continue
        if thoroughly and not rendition.file.storage.exists(rendition.file.name):
            rendition.delete()
        else:
            found.add(rendition.filter_spec)
    return found


def _hide_if_withdrawn(image: Any) -> None:
    """Somebody may have withdrawn it while it was being made."""
    now = type(image).objects.filter(pk=image.pk).first()
    if now is not None and not now.may_be_shown:
        now.hide_files()


def _problem(error: Exception) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        if isinstance(error.__context__, FileNotFoundError):
            return _("The file is gone from where uploads are kept: add the picture again.")
        text = _("It could not be made smaller for the site: %(reason)s. Save it as JPEG or PNG, and add it again.")
        return text % {"reason": str(error)[:300]}
