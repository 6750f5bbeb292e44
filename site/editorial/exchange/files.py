"""From what somebody uploaded to a PO file, or to the lines that are wrong with it.

The time is in proportion to the size, whatever the bytes are.
"""

import codecs
import re

import polib
from django.utils.translation import gettext as _

from editorial.exchange.checks import CONTROL
from editorial.exchange.sentences import one_line
from intake import files
from intake.problems import FileRefusedError, Problems

# From one keyword to the next, comments included: polib joins the lines of an entry one by one.
MAX_ENTRY = 20_000
# Whoever sees so many needs to see no more.
MAX_PROBLEMS = 1000

_KEYWORD = re.compile(r"\s*(?:#~\s*)?(msg\w+)")
_LINE = re.compile(r'\s*(?:#.*|(?:msg(?:ctxt|id|id_plural|str|str\[\d\])\s+)?"(?:[^"\\]|\\.)*"\s*|)$')
_CHARSET = re.compile(r"charset=\"?([\w.:-]+)", re.IGNORECASE)


def parse(data: bytes) -> polib.POFile:
    """The PO file that these bytes are. Raises FileRefusedError."""
    text = _decoded(data)
    _check_header(text)
    if wrong := _wrong_lines(text):
        raise FileRefusedError(problems=wrong)
    po = _parsed(text)
    charset = _CHARSET.search(po.metadata.get("Content-Type", ""))
    if charset is None or charset[1].lower() not in ("utf-8", "utf8"):
        reason = _("The header does not say that the file is in UTF-8: save it as UTF-8 in the translation tool.")
        raise FileRefusedError(reason, 1, charset[0] if charset else "", "encoding")
    return po


def _decoded(data: bytes) -> str:
    reason = _("The file is not in UTF-8: save it as UTF-8 in the translation tool, and upload it again.")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in data:
        raise FileRefusedError(reason, 1, kind="encoding")
    return files.utf8(data, reason).replace("\r\n", "\n").replace("\r", "\n")


def _check_header(text: str) -> None:
    first = next((line for line in text.split("\n") if _KEYWORD.match(line)), "")
    if not re.fullmatch(r'\s*msgid\s+""\s*', first):
        reason = _("This is not a PO file, or its header is missing: upload the file as the translation tool saved it.")
        raise FileRefusedError(reason, 1, kind="header")


def _wrong_lines(text: str) -> Problems:
    wrong, length = Problems(), 0
    for number, line in enumerate(text.split("\n"), 1):
        length = len(line) + (0 if _KEYWORD.match(line) else length)
        if CONTROL.search(line):
            wrong.add(number, _("An invisible control character is in it: remove it."), excerpt(line), "control")
        elif not _LINE.match(one_line(line)):
            wrong.add(number, _syntax(), excerpt(line), "syntax")
        elif length > MAX_ENTRY:
            wrong.add(number, _("This entry is too long to be a sentence of this site."), excerpt(line), "size")
            break
        if wrong.total >= MAX_PROBLEMS:
            break
    return wrong


def _parsed(text: str) -> polib.POFile:
    # polib opens the file of that name where its text is one: no name holds a NUL, and a last comment is left out.
    try:
        return polib.pofile(one_line(text) + "\n# \0", encoding="utf-8")
    except OSError as error:
        found = re.search(r"line (\d+)", str(error))
        number = int(found[1]) if found else 1
        raise FileRefusedError(_syntax(), number, excerpt(text.split("\n")[number - 1]), "syntax") from None


def _syntax() -> str:
    return _(
        "This line is not valid in a PO file: a quotation mark is missing, is one too many, or has no \\ before it."
    )


def excerpt(text: str) -> str:
    """How a sentence begins, to find it by."""
    text = " ".join(CONTROL.sub("�", text).split())
    return text if len(text) <= 100 else f"{text[:99]}…"
