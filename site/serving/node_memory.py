"""A folder in the memory of this machine that is the site's alone: what its processes tell each other, and nobody misses."""

import hashlib
import os
from functools import lru_cache
from pathlib import Path

from django.conf import settings

MEMORY = Path("/dev/shm")  # noqa: S108 (the folder in it is ours alone, and that is looked at)


def folder(name: str) -> Path:
    return _made(name, str(settings.VAR_DIR))


@lru_cache(maxsize=16)
def _made(name: str, var: str) -> Path:
    """On the disk of the node where it offers no memory."""
    site = f"{name}-{os.geteuid()}-{hashlib.sha256(var.encode()).hexdigest()[:12]}"
    for place in (MEMORY / site, Path(var) / "run" / name):
        try:
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
            if place.lstat().st_uid == os.geteuid() and os.access(place, os.W_OK) and not place.is_symlink():
                return place
        except OSError:
            continue
    raise OSError(f"neither {MEMORY} nor {var} can be written to")
