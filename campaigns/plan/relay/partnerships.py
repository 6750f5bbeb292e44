"""Beginning, renewing and ending a partner's part in a campaign."""

from dataclasses import dataclass, field
from itertools import batched

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.plan.editions import acts
from campaigns.plan.links.making import BATCH, create
from campaigns.plan.models import Campaign, Channel, ChannelKind, Partner, PartnerMail, Partnership, TrackedLink
from campaigns.plan.models.partners import new_token
from campaigns.plan.relay.sheets import rank


@dataclass
class Begun:
    """What has been made so that partners take part; `channel` is the one for partners, where it had to be made."""

    new: list[Partnership] = field(default_factory=list)
    again: list[Partnership] = field(default_factory=list)
    links: list[TrackedLink] = field(default_factory=list)
    channel: Channel | None = None


@transaction.atomic
def begin(campaign: Campaign, partner: Partner, user) -> tuple[Partnership, Channel | None]:
    """The partnership with a link of its own; the channel for partners, where one had to be made. Safe to repeat."""
    begun = begin_all(campaign, [partner], user)
    return Partnership.objects.get(campaign=campaign, partner=partner), begun.channel


@transaction.atomic
def begin_all(campaign: Campaign, partners: list[Partner], user) -> Begun:
    """Partnerships, each with a link of its own, in a fixed number of queries. Safe to repeat.

    One that had ended begins again under a new address: whoever kept the old one sees nothing.
    """
    begun, known = Begun(), {one.partner_id: one for one in campaign.partnerships.all()}
    begun.new = [Partnership(campaign=campaign, partner=one) for one in partners if one.pk not in known]
    Partnership.objects.bulk_create(begun.new, batch_size=BATCH)
    wanted = {one.pk for one in partners}
    begun.again = [one for one in known.values() if one.partner_id in wanted and one.ended_at]
    for partnership in begun.again:
        partnership.ended_at, partnership.token = None, new_token()
    Partnership.objects.bulk_update(begun.again, ["ended_at", "token"], batch_size=BATCH)
    _invite_anew(campaign, begun.again)
    _give_links(campaign, partners, user, begun)
    return begun


def renew(partnership: Partnership) -> None:
    """Another address for the same page; the one before leads nowhere from now on."""
    partnership.token = new_token()
    partnership.save(update_fields=["token"])
    _invite_anew(partnership.campaign, [partnership])


def _invite_anew(campaign: Campaign, moved: list[Partnership]) -> None:
    """What was mailed names an address that leads nowhere; a mail that still waits will name the new one."""
    left = PartnerMail.objects.filter(partnership__campaign=campaign).exclude(begun_at=None)
    for some in batched((one.pk for one in moved), BATCH, strict=False):
        left.filter(partnership__in=some).update(is_former=True)


@transaction.atomic
def end(partnership: Partnership) -> None:
    """Its page is closed, and its logo deleted. Its link stays good, since it is in print."""
    partnership.ended_at = partnership.ended_at or timezone.now()
    partnership.save(update_fields=["ended_at"])
    acts.end(partnership)


def _give_links(campaign: Campaign, partners: list[Partner], user, begun: Begun) -> None:
    own = campaign.links.filter(placement=None, retired_at=None).exclude(partner=None)
    have = set(own.values_list("partner", flat=True))
    lacking = [one for one in partners if one.pk not in have]
    if not lacking:
        return
    channel, is_new = _channel(campaign)
    begun.channel = channel if is_new else None
    begun.links = [TrackedLink(campaign=campaign, channel=channel, partner=one, created_by=user) for one in lacking]
    create(begun.links)


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
