"""The file that goes to an agency."""

import uuid
from collections.abc import Iterable

import polib
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import to_locale
from wagtail_localize.models import Translation

from editorial.exchange import sentences
from editorial.exchange.sentences import Sentence, one_line

SITE = "X-Site-ID"
TARGET = "X-Target-Language"
COUNT = "X-Sentences"


def site_id() -> str:
    """Tells this site's files from those of another; the same for as long as its address is."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, settings.BASE_URL))


def export(translations: Iterable[Translation]) -> polib.POFile:
    """One file with each sentence of these translations, all into one language; a fixed number of queries.

    Raises ValueError where there is nothing to export, or where the languages differ.
    """
    translations = list(translations)
    found = sentences.of(translations)
    languages = {translation.target_locale.language_code for translation in translations}
    if len(languages) != 1:
        raise ValueError("A file is for one language: give translations into one.")
    po = polib.POFile(wrapwidth=0)
    po.metadata = _metadata(languages.pop(), len(found))
    po.extend(_entry(sentence) for sentence in found)
    return po


def _metadata(language: str, count: int) -> dict[str, str]:
    now = timezone.now().strftime("%Y-%m-%d %H:%M+0000")
    return {
        "POT-Creation-Date": now,
        "PO-Revision-Date": now,
        "Language": to_locale(language),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        SITE: site_id(),
        TARGET: language,
        COUNT: str(count),
    }


def _entry(sentence: Sentence) -> polib.POEntry:
    return polib.POEntry(
        msgctxt=sentence.address,
        msgid=one_line(sentence.source),
        msgstr=one_line(sentence.translated),
        tcomment=_comment(sentence),
    )


def _comment(sentence: Sentence) -> str:
    lines = [
        _("Text: %(title)s") % {"title": sentence.translation.source.object_repr},
        _("Place: %(field)s") % {"field": sentence.place.label},
    ]
    if sentence.place.longest:
        lines.append(_("At most %(number)d characters") % {"number": sentence.place.longest})
    if sentence.by_machine:
        lines.append(_("Translated by a machine: to be read and corrected."))
    return "\n".join(" ".join(one_line(line).split()) for line in lines)
