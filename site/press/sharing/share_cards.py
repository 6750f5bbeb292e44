"""The card of each page is made when the page goes live, never when somebody asks for it, and goes with the page."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import cache, partial
from itertools import batched
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.dispatch import receiver
from django.utils.translation import gettext as _
from django_tasks import task
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from core.files import sharing
from core.files.sharing import SharedPicture
from core.models import BasePage
from core.protection.zones import Zone
from core.publication.visibility import public
from core.text import tokens
from made import digests
from made.files import whole
from made.problems import tell
from press.composition import sheets
from press.composition.typesetting import TEMPLATES
from press.content import Content, PressError
from press.models import ShareCard
from press.sharing import cards
from press.sharing.page_words import Neighbourhood

AT_ONCE = 200  # pages


# Making


@transaction.atomic
def renew(page_id: int, neighbourhood: Neighbourhood | None = None) -> ShareCard | None:
    """The card of a live page, made anew where what it shows has changed; None where the page is not live, nor has a card then.

    What keeps it from being made is in its `problem`: nothing is raised.
    """
    # Nobody publishes or withdraws the page meanwhile: the card is of what is live when this is committed.
    page = Page.objects.select_for_update().filter(pk=page_id).first()
    if page is None or not page.live or not issubclass(page.specific_class or Page, BasePage):
        forget([page_id])
        return None
    content = (neighbourhood or Neighbourhood()).content(page.specific)
    card = ShareCard.objects.filter(page_id=page_id).first()
    if card is not None and is_current(card, content) and card.file.storage.exists(card.file.name):
        return card
    return _made(card or ShareCard(page_id=page_id), content)


def is_current(card: ShareCard, content: Content) -> bool:
    return not card.problem and card.digest == digest(content)


def digest(content: Content) -> str:
    """Of what a card shows, and of how it is drawn."""
    return digests.digest(asdict(content), _design())


@cache
def _design() -> str:
    """Changes with the templates that draw it, so that a new look is given to what is live."""
    files = [(TEMPLATES / f"{name}.typ").read_bytes() for name in ("card", "parts", "sheet")]
    return hashlib.sha256(b"".join(files)).hexdigest()


def _made(card: ShareCard, content: Content) -> ShareCard:
    card.delete_file()
    card.file, card.digest, card.problem = "", digest(content), ""
    try:
        made = cards.card(content)
        card.file.save(f"card.{made.extension}", ContentFile(made.data), save=False)
        card.width, card.height, card.alt = made.width, made.height, made.alt[:600]
    except Exception as error:
        card.problem = tell(error, f"the card of page {card.page_id}", _("The card could not be made: %(error)s"))
    with whole(card.file):
        card.save()
    return card


# Following the page


def forget(page_ids: Iterable[int]) -> None:
    ShareCard.objects.filter(page__in=list(page_ids)).delete()


@receiver(page_published)
def renew_what_is_published(sender: Any, instance: Page, **kwargs: Any) -> None:
    """After commit, and whatever comes of it: no card keeps a page from going live."""
    transaction.on_commit(partial(_renew_with_those_below, instance.pk), robust=True)


@receiver(page_unpublished)
def forget_what_is_unpublished(sender: Any, instance: Page, **kwargs: Any) -> None:
    forget([instance.pk])


def renew_what_reads_otherwise(page_ids: list[int]) -> None:
    renew_in_background.enqueue(page_ids)


@task()
def renew_in_background(page_ids: list[int]) -> None:
    neighbourhood = Neighbourhood()
    for pk in page_ids:
        renew(pk, neighbourhood)


def follow_withdrawal(things: list[Any]) -> None:
    """What was taken down has no card, what was put back has one again."""
    for thing in things:
        if isinstance(thing, Page):
            renew(thing.pk)


def _renew_with_those_below(page_id: int) -> None:
    """A page that has become protected protects those below it, in every language: their cards fall silent too."""
    page = Page.objects.filter(pk=page_id).first()
    below: Iterable[int] = []
    if page is not None and getattr(page.specific, "zone", Zone.OPEN) == Zone.PROTECTED:
        versions = Page.objects.filter(translation_key=page.translation_key).values_list("path", flat=True)
        inside = Q(pk__in=[])
        for path in versions:
            inside |= Q(path__startswith=path)
        below = ShareCard.objects.filter(page__in=Page.objects.filter(inside)).values_list("page_id", flat=True)
    neighbourhood = Neighbourhood()
    for pk in {page_id, *below}:
        renew(pk, neighbourhood)


# Showing


def shared_picture(page: Page) -> SharedPicture | None:
    """The card of a page that was read with its relation; costs no query."""
    card = getattr(page, "share_card", None)
    if card is None or not card.file:
        return None
    return SharedPicture(sharing.whole(card.file.url), card.width, card.height, card.alt)


def is_public(name: str) -> bool:
    """Whether it is the card of a page that every visitor may see now."""
    return public(Page.objects.public()).filter(share_card__file=name).exists()


# Asking


def problems(pages: Iterable[Page]) -> dict[int, str]:
    """{id of a page: why it has no current card}; of pages that are not live, why they would have none.

    Pages are given as their specific type. Costs the same queries for one and for many of one site.
    """
    pages = tokens.gather(pages)
    known = {card.page_id: card for card in ShareCard.objects.filter(page__in=[page.pk for page in pages])}
    neighbourhood = Neighbourhood()
    found = {page.pk: _problem(page, known.get(page.pk), neighbourhood.content(page)) for page in pages}
    return {pk: problem for pk, problem in found.items() if problem}


def foreseen(content: Content) -> str:
    """Why a card of these words could not be made, as far as is known without drawing it."""
    try:
        sheets.data(content)
    except PressError as error:
        return error.message
    return ""


def _problem(page: Page, card: ShareCard | None, content: Content) -> str:
    if not page.live:
        return foreseen(content)
    if card is None:
        return _("The card has not been made yet: publish the page again.")
    if card.problem or is_current(card, content):
        return card.problem
    return _("The card shows what the page no longer says: publish the page again.")


def mend() -> tuple[int, int]:
    """Make each card that is missing or out of date, and forget those of pages that are not live: (made, failed)."""
    ShareCard.objects.exclude(page__live=True).delete()
    made = failed = 0
    for page_id in _outdated():
        card = renew(page_id)
        made += bool(card and not card.problem)
        failed += bool(card and card.problem)
    return made, failed


def _outdated() -> Iterator[int]:
    ids = Page.objects.live().filter(depth__gt=1).order_by("pk").values_list("pk", flat=True)
    for chunk in batched(ids, AT_ONCE):
        pages = [page for page in Page.objects.filter(pk__in=chunk).specific() if isinstance(page, BasePage)]
        yield from problems(pages)
