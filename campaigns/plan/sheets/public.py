"""What of the printed things the public may fetch: not what was recalled, nor what comes from a page that is not live."""

from collections.abc import Iterable
from typing import BinaryIO

from django.core.files.storage import storages
from django.db.models import Q
from wagtail.models import Page

from campaigns.plan.models import CampaignPage, PrintedItem
from campaigns.plan.sheets.staleness import check
from core.models.withdrawal import move


def is_public(name: str) -> bool:
    """Ask the database, since files are moved a moment after it has changed; what no item knows is public to nobody."""
    items = PrintedItem.objects.filter(Q(file=name) | Q(poster=name), recalled_at=None)
    item = items.only("made_from").first()
    return item is not None and is_live(item.made_from.get("page"))


def is_live(page: int | None) -> bool:
    return page is None or CampaignPage.objects.live().filter(pk=page).exists()


def settle(items: Iterable[PrintedItem]) -> None:
    """Move each file to where it belongs: out of the public folder, or back into it. Safe to repeat."""
    live: dict[int | None, bool] = {}
    for item in items:
        page = item.made_from.get("page")
        if page not in live:
            live[page] = is_live(page)
        folders = storages["private"], storages["default"]
        source, target = folders if live[page] and item.recalled_at is None else reversed(folders)
        for name in filter(None, (item.file.name, item.poster.name)):
            move(name, source, target)


def settle_pages(pages: Iterable[int]) -> None:
    """All that was made from these pages, of whatever age."""
    for page in pages:
        settle(
            PrintedItem.objects.filter(made_from__page=page)
            .only("file", "poster", "recalled_at", "made_from")
            .iterator()
        )


def opened(file: str) -> BinaryIO:
    """A file by its name, for the team, which sees what it has recalled, too; raises FileNotFoundError."""
    folder = next((storages[name] for name in ("default", "private") if storages[name].exists(file)), None)
    if folder is None:
        raise FileNotFoundError(file)
    return folder.open(file)


def forget(things: list) -> None:
    """Pages that were taken down, or put back."""
    pages = [thing.pk for thing in things if isinstance(thing, Page)]
    settle_pages(pages)
    check(PrintedItem.objects.filter(made_from__page__in=pages))
