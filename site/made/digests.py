"""What a thing was made from is remembered as digests: held against those of today, it is as before or stale."""

import hashlib
import json
from enum import Enum, auto
from typing import Any


def digest(*values: Any) -> str:
    """SHA-256 of what JSON says of the values; the same whatever the order of keys."""
    return hashlib.sha256(json.dumps(values, sort_keys=True, default=str).encode()).hexdigest()


class Change(Enum):
    NEW = auto()
    GONE = auto()
    OTHER = auto()


def changes(before: dict[str, str], today: dict[str, str]) -> dict[str, Change]:
    """What became of each part, by its key; those that are the same are left out."""
    found = {key: Change.NEW for key in today if key not in before}
    found |= {key: Change.OTHER if key in today else Change.GONE for key in before if before[key] != today.get(key)}
    return found
