"""A Redis that several sites share."""

import hashlib

from django.conf import settings


def site_digest() -> str:
    """With what the keys and channels of this site begin: those of a channel know no database."""
    return hashlib.blake2s(settings.SECRET_KEY.encode(), digest_size=8).hexdigest()
