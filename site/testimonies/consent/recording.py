"""Recording a consent."""

from django.core.files.base import File
from django.db import transaction

from testimonies.consent.documents import store
from testimonies.consent.settling import settle
from testimonies.models import Consent, ConsentEvent


@transaction.atomic
def record(consent: Consent, user, upload: File | None = None) -> Consent:
    """Save a new consent with its document; raises SealingError where there is no key, and nothing is saved."""
    consent.created_by = user
    consent.save()
    if upload is not None:
        store(consent, upload, user)
    ConsentEvent.objects.create(
        testimony_number=consent.testimony_id,
        consent_number=consent.pk,
        kind=ConsentEvent.Kind.RECORDED,
        languages=consent.languages,
        user=user,
    )
    settle(consent.testimony, user)
    return consent
