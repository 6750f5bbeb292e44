"""Parts of office documents and drawings, read and written anew: no comments, no instructions, no document type."""

from collections.abc import Iterator

from lxml import etree

from core.uploads.faults import damaged_xml, too_large

LARGEST = 64 * 1024 * 1024  # bytes of a part: it takes ten times as many in memory
INKSCAPE = (
    "sodipodi",
    "inkscape",
    "rdf-syntax",
    "creativecommons",
    "purl.org/dc",
    "adobe.com",
    "bohemiancoding",
    "serif.com",
)


def read(data: bytes) -> etree._Element:
    if len(data) > LARGEST:
        raise too_large(LARGEST)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged_xml() from error
    if root.getroottree().docinfo.internalDTD is not None and root.getroottree().docinfo.internalDTD.entities():
        raise damaged_xml()
    return root


def written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def elements(root: etree._Element) -> Iterator[etree._Element]:
    """All, in a list of their own: whoever walks may remove."""
    return iter([one for one in root.iter() if isinstance(one.tag, str)])


def local(name: str) -> str:
    return name.rpartition("}")[2]


def remove(one: etree._Element) -> None:
    """With what it alone was in; what follows it stays."""
    parent = one.getparent()
    if parent is None:
        return
    if one.tail and one.tail.strip():
        before = one.getprevious()
        if before is None:
            parent.text = (parent.text or "") + one.tail
        else:
            before.tail = (before.tail or "") + one.tail
    parent.remove(one)


def bare_drawing(data: bytes) -> bytes:
    """An SVG without what drawing programs note."""
    root = read(data)
    for one in elements(root):
        if local(one.tag) == "metadata" or any(name in one.tag for name in INKSCAPE):
            remove(one)
            continue
        for name in list(one.attrib):
            if any(known in name for known in INKSCAPE) or local(name).startswith("data-"):
                del one.attrib[name]
    etree.cleanup_namespaces(root)
    return written(root)
