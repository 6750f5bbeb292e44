"""Static files in production: one stylesheet, hashed names, compressed once."""

from pathlib import Path

from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

from core.stylesheet import join

JOINED = ["css/site.css", "css/embed.css", "css/landing.css"]


class JoinedManifestStorage(CompressedManifestStaticFilesStorage):
    """Joins the parts of a stylesheet into one file: development serves the parts, a visitor fetches one."""

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run:
            for name in JOINED:
                self.delete(name)
                self._save(name, ContentFile(join(Path(finders.find(name))).encode()))
                paths = paths | {name: (self, name)}
        yield from super().post_process(paths, dry_run=dry_run, **options)
