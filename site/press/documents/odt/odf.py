"""Elements of OpenDocument (ODF 1.3, part 3), written with the prefixes that the standard uses."""

from lxml import etree

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = {
    "office": f"{OASIS}office:1.0",
    "text": f"{OASIS}text:1.0",
    "table": f"{OASIS}table:1.0",
    "draw": f"{OASIS}drawing:1.0",
    "style": f"{OASIS}style:1.0",
    "fo": f"{OASIS}xsl-fo-compatible:1.0",
    "svg": f"{OASIS}svg-compatible:1.0",
    "meta": f"{OASIS}meta:1.0",
    "manifest": f"{OASIS}manifest:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",  # what ODF 1.3 has no word for
}


def name(prefixed: str) -> str:
    prefix, _colon, local = prefixed.partition(":")
    return f"{{{SPACES[prefix]}}}{local}"


def element(kind: str, attributes: dict[str, str] | None = None, *content: "etree._Element | str") -> etree._Element:
    """`element("text:p", {"text:style-name": "Title"}, "Words", another)`."""
    made = etree.Element(name(kind), {name(key): value for key, value in (attributes or {}).items()}, nsmap=SPACES)
    for one in content:
        if not isinstance(one, str):
            made.append(one)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + one
        else:
            made.text = (made.text or "") + one
    return made


def serialised(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
