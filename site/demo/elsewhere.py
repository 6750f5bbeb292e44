"""What happened on the pages that belong to no campaign, for four months until yesterday: invented, and counted through the journal.

As on a real site, protected pages have their day and no hour, and nothing but views, visits and files.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils import timezone
from wagtail.models import Page

from campaigns.deterrence.models import DialoguePage, SelfCheckPage
from campaigns.plan.models.pages import OfCampaign
from campaigns.prevention.kits.models import KitPage
from core.editor.calendar import day_of
from core.words import languages
from demo.reach import SHARES, an_hour
from home.models import HomePage
from reach.events import Event
from reach.figures.whole_site import NONE
from reach.journal.journal import append
from reach.journal.lines import is_protected
from reach.models import Total
from serving import served

SEED, DAYS = 611, 120
ON_ANY = {
    "entry": 55,
    "read_50": 40,
    "read_90": 22,
    "share": 0.6,
    "cta_call": 0.5,
    "cta_sms": 0.1,
}  # of a hundred views
ON_PROTECTED = {"entry": 70}
ON_SELF_CHECKS = {"check_start": 46, "cta_chat": 1.2, "stage_info": 3}
FINISHED, DOWNLOADED = 61, 18  # of a hundred that were started; of a hundred views of a kit


@dataclass(frozen=True)
class Place:
    """A page with what happens a day in its language; `leads_to` is in per cent of its views."""

    view: Event
    views: float
    leads_to: dict[str, float]


def count_elsewhere() -> int:
    """Write it into the journal, which somebody then folds; returns how many events there were."""
    if Total.objects.filter(campaign=NONE, start__lt=day_of(timezone.now()) - timedelta(days=DAYS // 2)).exists():
        return 0
    chance, written = random.Random(SEED), 0  # noqa: S311 (invented figures, the same each time)
    today, found = day_of(timezone.now()), places()
    for number in range(DAYS, 0, -1):
        for event in events(today - timedelta(days=number), found, chance):
            append(event)
            written += 1
    return written


def places() -> list[Place]:
    codes = languages.codes()
    pages = Page.objects.live().filter(depth__gt=1).order_by("pk").specific(defer=False).select_related("locale")
    return [place(page, codes) for page in pages if not isinstance(page, OfCampaign)]


def place(page: Page, codes: list[str]) -> Place:
    share = SHARES[codes.index(page.locale.language_code)] / 100
    leads_to = dict(ON_PROTECTED if getattr(page, "zone", "") == "protected" else ON_ANY)
    views = 14.0 if isinstance(page, HomePage) else 2.5
    if isinstance(page, SelfCheckPage | DialoguePage):
        views, leads_to = 12.0, leads_to | ON_SELF_CHECKS
    if isinstance(page, KitPage):
        leads_to["kit_download"] = DOWNLOADED
    told = served.of_page(page)
    about = {"surface": told.surface, "page": told.page, "locale": told.locale}
    return Place(Event(date.min if told.protected else timezone.now(), "view", **about), views * share, leads_to)


def events(day: date, found: list[Place], chance: random.Random) -> Iterator[Event]:
    for one in found:
        busy = one.views * (0.7 if day.weekday() >= 5 else 1.0)
        for _view in range(int(busy + chance.random())):
            view = replace(one.view, bucket=day if is_protected(one.view) else an_hour(day, chance))
            yield view
            for kind, percent in one.leads_to.items():
                if chance.random() * 100 < percent:
                    yield replace(view, kind=kind)
                    if kind == "check_start" and chance.random() * 100 < FINISHED:
                        yield replace(view, kind="check_done")
