"""Collects and compresses static files when they changed, and only then."""

import hashlib
import io
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def build_static() -> bool:
    """Bring STATIC_ROOT up to date; returns whether there was anything to do."""
    if is_built():
        return False
    fingerprint = _fingerprint()
    call_command("collectstatic", interactive=False, verbosity=0, stdout=io.StringIO())
    _stamp().write_text(fingerprint)
    return True


def is_built() -> bool:
    """Whether STATIC_ROOT is up to date; with DEBUG, which reads the sources, always."""
    return settings.DEBUG or (_stamp().exists() and _stamp().read_text() == _fingerprint())


def _stamp() -> Path:
    return Path(settings.STATIC_ROOT) / ".built"


def _fingerprint() -> str:
    """Changes with any source file: names, sizes and times, without reading 1,500 files."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            # In whole seconds: the layers of an image keep no more.
            digest.update(f"{name} {status.st_size} {int(status.st_mtime)}\n".encode())
    return digest.hexdigest()
