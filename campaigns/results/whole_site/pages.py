"""What was counted of each open page, and added up by section and by language. Protected pages are in none of it."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Q, Value
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from campaigns.results.figures.counted import Ratio
from campaigns.results.figures.site_definitions import OF_SITE
from campaigns.results.tabs.pages import KINDS, Row
from core.audiences import PUBLIC
from core.measures.indicators import Indicator
from core.models.pages import BasePage
from core.protection.zones import Zone
from core.words import languages
from reach.events import PROTECTED_SURFACES
from reach.figures import whole_site
from reach.figures.reading import Period

CHECKS = (Indicator.CHECK_START, Indicator.CHECK_DONE)
ON_PROTECTED = (Indicator.VIEW, Indicator.ENTRY, Indicator.KIT_DOWNLOAD)
STEP = Page.steplen
SECTION = 3  # the depth below the home page of a language
Counts = dict[str, int]


@dataclass(frozen=True)
class Known:
    """A page of the tree; `section` is the path of the page of the first level that it lies under, or is."""

    key: str
    title: str
    language: str
    section: str


@dataclass(frozen=True)
class Check:
    """A page with a self-check, step by step; the halves of its rate are of this page."""

    title: str
    language: str
    views: int
    finished: Ratio


@dataclass(frozen=True)
class Pages:
    rows: list[Row]
    sections: list[Row]
    languages: list[Row]
    checks: list[Check]


def withheld() -> dict[str, str]:
    """{id: audience} of the pages that are told of in no list: protected ones, and those for a protected audience.

    One query for all types of pages, as they are today.
    """
    asked = []
    for model in BasePage.__subclasses__():
        audience = getattr(model, "audience", "")
        named = audience if isinstance(audience, str) else ""
        protected = Q(zone=Zone.PROTECTED)
        if where := model.audience_column:
            protected |= Q(**{f"{where}__in": PROTECTED_SURFACES})
        elif named in PROTECTED_SURFACES:
            protected = Q()
        asked.append(model.objects.filter(protected).order_by().values_list("pk", where or Value(named)))
    first, *rest = asked
    return {str(pk): audience or str(PUBLIC) for pk, audience in first.union(*rest, all=True)}


def hidden(
    withheld: Mapping[str, str], period: Period, since: date | None = None
) -> dict[str, dict[str, dict[date, int]]]:
    """{open audience: {kind: {day: what its protected pages add}}}; one query."""
    audiences = {key: audience for key, audience in withheld.items() if audience not in PROTECTED_SURFACES}
    found: dict[str, dict] = defaultdict(lambda: defaultdict(lambda: defaultdict(int)))
    for key, course in whole_site.course_of_pages([whole_site.NONE], audiences, ON_PROTECTED, period, since).items():
        for kind, days in course.items():
            for day, n in days.items():
                found[audiences[key]][kind][day] += n
    return found


def pages(
    of: Iterable[int], period: Period, withheld: Container[str], kinds: Iterable[str] = (*KINDS, *CHECKS)
) -> Pages:
    """Two queries, whatever there is."""
    counts, gone = _open(whole_site.by_page(of, kinds, period))
    known, sections = _known(counts)
    told = {key: found for key, found in counts.items() if key in known and key not in withheld}
    return Pages(
        _in_order([*_rows(told, known), *_gone(gone, known)]),
        _in_order(_by_section(told, known, sections)),
        _in_order(_by_language(told, known)),
        sorted(
            (_check(known[key], found) for key, found in told.items() if found.keys() & set(CHECKS)),
            key=lambda check: (-check.finished.whole, check.title),
        ),
    )


def _open(found: Mapping[tuple[bool, str], Counts]) -> tuple[dict[str, Counts], dict[str, Counts]]:
    """({page: counts}, the same of what has a campaign, and so is of an open page wherever that page went)."""
    every: dict[str, Counts] = defaultdict(lambda: defaultdict(int))
    for (_of_campaign, key), counts in found.items():
        for kind, n in counts.items():
            every[key][kind] += n
    return dict(every), {key: counts for (of_campaign, key), counts in found.items() if of_campaign}


def _known(keys: Iterable[str]) -> tuple[dict[str, Known], dict[str, tuple]]:
    """The pages that are still there, and {path: (what is the same in all languages, title, language)} of the first level."""
    wanted = Q(pk__in=[int(key) for key in keys if key.isdecimal()]) | Q(depth=SECTION)
    found = Page.objects.filter(wanted).order_by("path")
    known, sections = {}, {}
    rows = found.values_list("pk", "path", "depth", "title", "translation_key", "locale__language_code")
    for pk, path, depth, title, key, language in rows:
        known[str(pk)] = Known(str(pk), title, language, path[: SECTION * STEP])
        if depth == SECTION:
            sections[path] = (key, title, language)
    return known, sections


def _rows(told: Mapping[str, Counts], known: Mapping[str, Known]) -> list[Row]:
    return [
        Row(known[key].title, known[key].language, counts, reverse("results_site_page", args=[key]))
        for key, counts in told.items()
    ]


def _gone(gone: Mapping[str, Counts], known: Mapping[str, Known]) -> list[Row]:
    """Of no campaign nobody knows any more whether they were protected: they are not told."""
    named = _("A page that is gone (no. %(number)s)")
    return [Row(named % {"number": key}, "", counts) for key, counts in gone.items() if key not in known]


def _by_section(told: Mapping[str, Counts], known: Mapping[str, Known], sections: Mapping[str, tuple]) -> list[Row]:
    """In all languages together, named as in the site's first language if it is there."""
    sums: dict[object, Counts] = defaultdict(lambda: defaultdict(int))
    names: dict[object, tuple[str, str]] = {None: (_("Home page"), "")}
    for key, title, language in sections.values():
        if key not in names or language == settings.LANGUAGE_CODE:
            names[key] = title, language
    for page, counts in told.items():
        section = sections.get(known[page].section, (None,))[0]
        for kind, n in counts.items():
            sums[section][kind] += n
    return [Row(*names[section], counts) for section, counts in sums.items()]


def _by_language(told: Mapping[str, Counts], known: Mapping[str, Known]) -> list[Row]:
    """Every language of the site, also where nothing was counted."""
    sums: dict[str, Counts] = {code: defaultdict(int) for code in languages.codes()}
    for page, counts in told.items():
        for kind, n in counts.items():
            sums.setdefault(known[page].language, defaultdict(int))[kind] += n
    return [
        Row(languages.language(code).name if code in languages.codes() else code, code, counts)
        for code, counts in sums.items()
    ]


def _check(page: Known, counts: Counts) -> Check:
    started, finished = (counts.get(kind, 0) for kind in CHECKS)
    rate = Ratio(OF_SITE[Indicator.CHECK_DONE], finished, OF_SITE[Indicator.CHECK_START], started)
    return Check(page.title, page.language, counts.get(Indicator.VIEW, 0), rate)


def _in_order(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (-row.views, row.title))
