"""One difference between a sentence and its translation, and the words in which it is told."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from core.words import plain_text

# What only a person can judge: it holds the approval back until somebody confirms the sentence.
SENSES = frozenset(
    {
        "negation",
        "exception",
        "inclusion",
        "since",
        "until",
        "choice",
        "order",
        "weekday",
        "roman",
        "fraction",
        "sign",
        "beside",
        "figure",
        "worded",
    }
)


@dataclass(frozen=True)
class Problem:
    """One difference; `source` and `target` as written, empty on the side that does not say it."""

    kind: str  # "missing", "added", "unit", "ordinal", "bound", "fact", "unread" or one of SENSES
    source: str
    target: str
    sentence: str = field(default="", compare=False)  # of several: the one of the side that does not say it

    @property
    def is_sense(self) -> bool:
        """Whether a person may confirm that the sentence is right as it is."""
        return self.kind in SENSES

    @property
    def message(self) -> str:
        """One sentence for the translator and for the one who approves."""
        values = {"source": self.source, "target": self.target, "text": self.source or self.target}
        values = {name: plain_text.quoted(said) for name, said in (values | {"sentence": self.sentence}).items()}
        special = _of_kind(self.kind, bool(self.source), bool(self.target), bool(self.sentence))
        if special:
            return special % values
        if self.source and self.target:
            return _("The source says “%(source)s”, the translation “%(target)s”.") % values
        if self.source:
            return _("The source says “%(source)s”, the translation does not.") % values
        return _("The translation says “%(target)s”, the source does not.") % values


def on(side: int, shown: str) -> tuple[str, str]:
    """(source, target) of what one side says alone."""
    return ("", shown) if side else (shown, "")


def _of_kind(kind: str, in_source: bool, in_target: bool, in_sentence: bool) -> str:
    """The sentence of a kind that has one of its own."""
    if kind == "negation":
        return _of_negation(in_source, in_target, in_sentence)
    if kind == "unread":
        return _("“%(text)s” is a number in words that is not compared: compare it yourself.")
    if kind == "worded":
        return _(
            "“%(text)s” is a sum, a term or an age in words, which is not compared: confirm that both say the same."
        )
    if kind == "bound":
        return _("The limit is not the same: the source says “%(source)s”, the translation “%(target)s”.")
    if kind == "fact" and in_source:
        return _("The source holds “%(source)s”, a fact or a link that the translation has lost.")
    if kind == "fact":
        return _("The translation holds “%(target)s”, a fact or a link that the source does not have.")
    if kind == "order":
        return _("The order is turned round: the source says “%(source)s”, the translation “%(target)s”.")
    if kind == "figure":
        return _("“%(text)s” stands on one side alone in figures: compare it with the words of the other side.")
    return ""


def _of_negation(in_source: bool, in_target: bool, in_sentence: bool) -> str:
    if in_source and in_target:
        return _("The source says “%(source)s”, the translation “%(target)s”: it may be the opposite.")
    if in_source and in_sentence:
        return _("The source says “%(source)s”; its translation “%(sentence)s” has no negation.")
    if in_source:
        return _("The source says “%(source)s”; the translation has no negation.")
    if in_sentence:
        return _("The translation says “%(target)s”; its source “%(sentence)s” has no negation.")
    return _("The translation says “%(target)s”; the source has no negation.")
