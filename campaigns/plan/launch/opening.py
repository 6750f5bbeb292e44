"""What the start of a campaign opens to the public, and at which addresses."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import groupby

from django.utils import timezone

from campaigns.plan.campaign import belonging
from campaigns.plan.models import GRACE, Action, Campaign, CampaignPage, Launch, PrintedItem, Wave
from campaigns.plan.relay import addresses
from campaigns.plan.relay.open_pages import open_to_all
from campaigns.plan.relay.sheets import GENERAL
from core.models import BasePage
from editorial.sign_off.approvals import dates_of
from press.films.formats import FILMS

NEAR = timedelta(minutes=15)
NAMED = 5  # short addresses and partners that are named; the others are counted


@dataclass(frozen=True)
class Opening:
    """`going` becomes public with the wave, `waiting` stays hidden; a later wave opens nothing. `at` is when."""

    wave: Wave
    going: list[BasePage]
    waiting: list[BasePage]
    at: datetime

    @property
    def campaign(self) -> Campaign:
        return self.wave.campaign

    @property
    def is_first(self) -> bool:
        return self.campaign.launched_at is None

    @property
    def is_empty(self) -> bool:
        return self.is_first and not self.going

    @property
    def name(self) -> str:
        """What is typed: the first start launches the campaign, a later one its wave alone."""
        return self.campaign.name if self.is_first else self.wave.name

    @property
    def by_language(self) -> list[tuple[str, list[BasePage]]]:
        found = groupby(self.going, key=lambda page: page.locale)
        return [(locale.get_display_name(), list(pages)) for locale, pages in found]

    @cached_property
    def beside(self) -> list[Launch]:
        """Other starts at about the same time: what is late or wrong in one may be taken for the other; one query."""
        near = Launch.objects.filter(state=Launch.State.SCHEDULED, action=Action.START).exclude(wave=self.wave)
        near = near.filter(due_at__range=(self.at - NEAR, self.at + NEAR))
        return list(near.select_related("wave__campaign").order_by("due_at", "pk"))

    @cached_property
    def links(self) -> list:
        return list(self.campaign.links.filter(retired_at=None).select_related("channel").order_by("pk"))

    @property
    def first_links(self) -> list:
        return self.links[:NAMED]

    @property
    def more_links(self) -> int:
        return max(0, len(self.links) - NAMED)

    @cached_property
    def files(self) -> Counter:
        """How many sheets and films of pages that go have an address that anybody may open; one query."""
        general = PrintedItem.objects.filter(GENERAL, campaign=self.campaign, replaced_at=None, recalled_at=None)
        going = {page.pk for page in self.going}
        found = general.values_list("format", "made_from__page")
        return Counter("films" if form in FILMS else "sheets" for form, page in found if page is None or page in going)

    @cached_property
    def relay(self) -> str:
        """The page for whoever passes the campaign on; none where no page is open to all."""
        pages = CampaignPage.objects.filter(pk__in=[page.pk for page in self.going])
        if not open_to_all(pages).exists():
            return ""
        return addresses.whole(self.going[0].locale.language_code, "relay", self.campaign.slug)

    @cached_property
    def partners(self) -> list[str]:
        return list(self.campaign.partnerships.filter(ended_at=None).values_list("partner__name", flat=True))

    @property
    def first_partners(self) -> list[str]:
        return self.partners[:NAMED]

    @property
    def more_partners(self) -> int:
        return max(0, len(self.partners) - NAMED)


def of(wave: Wave, *, at_its_minute: bool) -> Opening:
    """At its minute, what is approved for a date until then goes, too."""
    pages = [page for found in belonging.querysets(wave.campaign) for page in found.select_related("locale")]
    pages.sort(key=lambda page: (not page.locale.is_default, page.locale.language_code, page.path))
    dates = dates_of(pages) if at_its_minute else {}
    going = [page for page in pages if page.live or (page.pk in dates and dates[page.pk] <= wave.starts_at)]
    at = wave.starts_at if at_its_minute else timezone.now() + GRACE
    return Opening(wave, going, [page for page in pages if page not in going], at)
