"""Pages that differ from what is live in nothing but a fact: another fact in its place, or a fact in the place of a number typed by hand.

That a fact has another value is no change of a page: the fact is signed off itself. This is about the pages in which one was put in.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, TaskState

from core.editor.today import Task
from core.publication.sign_off import SignOffError, words_of
from core.words import languages
from editorial import today
from editorial.sign_off.comparison import KEY
from facts.models import Fact
from facts.sentences.tokens import Facts
from facts.shelf import CHOOSERS, INLINE, TOKEN

FACT = re.compile(
    f"{re.sub(r'[?]P<[a-z]+>', '', INLINE.pattern)}|{re.sub(r'[?]P<[a-z]+>', '', TOKEN.pattern)}", re.DOTALL
)
# What a fact may stand in the place of: a fact, or a number with its unit.
NUMBER = r"[€$£]?\s?\d+(?:[\s.,'’]\d+)*(?:\s?(?:[€$£%]|\w{1,8}))?"
FORMER = rf"((?:{FACT.pattern})|{NUMBER})"
Swap = tuple[str, str]  # before, after, as they are stored
EMPTY = (None, "", [])


@dataclass(frozen=True)
class Alike:
    """One page that waits, as it is listed: `mark` stands for exactly these words of both sides."""

    state: int
    title: str
    url: str
    language: Any
    mark: str
    swaps: tuple[Swap, ...]  # as they are read


@dataclass(frozen=True)
class Group:
    """Pages in which the same facts were put in, two or more."""

    facts: list[str]
    texts: list[Alike]


def groups(user, now: datetime) -> list[Group]:
    """Of what the person decides on; a fixed number of queries, and one for each language."""
    waiting = {int(task.url.rstrip("/").rpartition("/")[2]): task for task in today.reviews(user, now)}
    changed = {state: swaps for state, *sides in _pairs(list(waiting)) if (swaps := between(*map(words_of, sides)))}
    read = _read(
        {(_code(waiting[state.pk]), side) for state, swaps in changed.items() for swap in swaps for side in swap}
    )
    found: dict[tuple[int, ...], list[Alike]] = defaultdict(list)
    for state, swaps in changed.items():
        keys = tuple(sorted({pk for _old, new in swaps for pk in _ids(new)}))
        found[keys].append(_alike(waiting[state.pk], state, swaps, read))
    names = Fact.objects.in_bulk({pk for keys in found for pk in keys})
    return [
        Group([names[pk].name for pk in keys if pk in names], texts) for keys, texts in found.items() if len(texts) > 1
    ]


def _pairs(states: list[int]) -> Iterator[tuple[TaskState, Revision, Revision]]:
    """(step, what is live, what was handed in) of each page that is live."""
    steps = TaskState.objects.filter(pk__in=states).select_related("revision").order_by("started_at", "pk")
    of_pages = ContentType.objects.get_for_model(Page).pk
    steps = [step for step in steps if step.revision.base_content_type_id == of_pages]
    pages = Page.objects.filter(pk__in=[int(step.revision.object_id) for step in steps], live=True)
    live = {str(page.pk): page for page in pages.select_related("live_revision", "latest_revision")}
    for step in steps:
        page = live.get(step.revision.object_id)
        if page and page.live_revision and page.latest_revision and _same_dates(page):
            step.before, step.after = page.live_revision, page.latest_revision
            yield step, step.before, step.after


def _same_dates(page: Page) -> bool:
    """A date of its own is read on the desk, beside the button that it changes."""
    before, after = page.live_revision.content, page.latest_revision.content
    return all(before.get(name) == after.get(name) for name in ("go_live_at", "expire_at"))


def between(before: Any, after: Any) -> list[Swap] | None:
    """What was put into whose place; None where anything else differs.

    A page that a program made is stored in other ways than its first save in the editor stores it: keys of paragraphs, fields that were
    never filled. Neither is a word.
    """
    if before == after or (before in EMPTY and after in EMPTY):
        return []
    if isinstance(before, dict) and isinstance(after, dict):
        parts = [_in_field(name, before.get(name), after.get(name)) for name in before | after]
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        parts = [between(*pair) for pair in zip(before, after, strict=True)]
    else:
        both_are_text = isinstance(before, str) and isinstance(after, str)
        return _in_text(KEY.sub("", before), KEY.sub("", after)) if both_are_text else None
    return None if None in parts else [swap for part in parts for swap in part]


def _in_field(name: str, before: Any, after: Any) -> list[Swap] | None:
    """A fact that a block shows is stored by its number; it is told as the token of the same fact."""
    if name in CHOOSERS and isinstance(before, int) and isinstance(after, int) and before != after:
        return [(f"{{fact:{before}}}", f"{{fact:{after}}}")]
    return between(before, after)


def _in_text(before: str, after: str) -> list[Swap] | None:
    if before == after:
        return []
    facts = [match[0] for match in FACT.finditer(after)]
    words = [re.escape(piece) for piece in _pieces(after)]
    match = re.fullmatch(FORMER.join(words), before, re.DOTALL) if facts else None
    if match is None:
        return None
    former = [before[match.start(number) : match.end(number)] for number in _outer(match, len(facts))]
    return [swap for swap in zip(former, facts, strict=True) if swap[0] != swap[1]]


def _pieces(text: str) -> list[str]:
    pieces, end = [], 0
    for match in FACT.finditer(text):
        pieces.append(text[end : match.start()])
        end = match.end()
    return [*pieces, text[end:]]


def _outer(match: re.Match, number: int) -> list[int]:
    """The groups that stand for whole places; each holds those of a fact."""
    each = len(match.groups()) // number
    return [1 + at * each for at in range(number)]


def _ids(stored: str) -> list[int]:
    return [int(match["id"]) for pattern in (INLINE, TOKEN) for match in pattern.finditer(stored)]


def _code(task: Task) -> str:
    return task.languages[0] if task.languages else languages.codes()[0]


def _alike(task: Task, state: TaskState, swaps: list[Swap], read: dict[tuple[str, str], str]) -> Alike:
    code, sides = _code(task), (state.before, state.after)
    mark = hashlib.sha256(repr([words_of(side) for side in sides]).encode()).hexdigest()
    pairs = dict.fromkeys((read[code, old], read[code, new]) for old, new in swaps)
    return Alike(state.pk, task.title, task.url, languages.language(code), mark, tuple(pairs))


def _read(stored: set[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Each as somebody reads it today, by its language; what has no value as it is stored."""
    found = {}
    for code in {code for code, _side in stored}:
        sides = [side for language, side in stored if language == code]
        tokens = [INLINE.sub(lambda match: f"{{fact:{match['id']}}}", side) for side in sides]
        said = Facts().in_language(tokens, code)
        found |= {(code, side): text or INLINE.sub(r"\g<text>", side) for side, text in zip(sides, said, strict=True)}
    return found


def approve(user, marks: dict[int, str], now: datetime) -> tuple[int, list[str]]:
    """(how many were approved, which were left out and why), each by itself, as it was listed."""
    listed = {text.state: text for group in groups(user, now) for text in group.texts}
    done, left = 0, []
    for state in TaskState.objects.filter(pk__in=marks).select_related("task", "revision").order_by("pk"):
        title = state.revision.object_str
        text = listed.get(state.pk)
        if text is None or text.mark != marks[state.pk]:
            left.append(_("“%(title)s” is left out: it is no longer as it was listed.") % {"title": title})
            continue
        try:
            state.task.specific.on_action(state, user, "approve", comment=_("Differs in nothing but a fact."))
            done += 1
        except SignOffError as refused:
            left.append(_("“%(title)s” is left out: %(reason)s") % {"title": title, "reason": refused.message})
    return done, left
