"""Beginning, renewing and ending a partner's part in a campaign."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.plan.editions import acts
from campaigns.plan.models import Campaign, Channel, ChannelKind, Partner, Partnership, TrackedLink
from campaigns.plan.models.partners import new_token
from campaigns.plan.relay.sheets import rank


@transaction.atomic
def begin(campaign: Campaign, partner: Partner, user) -> tuple[Partnership, Channel | None]:
    """The partnership with a link of its own; the channel for partners, where one had to be made. Safe to repeat.

    One that had ended begins again under a new address: whoever kept the old one sees nothing.
    """
    partnership, _new = Partnership.objects.get_or_create(campaign=campaign, partner=partner)
    if partnership.ended_at:
        partnership.ended_at, partnership.token = None, new_token()
        partnership.save(update_fields=["ended_at", "token"])
    return partnership, _give_link(campaign, partner, user)


def renew(partnership: Partnership) -> None:
    """Another address for the same page; the one before leads nowhere from now on."""
    partnership.token = new_token()
    partnership.save(update_fields=["token"])


@transaction.atomic
def end(partnership: Partnership) -> None:
    """Its page is closed, and its logo deleted. Its link stays good, since it is in print."""
    partnership.ended_at = partnership.ended_at or timezone.now()
    partnership.save(update_fields=["ended_at"])
    acts.end(partnership)


def _give_link(campaign: Campaign, partner: Partner, user) -> Channel | None:
    own = TrackedLink.objects.filter(campaign=campaign, partner=partner, placement=None, retired_at=None)
    if own.exists():
        return None
    channel, made = _channel(campaign)
    TrackedLink.objects.create(campaign=campaign, channel=channel, partner=partner, created_by=user)
    return channel if made else None


def _channel(campaign: Campaign) -> tuple[Channel, bool]:
    """The channel for partners, and whether it is new: its name may be taken by one of another kind."""
    found = campaign.channels.filter(kind=ChannelKind.PARTNER).order_by("pk").first()
    if found:
        return found, False
    taken = set(campaign.channels.values_list("name", flat=True))
    name = _("Partners")
    free = next(one for one in (name, *(f"{name} {number}" for number in range(2, 1000))) if one not in taken)
    return Channel.objects.create(campaign=campaign, kind=ChannelKind.PARTNER, name=free), True


def posted(links: list[TrackedLink]) -> TrackedLink | None:
    """Of a partner's links the one that it posts."""
    return min((link for link in links if link.placement_id is None), key=rank, default=None)
