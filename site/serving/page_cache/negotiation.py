"""Which encoding and language a client gets, and whether it has the page already (RFC 9110, 12.5.3, 12.5.4 and 13.1.2)."""

from functools import lru_cache

from django.http import HttpRequest
from django.utils.translation import get_language_from_request

PREFERRED = ("br", "gzip", "identity")


@lru_cache(maxsize=512)
def encoding(accepted: str | None) -> str:
    """The best of ours for an Accept-Encoding header; `identity` where the client can have none of them."""
    if accepted is None:
        return "identity"
    weights = _weights(accepted)
    rest = weights.get("*", 0.0)
    # Identity is acceptable unless it is refused, and then the last choice.
    asked = {name: weights.get(name, rest) for name in ("br", "gzip")} | {"identity": weights.get("identity", 0.0)}
    best = max(PREFERRED, key=lambda name: asked[name])
    return best if asked[best] > 0 else "identity"


def _weights(accepted: str) -> dict[str, float]:
    weights: dict[str, float] = {}
    for item in accepted.lower().split(","):
        name, *parameters = (part.strip() for part in item.split(";"))
        if name:
            weights["gzip" if name == "x-gzip" else name] = _weight(parameters)
    return weights


def _weight(parameters: list[str]) -> float:
    """The q of an item; what is malformed counts as refused."""
    for parameter in parameters:
        name, _equals, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                weight = float(value)
            except ValueError:
                return 0.0
            return weight if 0 <= weight <= 1 else 0.0
    return 1.0


@lru_cache(maxsize=512)
def language(accepted: str) -> str:
    """The best of the site's for an Accept-Language header, as Django finds it; the default where it has none of them."""
    request = HttpRequest()
    request.META["HTTP_ACCEPT_LANGUAGE"] = accepted
    return get_language_from_request(request)


def has(tag: str, known: str | None) -> bool:
    """Whether an If-None-Match header names this tag."""
    if known is None:
        return False
    if known.strip() == "*":
        return True
    return any(candidate.strip().removeprefix("W/") == tag for candidate in known.split(","))
