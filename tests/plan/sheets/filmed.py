"""Films to test with, as a worker leaves them, without encoding any."""

import hashlib
from itertools import count
from typing import Any

from django.core.files.base import ContentFile

from campaigns.plan.models import PrintedItem, TrackedLink
from campaigns.plan.sheets.words import LivePages, read

_numbers = count(1)
CUES = [{"start": 0.0, "end": 3.0, "text": "C’est interdit."}, {"start": 3.0, "end": 6.0, "text": "Loi & <droit>"}]


def film(of: TrackedLink, key: str = "film-9x16-6", language: str = "fr", **fields: Any) -> PrintedItem:
    """Made from what is live now."""
    reading = read(LivePages(of.campaign).of(of, language))
    data = f"film {next(_numbers)}".encode()
    rest = {"size": 160_000, "width": 1080, "height": 1920, "unit": "px", "alt": "Un film", "text": "Transcription."}
    made = PrintedItem(
        campaign=of.campaign, link=of, format=key, language=language, made_from=reading.made_from_as(key), cues=CUES,
        sha256=hashlib.sha256(data).hexdigest(), **rest | fields,
    )  # fmt: skip
    made.file.save("film.mp4", ContentFile(data), save=False)
    made.poster.save("film.png", ContentFile(b"\x89PNG"), save=False)
    made.save()
    return made
