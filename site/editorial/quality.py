"""Whether a translation may be approved: its numbers are those of its source, and nothing of it is missing."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from core.sign_off import SignOffError
from editorial import drafting
from editorial.sources import translation_of
from facts import parity


@dataclass(frozen=True)
class Finding:
    """One thing about one sentence; only what `blocks` keeps the translation from being approved."""

    source: str
    target: str
    message: str
    blocks: bool


@dataclass(frozen=True)
class Report:
    """The state of a translation's sentences."""

    total: int
    missing: list[str]
    in_error: list[Finding]
    by_machine: int
    findings: list[Finding]

    @property
    def translated(self) -> int:
        return self.total - len(self.missing)

    @property
    def is_complete(self) -> bool:
        return not self.missing and not self.in_error

    @property
    def mismatches(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.blocks]


def report(translation: Translation) -> Report:
    """Read every sentence of a translation beside that of its source, in two queries."""
    return reports([translation])[translation.pk]


def reports(translations: list[Translation]) -> dict[int, Report]:
    """{translation: the state of its sentences}, in two queries for all of them."""
    segments = defaultdict(list)
    sources = {translation.source_id for translation in translations}
    for segment in StringSegment.objects.filter(source__in=sources).select_related("string", "context"):
        segments[segment.source_id].append(segment)
    found = StringTranslation.objects.filter(
        context__object_id__in={translation.source.object_id for translation in translations},
        locale__in={translation.target_locale_id for translation in translations},
    )
    said = {(one.translation_of_id, one.context_id, one.locale_id): one for one in found}
    return {one.pk: _report(one, segments[one.source_id], said) for one in translations}


def _report(translation: Translation, segments: list[StringSegment], said: dict) -> Report:
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
            Finding(segment.string.data, found.data, problem.message, problem.kind != "unread")
            for problem in parity.problems(segment.string.data, source, found.data, target)
        ]
    return Report(len(segments), missing, in_error, by_machine, findings)


def refuse_unfit(instance, words: str, *, incomplete_is_fit: bool) -> bool:
    """SignOffError where a translation of these words (a digest) may not be approved; else whether it is incomplete.

    A source is always fit.
    """
    translation = translation_of(instance)
    if translation is None or not translation.enabled:
        return False
    if not drafting.is_current(translation, words):
        raise SignOffError(
            _("The source or a sentence has changed since this was submitted: have it handed in again as it is now.")
        )
    state = report(translation)
    if state.mismatches:
        first = state.mismatches[0]
        raise SignOffError(
            ngettext(
                "%(count)d sentence differs from its source in a number, unit or date: %(message)s See “%(sentence)s”.",
                "%(count)d sentences differ from their source in a number, unit or date. The first: %(message)s See “%(sentence)s”.",
                len(state.mismatches),
            )
            % {"count": len(state.mismatches), "message": first.message, "sentence": first.target}
        )
    if not state.is_complete and not incomplete_is_fit:
        raise SignOffError(
            _(
                "%(done)d of %(total)d sentences are translated and valid: have the others translated, or say when you publish that it may go live incomplete."
            )
            % {"done": state.translated - len(state.in_error), "total": state.total}
        )
    return not state.is_complete
