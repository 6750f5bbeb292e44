"""The host of an address; it needs no models, so that what counts can be loaded without them."""

from urllib.parse import urlsplit


def host_of(address: str) -> str:
    """The host, with its port, of an address that a browser sent; empty for what is none."""
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""
