"""Which channels have a landing page of their own: only there is a cost told per visit and per call to action.

A page belongs to a channel where all links of the channel lead to it, or to it and others of its own, and no link of any
other channel does. The campaign's page, to which a link leads that names none, belongs to whichever channel alone leads there.
"""

from collections import defaultdict
from uuid import UUID

from wagtail.models import Page

from campaigns.plan.models import Campaign, CampaignPage, TrackedLink


def own_pages(campaign: Campaign) -> dict[int, set[int]]:
    """{channel: ids of its own pages, in every language}, without those that have none; three queries."""
    leads = _leads(campaign)
    counts: dict[UUID, int] = defaultdict(int)
    for keys in leads.values():
        for key in keys - {None}:
            counts[key] += 1
    own = {
        channel: keys for channel, keys in leads.items() if None not in keys and all(counts[key] == 1 for key in keys)
    }
    wanted = {key for keys in own.values() for key in keys}
    ids: dict[UUID, set[int]] = defaultdict(set)
    for key, pk in Page.objects.filter(translation_key__in=wanted).values_list("translation_key", "pk"):
        ids[key].add(pk)
    return {channel: set().union(*(ids[key] for key in keys)) for channel, keys in own.items()}


def _leads(campaign: Campaign) -> dict[int, set[UUID | None]]:
    """{channel: the pages that its links lead to, in no language}; None for what is no page of this site."""
    home = set(CampaignPage.objects.filter(campaign=campaign).values_list("translation_key", flat=True))
    found: dict[int, set[UUID | None]] = defaultdict(set)
    # Retired links too: what they brought is in the counts of their page.
    links = TrackedLink.objects.filter(campaign=campaign)
    for channel, address, key in links.values_list("channel", "address", "page__translation_key"):
        found[channel] |= {None} if address else {key} if key else home or {None}
    return found
