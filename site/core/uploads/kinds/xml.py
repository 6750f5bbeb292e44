"""XML read once from its beginning to its end; nothing of it is kept."""

from collections.abc import Callable

from defusedxml.ElementTree import DefusedXMLParser, ParseError

from core.uploads.faults import damaged_xml

CHUNK = 64 * 1024  # bytes
WRONG = (ParseError, ValueError, LookupError)  # `defusedxml` raises a ValueError for what could grow or call elsewhere
Seen = Callable[[str, dict[str, str]], None]


class _Target:
    def __init__(self, seen: Seen):
        self.start = lambda tag, attributes: seen(tag.rpartition("}")[2], attributes)

    def close(self) -> None:
        pass


def read(content, seen: Seen) -> None:
    """Call `seen` with the local name and the attributes of each element."""
    parser = DefusedXMLParser(target=_Target(seen))
    try:
        while chunk := content.read(CHUNK):
            parser.feed(chunk)
        parser.close()
    except WRONG as error:
        raise damaged_xml() from error


def value(attributes: dict[str, str], name: str) -> str:
    """The attribute of this local name."""
    return next((found for key, found in attributes.items() if key.rpartition("}")[2] == name), "")
