"""Static files in production: one stylesheet, hashed names, compressed once, looked for once a process."""

from pathlib import Path
from typing import ClassVar

from django.core.files.base import ContentFile
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.storage import CompressedManifestStaticFilesStorage

from serving.static.stylesheet import join

JOINED = [
    "css/site.css",
    "css/embed.css",
    "css/landing.css",
    "css/themed.css",
    "css/catalogue.css",
    "css/letterbox.css",
    "css/newsroom.css",
    "css/events.css",
    "css/presenter.css",
    "css/edition.css",
    "css/review.css",
]


class JoinedManifestStorage(CompressedManifestStaticFilesStorage):
    """Joins the parts of a stylesheet into one file: development serves the parts, a visitor fetches one."""

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run:
            for name in JOINED:
                self.delete(name)
                self._save(name, ContentFile(join(name).encode()))
                paths = paths | {name: (self, name)}
        yield from super().post_process(paths, dry_run=dry_run, **options)


class StaticFilesMiddleware(WhiteNoiseMiddleware):
    """Looks through a folder once: Wagtail makes all middleware anew for each page that is previewed or examined."""

    _found: ClassVar[dict[tuple[str, str], tuple[float, dict]]] = {}  # {(folder, prefix): (when it was made, files)}

    def update_files_dictionary(self, root, prefix):
        manifest = Path(root) / "staticfiles.json"
        made = manifest.stat().st_mtime if manifest.exists() else 0
        if not made or self._found.get((root, prefix), (0,))[0] != made:
            before, self.files = self.files, {}
            super().update_files_dictionary(root, prefix)
            self._found[root, prefix], self.files = (made, self.files), before
        self.files |= self._found[root, prefix][1]
