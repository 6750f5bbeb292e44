"""Whether a translation may be approved: its numbers are those of its source, and nothing of it is missing."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from core.sign_off import SignOffError
from editorial import drafting, parity
from editorial.sources import translation_of


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
    source, target = translation.source.locale.language_code, translation.target_locale.language_code
    segments = (
        StringSegment.objects.filter(source=translation.source).select_related("string", "context").order_by("order")
    )
    translated = {
        (found.translation_of_id, found.context_id): found
        for found in StringTranslation.objects.filter(
            context__object_id=translation.source.object_id, locale=translation.target_locale
        )
    }
    missing, in_error, findings, by_machine, total = [], [], [], 0, 0
    for segment in segments:
        total += 1
        found = translated.get((segment.string_id, segment.context_id))
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
    return Report(total, missing, in_error, by_machine, findings)


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
