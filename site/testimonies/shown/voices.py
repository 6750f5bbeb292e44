"""The testimonies that one page shows, read once a request, and only those that may be shown today."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, gettext

from core.text.streams import leaves
from testimonies.consent.consents import language_name, last_day, problem
from testimonies.models import Consent, Medium, Testimony, TestimonyWording, Use

CHOOSER = "testimony"


@dataclass(frozen=True)
class ShownTestimony:
    """A testimony in the words of the page's own language: none stands in for a language without consent."""

    testimony: Testimony
    wording: TestimonyWording
    last_day: date

    @property
    def warning(self) -> str:
        if self.wording.warning or not self.testimony.warning:
            return self.wording.warning
        return self.testimony.get_warning_display()

    @property
    def recording(self) -> dict[str, Any] | None:
        """As `components/video.html` takes it."""
        media = self.testimony.media
        if self.testimony.medium == Medium.WORDS or media is None or not media.may_be_shown:
            return None
        return {"video": media, "title": gettext("Recording")}

    @property
    def transcript(self) -> str:
        """What a recording in another language says, in this one; the recording brings its own."""
        spoken = self.testimony.media.language if self.recording else self.wording.locale.language_code
        return self.wording.transcript if spoken != self.wording.locale.language_code else ""


class Voices:
    """Testimonies by their id, in one language."""

    def __init__(self, language: str, page: Any = None):
        self.language, self.page = language, page
        self._known: dict[int, ShownTestimony | None] = {}

    @classmethod
    def of(cls, context: dict[str, Any]) -> "Voices":
        """Those of the request in this template context, or new ones where there is no request."""
        request = context.get("request")
        voices = getattr(request, "voices", None)
        if voices is None or voices.language != get_language():
            voices = cls(get_language() or settings.LANGUAGE_CODE, context.get("page"))
            if request is not None:
                request.voices = voices
        return voices

    def get(self, pk: int) -> ShownTestimony | None:
        if pk not in self._known:
            wanted = {pk} | (mentioned(self.page) if self.page is not None else set())
            self._known |= shown(wanted - self._known.keys(), self.language)
        return self._known[pk]


def shown(ids: Iterable[int], language: str) -> dict[int, ShownTestimony | None]:
    """Of each id what may be shown today on this web site, in two queries."""
    found: dict[int, ShownTestimony | None] = dict.fromkeys(ids)
    if not found:
        return found
    wordings = TestimonyWording.objects.filter(
        testimony__in=found, testimony__live=True, live=True, locale__language_code=language
    ).select_related("testimony__media", "locale")
    agreed = consents_of(found)
    today = timezone.localdate()
    for wording in wordings:
        last = last_day(agreed[wording.testimony_id], Use.WEBSITE, language, today)
        if last is not None:
            found[wording.testimony_id] = ShownTestimony(wording.testimony, wording, last)
    return found


def refusal(pk: int, language: str) -> str:
    """Why a page in this language shows nothing of it, in a sentence for the team. Few queries, for previews alone."""
    testimony = Testimony.objects.filter(pk=pk).first()
    if testimony is None:
        return gettext("This testimony no longer exists.")
    return problem(testimony, Use.WEBSITE, language) or gettext(
        "“%(name)s” is not published, or has no words in this language (%(language)s) that are."
    ) % {"name": testimony, "language": language_name(language)}


def consents_of(ids: Iterable[int]) -> dict[int, list[Consent]]:
    """{testimony id: its consents}, in one query."""
    consents = defaultdict(list)
    for consent in Consent.objects.filter(testimony__in=list(ids)):
        consents[consent.testimony_id].append(consent)
    return consents


def mentioned(page: Any) -> set[int]:
    """The ids of all testimonies in the page's streams."""
    return {value for name, value in leaves(page) if name == CHOOSER and isinstance(value, int)}
