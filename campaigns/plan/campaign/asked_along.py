"""What other rooms ask in the very query that reads the page of a campaign, so that it costs none more."""

from collections.abc import Callable
from typing import Any

from core import registry

# A function that returns {name: expression}.
ASKED_ALONG = registry.Kind[Callable[[], dict[str, Any]]]()


def annotations() -> dict[str, Any]:
    return {name: value for asked in ASKED_ALONG for name, value in asked().items()}
