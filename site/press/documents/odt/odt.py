"""A document as an OpenDocument text of A4 pages, to be edited."""

from pathlib import Path
from string import Template
from xml.sax.saxutils import escape

from django.utils import translation
from django.utils.translation import gettext as _

from press.composition import fonts
from press.documents import archive, cover, tree, wording
from press.documents.inks import inks
from press.documents.odt.odf import element, serialised
from press.documents.odt.odt_blocks import blocks
from press.documents.odt.odt_body import Body, paragraph
from press.documents.tree import Document, Run

STYLES = Template((Path(__file__).parent / "odt_styles.xml").read_text("utf-8"))
MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
KINDS = {".xml": "text/xml", ".png": "image/png", ".jpeg": "image/jpeg"}


def odt(document: Document) -> bytes:
    """PressError names what cannot be made, and where."""
    tree.check(document)
    body = Body(document.language, inks(document.voice))
    with translation.override(document.language):
        content = _content(document, body)
    parts = {"content.xml": content, "styles.xml": _styles(document), "meta.xml": _meta(document), **body.files}
    parts = {"mimetype": MEDIA_TYPE.encode(), **parts, "META-INF/manifest.xml": _manifest([*parts])}
    return archive.packed(parts, stored=("mimetype",))


def _content(document: Document, body: Body) -> bytes:
    words = [paragraph("Title", wording.cleaned(document.title))]
    if document.subtitle:
        words.append(paragraph("Subtitle", wording.cleaned(document.subtitle)))
    for name, value in cover.facts(document):
        words.append(paragraph("Facts", *body.spans((Run(f"{name} "), Run(value, bold=True)))))
    inner = blocks(body, document.blocks)
    if document.contents:
        words += [_contents(body.headings), paragraph("Page_20_Break")]
    text = element("office:text", {}, *words, *inner)
    styles = element("office:automatic-styles", {}, *body.styles.values())
    version = {"office:version": "1.3"}
    return serialised(element("office:document-content", version, styles, element("office:body", {}, text)))


def _contents(headings: list[tuple[str, int, str]]):
    """The same list as an editor makes anew from the headings; its pages are counted when the file is opened."""
    entries = []
    for mark, level, text in headings:
        if level <= 2:
            page = element("text:bookmark-ref", {"text:reference-format": "page", "text:ref-name": mark}, "1")
            told = {"xlink:type": "simple", "xlink:href": f"#{mark}", "text:style-name": "Index_20_Link"}
            link = element("text:a", told, text)
            entries.append(paragraph(f"Contents_20_{level}", link, element("text:tab"), page))
    title = paragraph("Contents_20_Heading", _("Contents"))
    source = element("text:table-of-content-source", {"text:outline-level": "2", "text:use-index-marks": "false"})
    head = element("text:index-title", {"text:name": "Contents-title"}, title)
    body = element("text:index-body", {}, head, *entries)
    return element("text:table-of-content", {"text:name": "Contents", "text:protected": "false"}, source, body)


def _styles(document: Document) -> bytes:
    tag = wording.tag(document.language)
    language, country = tag.split("-")
    script = {"language": language, "country": country}
    others = {"asian_language": "zh", "asian_country": "CN", "complex_language": "ar", "complex_country": "SA"}
    kind = {"arabic": "complex", "chinese": "asian"}.get(fonts.script(document.language), "")
    if kind:
        others |= {f"{kind}_language": language, f"{kind}_country": country}
    right = wording.rtl(document.language)
    words = {name: escape(wording.cleaned(getattr(document, name))) for name in ("title", "notice")}
    direction = {"mode": "rl-tb" if right else "lr-tb", "begin": "right" if right else "left"}
    return STYLES.substitute(vars(inks(document.voice)) | script | others | words | direction).encode()


def _meta(document: Document) -> bytes:
    told = {
        "meta:generator": "press",
        "dc:title": document.title,
        "dc:description": cover.description(document),
        "meta:initial-creator": document.author,
        "dc:creator": document.author,
        "dc:language": wording.tag(document.language),
    }
    own = {"Licence": document.licence, "Version": document.version}
    made = [element(name, {}, wording.cleaned(text)) for name, text in told.items() if text]
    made += [
        element("meta:user-defined", {"meta:name": name}, wording.cleaned(text)) for name, text in own.items() if text
    ]
    root = element("office:document-meta", {"office:version": "1.3"}, element("office:meta", {}, *made))
    return serialised(root)


def _manifest(names: list[str]) -> bytes:
    entries = {"/": MEDIA_TYPE} | {name: KINDS[Path(name).suffix] for name in names}
    files = [
        element("manifest:file-entry", {"manifest:full-path": name, "manifest:media-type": kind})
        for name, kind in entries.items()
    ]
    return serialised(element("manifest:manifest", {"manifest:version": "1.3"}, *files))
