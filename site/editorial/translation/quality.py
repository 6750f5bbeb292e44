"""Whether a translation may be approved: its numbers are those of its source, and nothing of it is missing.

Where what is said round a number seems to differ, a person who wrote none of it confirms the sentence (`confirmations`).
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from core.publication.sign_off import SignOffError
from core.words import plain_text
from editorial.translation import confirmations, drafting
from editorial.translation.confirmations import Doubt
from editorial.translation.sentence_facts import SentenceFacts
from editorial.translation.sources import translation_of
from facts import parity


@dataclass(frozen=True)
class Finding:
    """One thing about one sentence; only what `blocks` keeps the translation from being approved."""

    source: str
    target: str
    message: str
    blocks: bool
    kind: str = ""

    @property
    def is_sense(self) -> bool:
        return self.kind in parity.SENSES


@dataclass(frozen=True)
class Wrong:
    """A sentence with all that is said of it."""

    target: str
    message: str

    @property
    def quoted(self) -> str:
        return plain_text.quoted(self.target)


def by_sentence(findings: list[Finding]) -> list[Wrong]:
    """Each sentence once, in its order."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for finding in findings:
        found[finding.source, finding.target].append(finding.message)
    return [Wrong(target, " ".join(dict.fromkeys(said))) for (_source, target), said in found.items()]


@dataclass(frozen=True)
class Report:
    """The state of a translation's sentences."""

    total: int
    missing: list[str]
    in_error: list[Finding]
    by_machine: int
    findings: list[Finding]
    doubts: list[Doubt] = field(default_factory=list)

    @property
    def translated(self) -> int:
        return self.total - len(self.missing)

    @property
    def is_complete(self) -> bool:
        return not self.missing and not self.in_error

    @property
    def mismatches(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.blocks]

    @property
    def other_numbers(self) -> list[Finding]:
        """What is refused whoever says that it is right."""
        return [finding for finding in self.mismatches if not finding.is_sense]

    @property
    def unconfirmed(self) -> list[Doubt]:
        return [doubt for doubt in self.doubts if not doubt.is_confirmed]


def report(translation: Translation) -> Report:
    """Read every sentence of a translation beside that of its source, in two queries; in three where one is in doubt.

    One more, where facts stand in another order.
    """
    return reports([translation])[translation.pk]


def reports(translations: list[Translation]) -> dict[int, Report]:
    """{translation: the state of its sentences}, in two queries for all of them, or up to four."""
    segments = defaultdict(list)
    sources = {translation.source_id for translation in translations}
    for segment in StringSegment.objects.filter(source__in=sources).select_related("string", "context"):
        segments[segment.source_id].append(segment)
    found = StringTranslation.objects.filter(
        context__object_id__in={translation.source.object_id for translation in translations},
        locale__in={translation.target_locale_id for translation in translations},
    )
    said = {(one.translation_of_id, one.context_id, one.locale_id): one for one in found}
    facts = SentenceFacts()
    found = {one.pk: _report(one, segments[one.source_id], said, facts) for one in translations}
    in_doubt = [one for one in translations if any(finding.is_sense for finding in found[one.pk].findings)]
    confirmed = confirmations.of(in_doubt) if in_doubt else {}
    return found | {one.pk: _with_doubts(found[one.pk], one.pk, confirmed) for one in in_doubt}


def _with_doubts(report: Report, translation: int, confirmed: dict) -> Report:
    """A confirmation holds for the kinds of doubt that were asked about."""
    by_sentence: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in report.findings:
        if finding.is_sense:
            by_sentence[finding.source, finding.target].append(finding)
    doubts = [_doubt(translation, *sentence, found, confirmed) for sentence, found in by_sentence.items()]
    settled = {(doubt.source, doubt.target) for doubt in doubts if doubt.is_confirmed}
    findings = [
        replace(one, blocks=False) if one.is_sense and (one.source, one.target) in settled else one
        for one in report.findings
    ]
    return replace(report, findings=findings, doubts=doubts)


def _doubt(translation: int, source: str, target: str, found: list[Finding], confirmed: dict) -> Doubt:
    digest, kinds = confirmations.digest_of(source, target), frozenset(finding.kind for finding in found)
    confirmation = confirmed.get((translation, digest))
    if confirmation and not kinds <= set(confirmation.kinds):
        confirmation = None
    messages = tuple(dict.fromkeys(finding.message for finding in found))
    return Doubt(digest, source, target, kinds, messages, confirmation)


def _report(translation: Translation, segments: list[StringSegment], said: dict, facts: SentenceFacts) -> Report:
    source, target = translation.source.locale.language_code, translation.target_locale.language_code
    missing, in_error, findings, by_machine = [], [], [], 0
    for segment in sorted(segments, key=lambda segment: segment.order):
        found = said.get((segment.string_id, segment.context_id, translation.target_locale_id))
        if found is None:
            missing.append(segment.string.data)
            continue
        if found.has_error:
            in_error.append(Finding(segment.string.data, found.data, found.get_error() or _("It is not valid."), True))
        by_machine += found.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE
        findings += [
            Finding(segment.string.data, found.data, problem.message, problem.kind != "unread", problem.kind)
            for problem in parity.problems(segment.string.data, source, found.data, target, facts.of(segment.attrs))
        ]
    return Report(len(segments), missing, in_error, by_machine, findings)


def is_incomplete(instance) -> bool:
    """Whether it is a translation that lacks a sentence, or has one that is not valid."""
    translation = translation_of(instance)
    return translation is not None and translation.enabled and not report(translation).is_complete


def refuse_unfit(
    translation: Translation | None, target, words: str, *, incomplete_is_fit: bool, doubted_is_fit: bool = False
) -> bool:
    """SignOffError where a translation of these words (a digest) may not be approved; else whether it is incomplete.

    A source, which no translation makes, is always fit. What is handed in may be in doubt: those who review it confirm it.
    """
    if translation is None or not translation.enabled:
        return False
    if not drafting.is_current(translation, target, words):
        raise SignOffError(
            _("The source or a sentence has changed since this was submitted: have it handed in again as it is now.")
        )
    state = report(translation)
    if wrong := by_sentence(state.other_numbers):
        raise SignOffError(
            ngettext(
                "%(count)d sentence differs from its source in a number, unit or date: %(message)s See “%(sentence)s”.",
                "%(count)d sentences differ from their source in a number, unit or date. The first: %(message)s See “%(sentence)s”.",
                len(wrong),
            )
            % {"count": len(wrong), "message": wrong[0].message, "sentence": wrong[0].quoted}
        )
    if state.unconfirmed and not doubted_is_fit:
        first = state.unconfirmed[0]
        raise SignOffError(
            ngettext(
                "%(count)d sentence may say something else than its source: %(message)s See “%(sentence)s”. Somebody who may approve the text and wrote nothing of it confirms it in the translation’s editor, or has it corrected.",
                "%(count)d sentences may say something else than their source. The first: %(message)s See “%(sentence)s”. Somebody who may approve the text and wrote nothing of it confirms them in the translation’s editor, or has them corrected.",
                len(state.unconfirmed),
            )
            % {
                "count": len(state.unconfirmed),
                "message": first.messages[0],
                "sentence": plain_text.quoted(first.target),
            }
        )
    if not state.is_complete and not incomplete_is_fit:
        raise SignOffError(
            _(
                "%(done)d of %(total)d sentences are translated and valid: have the others translated, or say when you publish that it may go live incomplete."
            )
            % {"done": state.translated - len(state.in_error), "total": state.total}
        )
    return not state.is_complete
