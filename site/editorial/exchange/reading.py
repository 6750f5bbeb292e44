"""What a file would change, or all for which it is refused."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import polib
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from wagtail.models import Locale
from wagtail_localize.models import Translation

from editorial.exchange import checks, files, sentences
from editorial.exchange.files import excerpt
from editorial.exchange.sentences import Sentence, loose
from editorial.exchange.writing import SITE, TARGET, site_id
from editorial.translation.sentence_facts import SentenceFacts
from intake.files import contents
from intake.problems import FileRefusedError, Problems

# wagtail-localize's own file of one translation, whose addresses are paths within it.
OF_ONE = "X-WagtailLocalize-TranslationID"

Refusal = Callable[[Translation], str]


@dataclass
class Reading:
    """What a file that was read changes."""

    changes: list[dict[str, Any]] = field(default_factory=list)
    unchanged: int = 0
    empty: int = 0


def read(file: UploadedFile, locale: Locale, refuse: Refusal, only: Translation | None = None) -> Reading:
    """Read a file of translations into a language, and change nothing. Raises FileRefusedError.

    `refuse` says of a translation why it may not be imported into, with nothing where it may. With `only`, that one
    translation alone may be.
    """
    po = files.parse(contents(file))
    _check_elsewhere(po, locale)
    reader = _Reader(po, locale, refuse, only)
    reader.read()
    if reader.problems:
        raise FileRefusedError(problems=reader.problems)
    return reader.reading


def _check_elsewhere(po: polib.POFile, locale: Locale) -> None:
    about = po.metadata
    if about.get(SITE) != site_id() and (SITE in about or OF_ONE not in about):
        reason = _("This file comes from another site: import it there.")
        raise FileRefusedError(reason, 1, about.get(SITE, ""), "site")
    code = _code(locale.language_code)
    # The second is the translation tool's own, which may add a country.
    given = [_code(about.get(TARGET, "")), _code(about.get("Language", code))]
    if SITE in about and (given[0] != code or given[1].split("-")[0] != code.split("-")[0]):
        reason = _("This file was exported for another language: import it into that one.")
        raise FileRefusedError(reason, 1, " ".join(given), "language")


def _code(language: str) -> str:
    return language.replace("_", "-").lower()


def unknown_text() -> str:
    return _("It belongs to no text that you may translate into this language: export the file again.")


class _Reader:
    """Goes through the entries of one file."""

    def __init__(self, po: polib.POFile, locale: Locale, refuse: Refusal, only: Translation | None):
        self.reading, self.problems, self.locale, self.only = Reading(), Problems(), locale, only
        self.prefix = "" if SITE in po.metadata else f"{po.metadata[OF_ONE]}:"
        self.entries = [entry for entry in po if not entry.obsolete]
        self.translations = self._translations()
        self.refusals = {key: refuse(found) for key, found in self.translations.items()}
        self.sentences = self._sentences()
        self.facts = SentenceFacts()
        self.seen: dict[tuple[str, int, int], tuple[str, int]] = {}
        self.told: set[str] = set()

    def read(self) -> None:
        for entry in self.entries:
            if self.problems.total >= files.MAX_PROBLEMS:
                return
            self._read(entry)

    def _address(self, entry: polib.POEntry) -> str:
        return self.prefix + (entry.msgctxt or "")

    def _translations(self) -> dict[str, Translation]:
        named = {self._address(entry).partition(":")[0] for entry in self.entries}
        enabled = Translation.objects.filter(target_locale=self.locale, enabled=True)
        if self.only:
            enabled = enabled.filter(pk=self.only.pk)
        wanted = [pk for pk, uuid in enabled.values_list("pk", "uuid") if str(uuid) in named]
        rows = Translation.objects.filter(pk__in=wanted).select_related(
            "source__locale", "source__specific_content_type", "target_locale"
        )
        return {str(row.uuid): row for row in rows}

    def _sentences(self) -> dict[tuple[str, str], Sentence]:
        """By their exact words, and by their words as they are compared where those are nobody else's."""
        found = sentences.of(row for key, row in self.translations.items() if not self.refusals[key])
        exact = {(sentence.address, sentence.source): sentence for sentence in found}
        return {(sentence.address, loose(sentence.source)): sentence for sentence in reversed(found)} | exact

    def _read(self, entry: polib.POEntry) -> None:
        target = sentences.one_line(entry.msgstr).strip()
        if entry.msgid_plural or entry.msgstr_plural:
            self._refuse(entry, "plural", _("It has plural forms, which no sentence of this site has."))
        elif not target:
            self.reading.empty += 1
        elif entry.fuzzy:
            self._refuse(entry, "fuzzy", _("It is marked as uncertain (fuzzy): check it, and take the mark off."))
        elif not entry.msgctxt:
            self._refuse(
                entry, "address", _("Its msgctxt is missing, which says where it belongs: export the file again.")
            )
        else:
            self._read_words(entry, target)

    def _read_words(self, entry: polib.POEntry, target: str) -> None:
        address = self._address(entry)
        key = address.partition(":")[0]
        if key not in self.translations or self.refusals[key]:
            self._refuse_text(entry, key)
            return
        sentence = self.sentences.get((address, entry.msgid)) or self.sentences.get((address, loose(entry.msgid)))
        if sentence is None:
            self._refuse(
                entry,
                "source",
                _("The source changed, and has this sentence no more: export again, and translate the new one."),
            )
        elif not self._repeats(entry, sentence, target):
            self._compare(entry, sentence, target)

    def _refuse_text(self, entry: polib.POEntry, key: str) -> None:
        """A text that may not be changed is told of once, at its first sentence."""
        if key in self.told:
            return
        self.told.add(key)
        unknown = _("It belongs to another text than this one: import the file there.") if self.only else unknown_text()
        self._refuse(entry, "reach", self.refusals.get(key) or unknown)

    def _repeats(self, entry: polib.POEntry, sentence: Sentence, target: str) -> bool:
        key = (sentence.address, sentence.string_id, sentence.context_id)
        first, line = self.seen.setdefault(key, (target, entry.linenum))
        if first != target:
            self._refuse(
                entry,
                "duplicate",
                _("It is translated in another way at line %(line)d: keep one of the two.") % {"line": line},
            )
        return line != entry.linenum

    def _compare(self, entry: polib.POEntry, sentence: Sentence, target: str) -> None:
        if loose(target) == loose(sentence.translated):
            self.reading.unchanged += 1
            return
        language = sentence.translation.source.locale.language_code
        found = checks.faults(
            sentence.source,
            language,
            target,
            self.locale.language_code,
            longest=sentence.place.longest,
            fact_of=self.facts.of(sentence.attributes),
        )
        for fault in found:
            if fault.blocks:
                self._refuse(entry, fault.kind, fault.reason)
        self.reading.changes.append(
            {
                "translation": str(sentence.translation.uuid),
                "title": sentence.translation.source.object_repr,
                "place": sentence.place.label,
                "string": sentence.string_id,
                "context": sentence.context_id,
                "source": sentence.source,
                "old": sentence.translated,
                "new": target,
                "notes": [fault.reason for fault in found if not fault.blocks],
            }
        )

    def _refuse(self, entry: polib.POEntry, kind: str, reason: str) -> None:
        self.problems.add(entry.linenum, reason, excerpt(entry.msgid), kind)
