"""Sealing a plan, and what its seal says."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from campaigns.plan.models import Campaign
from campaigns.results.models import Protocol
from campaigns.results.models.protocols import SealedError, digest_of

HOW = (
    "digest is the SHA-256, in hexadecimal, of the value of “sealed” written as JSON in UTF-8 with its keys in order and no "
    "space between signs. The time is that of this site’s server."
)


class ChangedError(Exception):
    """Somebody saved the draft after it was read."""


def began_at(campaign: Campaign) -> datetime | None:
    """When the campaign, or its first wave, began; None where that is still to come."""
    starts = [campaign.launched_at, *campaign.waves.values_list("started_at", flat=True)]
    return min((one for one in starts if one and one <= timezone.now()), default=None)


@transaction.atomic
def seal(campaign: Campaign, user: Any, seen: str) -> Protocol:
    """Seal the draft that was read, whose content has the digest `seen`. Raises SealedError without a draft, ChangedError."""
    draft = Protocol.objects.select_for_update(of=("self",)).filter(campaign=campaign, sealed_at=None).first()
    if draft is None:
        raise SealedError("There is no draft to be sealed.")
    if digest_of(draft.content) != seen:
        raise ChangedError
    before, began = campaign.protocols.sealed().first(), began_at(campaign)
    draft.sealed_at, draft.sealed_by = timezone.now(), user
    draft.content |= {
        "campaign": {"short_name": campaign.slug, "name": campaign.name},
        "version": draft.version,
        "sealed_at": draft.sealed_at.isoformat(),
        "sealed_by": user.get_full_name() or user.get_username(),
        "began_at": began.isoformat() if began else None,
        "previous": before.digest if before else None,
    }
    draft.digest = digest_of(draft.content)
    draft.save()
    log(campaign, "results.seal", user=user, data={"name": str(draft.version), "digest": draft.digest})
    return draft


def told(protocol: Protocol) -> str:
    """The one sentence about a seal: when, by whom, and whether that was before the launch."""
    if not protocol.holds:
        return _(
            "The seal does not fit what stands here: it was changed elsewhere than on this site. Ask whoever runs the site."
        )
    said = {
        "when": date_format(timezone.localtime(protocol.sealed_at), "SHORT_DATETIME_FORMAT"),
        "who": protocol.content["sealed_by"],
    }
    if protocol.is_before_launch:
        return _("Sealed on %(when)s by %(who)s, before the launch.") % said
    return _("Sealed on %(when)s by %(who)s, after the launch: this is no pre-registration.") % said


def as_json(protocol: Protocol) -> dict[str, Any]:
    return {"sealed": protocol.content, "digest": protocol.digest, "how": HOW}
