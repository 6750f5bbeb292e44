"""What people say, in each language (`searched/`), and the page of the demonstration that comes first when they search it.

A page is named by the slugs that it may have, the best one first: an address is the same in all languages, and what a
demonstration does not have yet is left to the page that comes closest.
"""

import tomllib
from pathlib import Path

from django.db.models import Case, When
from wagtail.models import Locale, Page

from home.finding import visible
from home.models import Synonym

LAW = ("la-loi-expliquee", "acheter-est-interdit", "comprendre")
STOP = ("je-veux-arreter", "ou-j-en-suis")
SUSPECT = ("je-soupconne-quelque-chose", "parents-et-professionnels")
YOUNG = ("infos-15-18", "moins-de-18-ans")
RIGHTS = ("vos-droits",)
LEAVE = ("etapes", "vos-droits")
DANGER = ("urgence", "vos-droits")
HEALTH = ("sante", "vos-droits")
PAPERS = ("papiers", "vos-droits")
HOUSING = ("logement", "vos-droits")
MONEY = ("argent", "vos-droits")
JUSTICE = ("justice", "vos-droits")
AROUND = ("parents-et-professionnels",)

PAGES = {
    "law": LAW,
    "stop": STOP,
    "suspect": SUSPECT,
    "young": YOUNG,
    "rights": RIGHTS,
    "leave": LEAVE,
    "danger": DANGER,
    "health": HEALTH,
    "papers": PAPERS,
    "housing": HOUSING,
    "money": MONEY,
    "justice": JUSTICE,
    "around": AROUND,
}
SEARCHED = Path(__file__).parent / "searched"


def keep(locale: Locale) -> bool:
    """Write the entries of a language that has none yet; returns whether it did."""
    said = words(locale.language_code)
    if not said or Synonym.objects.filter(locale=locale).exists():
        return False
    for key, phrases in said.items():
        page = first_of(PAGES[key], locale)
        if page:
            entry = Synonym(locale=locale, phrases="\n".join(phrases), page=page)
            entry.full_clean()
            entry.save()
    return True


def words(language: str) -> dict[str, list[str]]:
    """{page: what people say} in a language; nothing where nobody has written it."""
    path = SEARCHED / f"{language}.toml"
    return tomllib.loads(path.read_text()) if path.exists() else {}


def first_of(slugs: tuple[str, ...], locale: Locale) -> Page | None:
    """The public page that has the first of these slugs that any has."""
    order = Case(*(When(slug=slug, then=position) for position, slug in enumerate(slugs)))
    return visible(locale).filter(slug__in=slugs).order_by(order).first()
