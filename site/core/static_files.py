"""Static files in production: one stylesheet, hashed names, compressed once."""

import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = re.compile(r'@import url\("(?P<part>[^"]+)"\) layer\((?P<layer>[a-z.]+)\);')
JOINED = ["css/site.css", "css/embed.css"]


class JoinedManifestStorage(CompressedManifestStaticFilesStorage):
    """Joins the parts of a stylesheet into one file: development serves the parts, a visitor fetches one."""

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run:
            for name in JOINED:
                self.delete(name)
                self._save(name, ContentFile(join(Path(finders.find(name))).encode()))
                paths = paths | {name: (self, name)}
        yield from super().post_process(paths, dry_run=dry_run, **options)


def join(stylesheet: Path) -> str:
    """The text of a stylesheet with each `@import url("x.css") layer(y);` replaced by `@layer y { … }`."""

    def part(match: re.Match[str]) -> str:
        text = (stylesheet.parent / match["part"]).read_text().strip()
        return f"@layer {match['layer']} {{\n{text}\n}}"

    return _minify(IMPORT.sub(part, stylesheet.read_text()))


def _minify(css: str) -> str:
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return re.sub(r"\n\s*", "\n", css).strip() + "\n"
