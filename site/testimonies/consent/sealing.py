"""The seal of documents at rest."""

from django.utils.translation import gettext_lazy as _

from core.protection.seals import Seal, SealingError

__all__ = ["SealingError", "can_seal", "seal", "seal_anew", "unseal"]

CONSENTS = Seal(
    "CONSENT_KEYS",
    absent=_("CONSENT_KEY is not set: documents of consents are neither stored nor opened without it."),
    unknown=_("No key in CONSENT_KEY opens this document: put the key that sealed it back, after the newer one."),
)
can_seal, seal, seal_anew, unseal = CONSENTS.can_seal, CONSENTS.seal, CONSENTS.seal_anew, CONSENTS.unseal
