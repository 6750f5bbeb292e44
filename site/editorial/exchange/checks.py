"""What is wrong with one translated sentence, beside the sentence that it translates."""

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.words import plain_text
from facts import parity

# Of C0 and C1, all but tab and the ends of lines.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*?)(/?)>")
_WITHOUT_WORDS = re.compile(r"<([a-zA-Z]+)[^<>]*>\s*</\1>")
_SCRIPT = re.compile(
    r"</?\s*(?:script|style|iframe|object|embed|svg|form)\b|\bon[a-z]{3,}\s*=|(?:java|vb)script\s*:|\bdata\s*:\s*\w+/",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(r"%\(\w+\)[a-zA-Z]|\{[^{}]*\}")
VOID = {"br"}


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong; what does not `block` is only for a person to look at."""

    kind: str
    reason: str
    blocks: bool = True


def faults(
    source: str,
    source_language: str,
    target: str,
    target_language: str,
    longest: int | None = None,
    fact_of: parity.FactOf = parity.unknown,
) -> list[Fault]:
    """All that is wrong with a sentence, in characters as they are in wagtail-localize: HTML, even of plain text."""
    found = [*_controls(target), *_scripts(source, target)]
    if found:
        return found
    marks = [*_tags(source, target), *_placeholders(source, target)]
    differences = parity.problems(source, source_language, target, target_language, fact_of)
    numbers = _numbers(differences, with_facts=not marks)
    return [*marks, *_length(source, target, longest), *numbers]


def _controls(target: str) -> Iterator[Fault]:
    if CONTROL.search(html.unescape(target)):
        yield Fault("control", _("An invisible control character is in it: remove it."))
    elif reason := plain_text.refusal(target):
        yield Fault("unseen", reason)


def _scripts(source: str, target: str) -> Iterator[Fault]:
    known = set(_SCRIPT.findall(html.unescape(source)))
    found = [match for match in _SCRIPT.findall(html.unescape(target)) if match not in known]
    if found:
        yield Fault(
            "script", _("It has code in it (%(code)s): only words and the source’s tags may be.") % {"code": found[0]}
        )


def _tags(source: str, target: str) -> Iterator[Fault]:
    wanted, given = _tags_of(source), _tags_of(target)
    missing, added = Counter(wanted) - Counter(given), Counter(given) - Counter(wanted)
    if missing:
        yield Fault("tags", _("Tags of the source are missing: put in %(tags)s.") % {"tags": _listed(missing)})
    if added:
        yield Fault("tags", _("Tags that the source does not have: take out %(tags)s.") % {"tags": _listed(added)})
    if "<" in _TAG.sub("", target):
        yield Fault("tags", _("A “<” begins no tag: complete the tag, or write &lt; for the sign."))
    elif not missing and not added and not _is_nested(target):
        yield Fault("tags", _("The tags overlap: close the one that was opened last first, as the source does."))
    elif _WITHOUT_WORDS.search(target) and not _WITHOUT_WORDS.search(source):
        yield Fault("tags", _("A tag has no words in it: put those that it is for between its beginning and its end."))


def _tags_of(text: str) -> list[str]:
    return [_tag(*match.groups()) for match in _TAG.finditer(text)]


def _tag(closing: str, name: str, attributes: str, end: str) -> str:
    """The tag as it is compared: letter case of its name, spaces and kind of quotes make no difference."""
    name = name.lower()
    attributes = " ".join(["", *attributes.split()]).replace("'", '"')
    return f"<{closing}{name}{attributes}{'/' if name in VOID and not closing else end}>"


def _listed(tags: Counter) -> str:
    return " ".join(tag for tag in sorted(tags.elements()))


def _is_nested(text: str) -> bool:
    opened: list[str] = []
    for closing, name in ((match[1], match[2].lower()) for match in _TAG.finditer(text)):
        if name in VOID:
            continue
        if not closing:
            if name == "a" and "a" in opened:
                return False
            opened.append(name)
        elif not opened or opened.pop() != name:
            return False
    return not opened


def _placeholders(source: str, target: str) -> Iterator[Fault]:
    wanted, given = Counter(_PLACEHOLDER.findall(source)), Counter(_PLACEHOLDER.findall(target))
    if wanted - given:
        yield Fault(
            "placeholders",
            _("The placeholder %(name)s is missing: put it in as it is in the source.")
            % {"name": _listed(wanted - given)},
        )
    if given - wanted:
        yield Fault(
            "placeholders",
            _("The placeholder %(name)s is not in the source: take it out.") % {"name": _listed(given - wanted)},
        )


def _length(source: str, target: str, longest: int | None) -> Iterator[Fault]:
    length = len(words(target))
    limit = longest or 5 * len(source) + 200
    if length > limit:
        yield Fault(
            "length",
            _("It has %(length)d characters, and its place takes %(limit)d: shorten it.")
            % {"length": length, "limit": limit},
        )


def words(text: str) -> str:
    """The sentence as a reader sees it, without tags."""
    return html.unescape(_TAG.sub(lambda tag: "\n" if tag[2].lower() in VOID else "", text))


def _numbers(differences: list[parity.Problem], *, with_facts: bool) -> Iterator[Fault]:
    """A lost fact or link is not told of twice, as tags are compared already; a sense in doubt holds the approval back alone."""
    for problem in differences:
        if problem.is_sense:
            asked = _("Somebody has to confirm the sentence before it is approved.")
            yield Fault("sense", f"{problem.message} {asked}", blocks=False)
        elif with_facts or problem.kind != "fact":
            yield Fault("numbers", problem.message, blocks=problem.kind != "unread")
