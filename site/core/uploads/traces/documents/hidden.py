"""Words of an office document that are there and not shown: whoever approves it does not see them, and every reader can."""

from collections.abc import Iterable

from lxml import etree

from core.uploads.faults import hidden
from core.uploads.traces.documents import xml

WORDS_OF = ("t", "drawing", "pict", "object")  # in a run: text and pictures
OFF = ("0", "false", "off")
UNSHOWN = {("display", "none"), ("display", "false"), ("visibility", "hidden")}  # of OpenDocument
IN_TEXT = ("hidden-text", "hidden-paragraph")


def styles_of_word(root: etree._Element) -> set[str]:
    """The names of those that hide what they are on, themselves or by what they are made of."""
    found, made_of = set(), {}
    for style in (one for one in xml.elements(root) if xml.local(one.tag) == "style"):
        name = _value(style, "styleId")
        made_of[name] = next((_value(one, "val") for one in style if xml.local(one.tag) == "basedOn"), "")
        marks = [_is_on(one) for part in style if xml.local(part.tag) == "rPr" for one in _named(part, "vanish")]
        if marks:
            made_of[name] = ""
        if any(marks):
            found.add(name)
    for _time in range(10):  # Word has no more either
        found |= {name for name, other in made_of.items() if other in found}
    return found


def check_office(root: etree._Element, styles: set[str]) -> None:
    """A part of Word, Excel or PowerPoint."""
    if xml.local(root.tag) == "sld" and root.get("show") in OFF:
        raise hidden()
    for one in xml.elements(root):
        name = xml.local(one.tag)
        if (name == "sheet" and one.get("state", "visible") != "visible") or (name == "r" and _is_hidden(one, styles)):
            raise hidden()


def check_opendocument(root: etree._Element) -> None:
    """Styles that no word has are in the list of all of them alone, which is not asked."""
    for one in xml.elements(root):
        name = xml.local(one.tag)
        if name in IN_TEXT or (name == "section" and _hides(one)):
            raise hidden()
        if name == "automatic-styles" and any(
            _hides(part) for part in xml.elements(one) if xml.local(part.tag).endswith("-properties")
        ):
            raise hidden()


def _hides(one: etree._Element) -> bool:
    return any((xml.local(key), value) in UNSHOWN for key, value in one.attrib.items())


def _is_hidden(run: etree._Element, styles: set[str]) -> bool:
    if not any(xml.local(one.tag) in WORDS_OF and (len(one) or (one.text or "").strip()) for one in run):
        return False
    told = [part for part in run if xml.local(part.tag) == "rPr"]
    if marks := [_is_on(one) for part in told for one in _named(part, "vanish")]:
        return any(marks)
    used = [_value(one, "val") for part in told for one in _named(part, "rStyle")]
    paragraph = next((one for one in run.iterancestors() if xml.local(one.tag) == "p"), None)
    for part in paragraph if styles and paragraph is not None else ():
        if xml.local(part.tag) == "pPr":
            used += [_value(one, "val") for one in _named(part, "pStyle")]
    return not styles.isdisjoint(used)


def _named(part: Iterable[etree._Element], name: str) -> list[etree._Element]:
    return [one for one in part if isinstance(one.tag, str) and xml.local(one.tag) == name]


def _is_on(one: etree._Element) -> bool:
    return _value(one, "val").lower() not in OFF


def _value(one: etree._Element, name: str) -> str:
    return next((value for key, value in one.attrib.items() if xml.local(key) == name), "")
