"""From where somebody tries to sign in: told apart for a limit on attempts, and kept nowhere."""

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from serving.rates import address_of


def sender(request: HttpRequest) -> str:
    """A digest of the sender's network under the site's secret: the cache learns no address."""
    return salted_hmac("editorial.signing_in.throttling", address_of(request.META), algorithm="sha256").hexdigest()
