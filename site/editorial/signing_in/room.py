"""What this room gives to others: see `core.registry`."""

from core import registry
from core.publication import cached
from editorial.signing_in import checks
from editorial.signing_in.door import noting

GIVES = [
    registry.LISTENING(checks, noting),
    cached.UNSEEN("account_", "mfa_", "socialaccount_"),
]
