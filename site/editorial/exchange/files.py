"""From the bytes that somebody uploaded to a PO file, or to the lines that are wrong with it.

The time is in proportion to the size, whatever the bytes are.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import polib
from django.utils.translation import gettext as _

from editorial.exchange.checks import CONTROL
from editorial.exchange.sentences import one_line

MAX_BYTES = 5 * 1024 * 1024
# From one keyword to the next, comments included: polib joins the lines of an entry one by one.
MAX_ENTRY = 20_000
# Whoever sees so many needs to see no more.
MAX_PROBLEMS = 1000

_KEYWORD = re.compile(r"\s*(?:#~\s*)?(msg\w+)")
_LINE = re.compile(r'\s*(?:#.*|(?:msg(?:ctxt|id|id_plural|str|str\[\d\])\s+)?"(?:[^"\\]|\\.)*"\s*|)$')
_CHARSET = re.compile(r"charset=\"?([\w.:-]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Problem:
    """Something for which a file is refused: where, how it begins, and what to do about it."""

    line: int
    kind: str
    sentence: str
    reason: str


class UnreadableError(Exception):
    """A file of which no entry can be read; `problems` says why."""

    def __init__(self, *problems: Problem):
        super().__init__(len(problems))
        self.problems = list(problems)


def parse(data: bytes) -> polib.POFile:
    """The PO file that these bytes are. Raises UnreadableError."""
    if len(data) > MAX_BYTES:
        raise UnreadableError(
            Problem(
                1,
                "size",
                "",
                _("The file is larger than %(limit)d MB: import it in several parts.") % {"limit": MAX_BYTES >> 20},
            )
        )
    text = _decoded(data)
    wrong = [*_not_po(text)] or [*islice(_wrong_lines(text), MAX_PROBLEMS)]
    if wrong:
        raise UnreadableError(*wrong)
    po = _parsed(text)
    charset = _CHARSET.search(po.metadata.get("Content-Type", ""))
    if charset is None or charset[1].lower() not in ("utf-8", "utf8"):
        raise UnreadableError(
            Problem(
                1,
                "encoding",
                charset[0] if charset else "",
                _("The header does not say that the file is in UTF-8: save it as UTF-8 in the translation tool."),
            )
        )
    return po


def _decoded(data: bytes) -> str:
    reason = _("The file is not in UTF-8: save it as UTF-8 in the translation tool, and upload it again.")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in data:
        raise UnreadableError(Problem(1, "encoding", "", reason))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(Problem(data.count(b"\n", 0, error.start) + 1, "encoding", "", reason)) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _not_po(text: str) -> Iterator[Problem]:
    first = next((line for line in text.split("\n") if _KEYWORD.match(line)), "")
    if not re.fullmatch(r'\s*msgid\s+""\s*', first):
        yield Problem(
            1,
            "header",
            "",
            _("This is not a PO file, or its header is missing: upload the file as the translation tool saved it."),
        )


def _wrong_lines(text: str) -> Iterator[Problem]:
    length = 0
    for number, line in enumerate(text.split("\n"), 1):
        length = len(line) + (0 if _KEYWORD.match(line) else length)
        if CONTROL.search(line):
            yield Problem(number, "control", excerpt(line), _("An invisible control character is in it: remove it."))
        elif not _LINE.match(one_line(line)):
            yield _syntax(number, line)
        elif length > MAX_ENTRY:
            yield Problem(number, "size", excerpt(line), _("This entry is too long to be a sentence of this site."))
            return


def _parsed(text: str) -> polib.POFile:
    # polib opens the file of that name where its text is one: no name holds a NUL, and a last comment is left out.
    try:
        return polib.pofile(one_line(text) + "\n# \0", encoding="utf-8")
    except OSError as error:
        found = re.search(r"line (\d+)", str(error))
        number = int(found[1]) if found else 1
        raise UnreadableError(_syntax(number, text.split("\n")[number - 1])) from None


def _syntax(number: int, line: str) -> Problem:
    return Problem(
        number,
        "syntax",
        excerpt(line),
        _("This line is not valid in a PO file: a quotation mark is missing, is one too many, or has no \\ before it."),
    )


def excerpt(text: str) -> str:
    """How a sentence begins, to find it by."""
    text = " ".join(CONTROL.sub("�", text).split())
    return text if len(text) <= 100 else f"{text[:99]}…"
