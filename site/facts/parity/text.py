"""A sentence without its markup, folded to one spelling, each character still knowing where it was written."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

ANCHOR = "\ufffc"  # stands in the text for a fact, a link of wagtail-localize or a {placeholder}
TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][\w-]*)(?P<attributes>[^<>]*)>")
ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*[\"']([^\"']*)[\"']")
PLACEHOLDER = re.compile(r"\{(?:fact:(?P<fact>\d+)|\w*)\}")  # a token of a fact is that fact
INLINE = {"a", "abbr", "acronym", "b", "bdi", "code", "em", "i", "span", "strong"}
NOT_READ = ("<super>", "<sub>", "<fraction>")  # m², ½: not digits to be read, as ① is
SAME = {"\u2010": "-", "\u2011": "-", "’": "'", "ʼ": "'", "\u0640": "", "，": ", "}  # U+0640 only stretches Arabic


@dataclass(frozen=True)
class Anchor:
    """What the editor put in the sentence as one piece; `opaque` where its words are not the translator's."""

    key: str
    text: str
    opaque: bool


@dataclass(frozen=True)
class Text:
    """`folded` is lower case without accents, with ASCII digits; `places[i]` is where its i-th character was written."""

    folded: str
    written: str
    places: list[int]
    anchors: list[Anchor]

    def as_written(self, start: int, end: int) -> str:
        shown = self.written[self.places[start] : self.places[end - 1] + 1] if end > start else ""
        return " ".join(shown.split())


def read(source: str, same_links: frozenset[str] = frozenset()) -> Text:
    """`same_links` are links that stand on both sides letter for letter: labels, not text."""
    bare, anchors = _without_markup(source, same_links)
    folded, places = [], []
    for place, character in enumerate(bare):
        for part in _fold_character(character):
            folded.append(part)
            places.append(place)
    return Text("".join(folded), bare, places, anchors)


def fold(text: str) -> str:
    """The spelling in which words are looked up: “Première” is “premiere”, “٣” is “3”."""
    return "".join(map(_fold_character, text))


def links(source: str) -> frozenset[str]:
    """Every link as it stands, to find those that the translation leaves as they were."""
    return frozenset(source[tag.start() : close.end()] for tag, close in _pairs(list(TAG.finditer(source))))


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in SAME:
        return SAME[character]
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    category = unicodedata.category(character)
    if category in {"Cf", "Mn"}:
        return ""
    if category == "No" and unicodedata.decomposition(character).startswith(NOT_READ):
        return character
    if character != "\n" and category in {"Zs", "Cc"}:
        return " "
    plain = unicodedata.normalize("NFKD", character)
    return "".join(part for part in plain if unicodedata.category(part) != "Mn").lower()


def _pairs(tags: list[re.Match]):
    """Links that are closed before another opens; what is not closed is no link."""
    opened = None
    for tag in tags:
        if tag["name"].lower() != "a":
            continue
        if not tag["close"]:
            opened = tag
        elif opened is not None:
            yield opened, tag
            opened = None


def _without_markup(source: str, same_links: frozenset[str]) -> tuple[str, list[Anchor]]:
    source = source.replace(ANCHOR, " ")
    tags = list(TAG.finditer(source))
    closings = {tag.start(): close for tag, close in _pairs(tags)}
    parts, anchors, place = [], [], 0
    for tag in tags:
        if tag.start() < place:
            continue
        parts.append(_plain(source[place : tag.start()], anchors))
        place = tag.end()
        close = closings.get(tag.start())
        anchor = (
            _anchor(tag, source[tag.end() : close.start()], source[tag.start() : close.end()] in same_links)
            if close
            else _unclosed(tag)
        )
        if anchor is not None:
            anchors.append(anchor)
            parts.append(ANCHOR)
            if anchor.opaque and close:
                place = close.end()
        elif tag["name"].lower() not in INLINE:
            parts.append("\n")
    parts.append(_plain(source[place:], anchors))
    return "".join(parts), anchors


def _anchor(tag: re.Match, text: str, same: bool) -> Anchor | None:
    attributes = dict(ATTRIBUTE.findall(tag["attributes"]))
    label = " ".join(unescape(TAG.sub("", text)).split())
    if attributes.get("linktype") == "fact":
        return Anchor(f"fact {attributes.get('id', '')}", label, opaque=True)
    if set(attributes) == {"id"}:  # wagtail-localize shows facts and links alike as <a id="a1">
        return Anchor(f"link {attributes['id']}", label, opaque=same)
    return None


def _unclosed(tag: re.Match) -> Anchor | None:
    return None if tag["close"] or tag["name"].lower() != "a" else _anchor(tag, "", same=False)


def _plain(text: str, anchors: list[Anchor]) -> str:
    """Text between tags; a {placeholder} becomes an anchor like a fact."""

    def anchored(found: re.Match) -> str:
        key = f"fact {found['fact']}" if found["fact"] else found[0]
        anchors.append(Anchor(key, found[0], opaque=True))
        return ANCHOR

    return PLACEHOLDER.sub(anchored, unescape(text).replace(ANCHOR, " "))
