"""What that is live shows a file: what is shown is neither deleted nor replaced behind the back of who approved it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex
from wagtail.signals import page_published, published

from core.publication.sign_off import SignOffError

NAMED = 3  # of those that show it, in a message
_anyway: ContextVar[bool] = ContextVar("although_it_is_shown", default=False)


def shown_by(thing: Any) -> list[Any]:
    """The live pages and snippets that refer to it: a query, and one for each kind of them."""
    sources: dict[int, set[str]] = defaultdict(set)
    references = ReferenceIndex.get_references_to(thing).values_list("base_content_type", "object_id")
    for content_type, pk in references.distinct():
        sources[content_type].add(pk)
    found = []
    for content_type, ids in sources.items():
        model = ContentType.objects.get_for_id(content_type).model_class()
        if has_state(model):
            found += model._base_manager.filter(pk__in=ids, live=True).order_by("pk")
    return found


def has_state(model: Any) -> bool:
    """Whether some of it is live and some is not."""
    return model is not None and any(field.name == "live" for field in model._meta.get_fields())


def names(things: Iterable[Any]) -> str:
    titles = [f"“{thing}”" for thing in things]
    return ", ".join(titles[:NAMED]) + (" …" if len(titles) > NAMED else "")


def require_unseen(thing: Any) -> None:
    """Raises SignOffError where something live shows it; what was withdrawn is shown by nothing."""
    if _anyway.get() or not thing.may_be_shown:
        return
    if showing := shown_by(thing):
        message = _("“%(file)s” is shown live on %(pages)s. Have each of them signed off without it, or take it down.")
        raise SignOffError(message % {"file": thing.title, "pages": names(showing)})


@contextmanager
def although_it_is_shown() -> Iterator[None]:
    """For what the law wants gone at once, and for a program that changes no more than what nobody sees of a file."""
    before = _anyway.set(True)
    try:
        yield
    finally:
        _anyway.reset(before)


@receiver([page_published, published])
def know_at_once(sender: Any, instance: Any, signal: Any, **kwargs: Any) -> None:
    """With the publication itself: Wagtail's worker comes to it later, and until then nothing would guard what is shown.

    Of a page both signals are sent; of an alias, the first alone.
    """
    if signal is published and isinstance(instance, Page):
        return
    ReferenceIndex.create_or_update_for_object(instance)
