"""Names the bleed in a PDF: Typst writes the box of the trimmed page and not the one around it (ISO 32000-1, section 14.11.2)."""

import re

PAGE = re.compile(rb"/TrimBox\[([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+)\]")
TABLE = re.compile(rb"xref\n0 (\d+)\n")
ENTRY = 20  # bytes of each line of the table
POINTS = 72 / 25.4  # in a millimetre


def with_bleed(pdf: bytes, millimetres: float) -> bytes:
    """The same file, each page of it with a BleedBox around its TrimBox. ValueError where no page has one."""
    inserts = [(match.end(), _bleed_box(match, millimetres)) for match in PAGE.finditer(pdf)]
    table = next(iter([*TABLE.finditer(pdf)][-1:]), None)
    if not inserts or table is None:
        raise ValueError("this is no file as Typst writes it")
    start = table.end()
    end = start + int(table[1]) * ENTRY
    moved = b"".join(_moved(pdf[at : at + ENTRY], inserts) for at in range(start, end, ENTRY))
    body = _inserted(pdf[: table.start()], inserts)
    trailer = pdf[end : pdf.rindex(b"startxref\n")]
    return body + table[0] + moved + trailer + b"startxref\n%d\n%%%%EOF" % len(body)


def _bleed_box(match: re.Match, millimetres: float) -> bytes:
    left, bottom, right, top = map(float, match.groups())
    out = millimetres * POINTS
    return b"/BleedBox[%.4f %.4f %.4f %.4f]" % (left - out, bottom - out, right + out, top + out)


def _inserted(body: bytes, inserts: list[tuple[int, bytes]]) -> bytes:
    parts, last = [], 0
    for at, text in inserts:
        parts += [body[last:at], text]
        last = at
    return b"".join([*parts, body[last:]])


def _moved(entry: bytes, inserts: list[tuple[int, bytes]]) -> bytes:
    """A line of the table with where its object begins now; a free one as it is."""
    if not entry.rstrip().endswith(b"n"):
        return entry
    offset = int(entry[:10])
    return b"%010d" % (offset + sum(len(text) for at, text in inserts if at <= offset)) + entry[10:]
