"""A link for each channel, placement and partner of a campaign that has never had one."""

from dataclasses import dataclass, field

from django.db import transaction

from campaigns.plan.links.making import create
from campaigns.plan.models import Campaign, Channel, ChannelKind, Partner, Placement, TrackedLink


@dataclass
class Missing:
    """What has no link. A place whose link was retired had one: whoever retired it meant to."""

    channels: list[Channel] = field(default_factory=list)
    placements: list[Placement] = field(default_factory=list)
    partners: list[Partner] = field(default_factory=list)

    def __bool__(self):
        return bool(self.channels or self.placements or self.partners)


def of(campaign: Campaign) -> Missing:
    links = campaign.links
    alone = links.filter(placement=None, partner=None)
    placed = links.filter(partner=None).exclude(placement=None)
    relayed = links.exclude(partner=None)
    return Missing(
        list(campaign.channels.exclude(pk__in=alone.values("channel"))),
        list(Placement.objects.filter(channel__campaign=campaign).exclude(pk__in=placed.values("placement"))),
        list(
            Partner.objects.filter(partnerships__campaign=campaign, partnerships__ended_at=None).exclude(
                pk__in=relayed.values("partner")
            )
        ),
    )


def channel_of_partners(campaign: Campaign) -> Channel | None:
    """The one channel by which partners relay the campaign; None where there is none, or more than one to choose from."""
    found = list(campaign.channels.filter(kind=ChannelKind.PARTNER)[:2])
    return found[0] if len(found) == 1 else None


def make(campaign: Campaign, user, partners_on: Channel | None) -> Missing:
    """Make the links that are missing, those of partners on the channel given; without it, partners get none."""
    with transaction.atomic():
        Campaign.objects.select_for_update().get(pk=campaign.pk)
        missing = of(campaign)
        if partners_on is None:
            missing.partners = []
        places = [
            *({"channel": channel} for channel in missing.channels),
            *({"channel_id": placement.channel_id, "placement": placement} for placement in missing.placements),
            *({"channel": partners_on, "partner": partner} for partner in missing.partners),
        ]
        create([TrackedLink(campaign=campaign, created_by=user, **place) for place in places])
    return missing
