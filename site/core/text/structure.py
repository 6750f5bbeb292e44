"""What is wrong with the structure of a page, read from the HTML that its visitors get: plain functions, no browser."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser

from django.conf import settings
from django.utils import translation
from django.utils.translation import get_language_info, pgettext_lazy

from core.words.phrases import phrase as _

VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
}  # fmt: skip
# A start tag of the first ends an open one of the second (https://html.spec.whatwg.org/#optional-tags).
ENDED_BY = {
    "li": {"li"}, "dt": {"dt", "dd"}, "dd": {"dt", "dd"}, "tr": {"tr", "td", "th"}, "td": {"td", "th"},
    "th": {"td", "th"}, "option": {"option"}, "tbody": {"thead", "tr", "td", "th"},
}  # fmt: skip
CODE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
NOT_READ = {"script", "style", "template", "noscript"}
# Link texts that say nothing of where the link leads, as they stand once case, spaces and punctuation are taken off.
SAY_NOTHING = pgettext_lazy("texts of links, separated by |", "click here|here|learn more|link|more|read more|see|this")


@dataclass(frozen=True)
class Problem:
    """One thing, in a whole sentence; `kind` names the rule."""

    kind: str
    message: str


@dataclass(eq=False)
class Element:
    tag: str
    attributes: dict[str, str]
    parent: "Element | None" = None
    children: "list[Element | str]" = field(default_factory=list)

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")

    def walk(self) -> "Iterator[Element]":
        """Itself and all that is in it, but for what no visitor reads."""
        yield self
        for child in self.children:
            if isinstance(child, Element) and child.tag not in NOT_READ:
                yield from child.walk()

    @property
    def ancestors(self) -> "Iterator[Element]":
        above = self.parent
        while above is not None:
            yield above
            above = above.parent


class Tree(HTMLParser):
    """The elements of a document as they are nested; forgiving, as browsers are."""

    def __init__(self, html: str):
        super().__init__(convert_charrefs=True)
        self.root = self.here = Element("", {})
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        while self.here.tag in ENDED_BY.get(tag, ()):
            self.here = self.here.parent
        made = Element(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.children.append(made)
        if tag not in VOID:
            self.here = made

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        found = next((one for one in (self.here, *self.here.ancestors) if one.tag == tag), None)
        if found is not None and found.parent is not None:
            self.here = found.parent

    def handle_data(self, data):
        self.here.children.append(data)


def text(element: Element) -> str:
    """Its words as they are read aloud: text, and the alternatives of its pictures, without what is hidden from them."""
    if element.get("aria-hidden") == "true" or element.tag in NOT_READ:
        return ""
    if element.tag == "img":
        return element.get("alt")
    parts = [child if isinstance(child, str) else text(child) for child in element.children]
    return " ".join(" ".join(parts).split())


Rule = Callable[[list[Element], str], Iterator[Problem]]

_rules: list[Rule] = []


def _rule(rule: Rule) -> Rule:
    _rules.append(rule)
    return rule


def problems(html: str, language: str) -> list[Problem]:
    """All that is wrong in a whole document that should be in `language`, a code of the site's."""
    elements = list(Tree(html).root.walk())
    return [problem for rule in _rules for problem in rule(elements, language)]


@_rule
def _headings(elements: list[Element], language: str) -> Iterator[Problem]:
    found = [element for element in elements if re.fullmatch("h[1-6]", element.tag)]
    count = sum(element.tag == "h1" for element in found)
    if count != 1:
        yield Problem("h1", _("The page has %(count)d main headings (h1): it needs exactly one.") % {"count": count})
    before = 0
    for heading in found:
        words, level = text(heading), int(heading.tag[1])
        if not words:
            yield Problem("heading", _("A heading (%(tag)s) is empty.") % {"tag": heading.tag})
        if before and level > before + 1:
            said = {"text": words, "level": level, "before": before}
            yield Problem(
                "heading-order",
                _("The heading “%(text)s” is of level %(level)d after one of level %(before)d: a level is skipped.")
                % said,
            )
        before = level


@_rule
def _pictures(elements: list[Element], language: str) -> Iterator[Problem]:
    for element in elements:
        if element.tag == "img" and "alt" not in element.attributes:
            yield Problem("alt", _("The picture %(source)s has no alt attribute.") % {"source": element.get("src")})
        if element.tag == "iframe" and not element.get("title").strip():
            yield Problem("frame-title", _("The frame %(source)s has no title.") % {"source": element.get("src")})


@_rule
def _links(elements: list[Element], language: str) -> Iterator[Problem]:
    ids = {element.get("id"): element for element in elements if element.get("id")}
    for element in elements:
        is_link = element.tag == "a" and "href" in element.attributes
        if not (is_link or element.tag == "button") or element.get("aria-hidden") == "true":
            continue
        name = _name(element, ids)
        if not name and is_link:
            yield Problem("link-text", _("The link to %(address)s has no text.") % {"address": element.get("href")})
        elif not name:
            yield Problem("button-text", _("A button has no text."))
        elif is_link and _plain(name) in _saying_nothing(_spoken(element, language)):
            yield Problem("link-text", _("The link text “%(text)s” does not say where it leads.") % {"text": name})
        if is_link and element.get("href").startswith("#") and element.get("href")[1:] not in ids.keys() | {"", "top"}:
            yield Problem(
                "anchor", _("A link leads to “%(anchor)s”, which is not on the page.") % {"anchor": element.get("href")}
            )


def _name(element: Element, ids: dict[str, Element]) -> str:
    """What a screen reader says for a link or a button (https://www.w3.org/TR/accname-1.2/, in short)."""
    labelled = " ".join(text(ids[one]) for one in element.get("aria-labelledby").split() if one in ids)
    return (labelled or element.get("aria-label").strip() or text(element) or element.get("title")).strip()


@cache
def _saying_nothing(language: str) -> frozenset[str]:
    """From the catalogue, so that a new language brings its own; none for a language that is not the site's."""
    if language not in dict(settings.LANGUAGES):
        return frozenset()
    with translation.override(language):
        return frozenset(str(SAY_NOTHING).split("|"))


def _spoken(element: Element, language: str) -> str:
    """The code of the language in which an element is, in lower case as the site writes its codes."""
    own = next((one.get("lang") for one in (element, *element.ancestors) if one.get("lang")), language).lower()
    return own if own in dict(settings.LANGUAGES) else own.split("-")[0]


def _plain(words: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", words.casefold()).split())


@_rule
def _languages(elements: list[Element], language: str) -> Iterator[Problem]:
    html = next((element for element in elements if element.tag == "html"), Element("html", {}))
    if html.get("lang").lower() != language.lower():
        said = {"found": html.get("lang"), "language": language}
        yield Problem("lang", _("The page says that its language is “%(found)s”, not “%(language)s”.") % said)
    wanted = "rtl" if get_language_info(language)["bidi"] else "ltr"
    if (html.get("dir") or "ltr") != wanted:
        yield Problem("dir", _("The direction of the page must be %(direction)s.") % {"direction": wanted})
    for element in elements:
        if "lang" in element.attributes and not CODE.fullmatch(element.get("lang")):
            yield Problem("lang", _("“%(code)s” is the code of no language.") % {"code": element.get("lang")})
        if "dir" in element.attributes and element.get("dir").lower() not in ("ltr", "rtl", "auto"):
            yield Problem("dir", _("“%(value)s” is no direction of text.") % {"value": element.get("dir")})


@_rule
def _ids(elements: list[Element], language: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for name in (element.get("id") for element in elements if element.get("id")):
        if name in seen:
            yield Problem("id", _("Two things on the page have the id “%(name)s”.") % {"name": name})
        seen.add(name)


@_rule
def _tables(elements: list[Element], language: str) -> Iterator[Problem]:
    for table in (element for element in elements if element.tag == "table" and element.get("role") != "presentation"):
        heads = [element for element in table.walk() if element.tag == "th"]
        if not heads:
            yield Problem("table", _("The table “%(text)s” has no header cells.") % {"text": text(table)[:60]})
        elif not all(text(head) for head in heads):
            yield Problem("table", _("A header cell of the table “%(text)s” is empty.") % {"text": text(table)[:60]})
