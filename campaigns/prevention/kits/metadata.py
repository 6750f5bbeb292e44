"""A kit as schema.org's LearningResource, with LRMI's own terms where it has some: by these, portals index it.

The terms of LRMI are those of https://www.dublincore.org/specifications/lrmi/concept_schemes/.
"""

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import urljoin

from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import get_text_for_indexing

from campaigns.prevention.kits.files.downloads import TYPES
from campaigns.prevention.kits.models import KitEdition, KitFile, KitPage
from campaigns.prevention.kits.vocabulary import AGES
from core.models import Operator
from core.models.licence import address_of

LRMI = "http://purl.org/dcx/lrmi-vocabs/"
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}  # no text of an editor ends the element
Described = dict[str, Any]


def learning_resource(kit: KitPage, edition: KitEdition | None, operator: Operator) -> Described:
    """All that is known of a kit and of the files of one version; what is not known is left out."""
    described = {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "url": kit.full_url,
        "name": kit.title,
        "description": kit.search_description or str(kit.lead),
        "inLanguage": kit.locale.language_code,
        "learningResourceType": [term("learningResourceType", "unitPlan" if len(kit.sessions) > 1 else "lessonPlan")],
        "educationalUse": [term("educationalUse", "instruction" if in_school(kit) else "professionalSupport")],
        "audience": audience(kit),
        "educationalLevel": kit.level_names,
        "typicalAgeRange": ages(kit),
        "timeRequired": f"PT{kit.minutes}M" if kit.minutes else "",
        "teaches": list(lines(kit.objectives)),
        "keywords": kit.theme_names,
        "license": address_of(kit.licence),
        "isAccessibleForFree": True,
        "creditText": operator.name,
        "author": organisation(operator),
        "publisher": organisation(operator),
        "citation": [cited(block.value) for block in kit.sources],
        "datePublished": kit.first_published_at.date().isoformat() if kit.first_published_at else "",
    }
    return known(described | (versioned(edition, kit) if edition else {}))


def versioned(edition: KitEdition, kit: KitPage) -> Described:
    return {
        "version": str(edition.number),
        "dateModified": edition.finished_at.date().isoformat(),
        "encoding": [encoded(file, kit) for file in edition.files.all()],
    }


def encoded(file: KitFile, kit: KitPage) -> Described:
    return {
        "@type": "MediaObject",
        "name": file.title,
        "contentUrl": urljoin(kit.full_url or "", file.url),
        "contentSize": f"{file.size} B",
        "encodingFormat": TYPES[file.format],
        "sha256": file.sha256,
        "inLanguage": kit.locale.language_code,
    }


def in_school(kit: KitPage) -> bool:
    return any(level in AGES for level in kit.levels)


def audience(kit: KitPage) -> list[Described]:
    """Who leads the session, which is whom a kit is written for."""
    roles = ["teacher"] if in_school(kit) else []
    roles += ["professional"] if any(level not in AGES for level in kit.levels) else []
    return [{"@type": "EducationalAudience", "educationalRole": role} for role in roles]


def ages(kit: KitPage) -> str:
    """From the youngest to the oldest pupils; nothing where adults are among them, of whom no age is told."""
    known_ages = [AGES.get(level) for level in kit.levels]
    if not known_ages or None in known_ages:
        return ""
    return f"{min(least for least, _most in known_ages)}-{max(most for _least, most in known_ages)}"


def lines(stream: Iterable) -> Iterable[str]:
    """Each paragraph or item of a text, without its markup; none of a text with facts, whose values change without it."""
    for block in stream:
        if 'linktype="fact"' in block.value["text"].source:
            continue
        for line in get_text_for_indexing(block.value["text"].source).splitlines():
            if line.strip():
                yield line.strip()


def term(scheme: str, name: str) -> Described:
    address = f"{LRMI}{scheme}/"
    return {"@type": "DefinedTerm", "name": name, "url": f"{address}{name}", "inDefinedTermSet": address}


def organisation(operator: Operator) -> Described:
    return {"@type": "Organization", "name": operator.name} if operator.name else {}


def cited(source: Any) -> Described:
    return known({"@type": "CreativeWork", "name": source["title"], "url": source["url"]})


def known(described: Described) -> Described:
    return {name: value for name, value in described.items() if value not in ("", None, [], {})}


def json_ld(described: Described) -> SafeString:
    """The element of a page that holds it: data, which no browser executes and no content security policy refuses."""
    data = json.dumps(described, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{data}</script>')  # each < of the data is escaped
