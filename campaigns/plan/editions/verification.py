"""Whether mails to a partner's address reach it: it opens a link that was mailed there, or somebody of the team asked by telephone."""

from django.core import signing
from django.utils import timezone

from campaigns.plan.models import Partner

DAYS = 7
SALT = "address of a partner"


def signed(partner: Partner) -> str:
    """Good for this address alone, and for a week."""
    return signing.dumps([partner.pk, partner.email], salt=SALT)


def confirms(partner: Partner, text: str) -> bool:
    try:
        return signing.loads(text, salt=SALT, max_age=DAYS * 24 * 60 * 60) == [partner.pk, partner.email]
    except signing.BadSignature:
        return False


def verify(partner: Partner, user=None) -> None:
    """By somebody of the team, or by the partner itself."""
    partner.verified_email, partner.verified_at, partner.verified_by = partner.email, timezone.now(), user
    partner.save(update_fields=["verified_email", "verified_at", "verified_by"])
