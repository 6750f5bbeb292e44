"""The directory of the demonstration: every département's commission and the national organisations, which are real, and
places that are not, each marked as such, with telephone numbers that Arcep keeps for fiction.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page

from campaigns.outreach.directory.models import DirectoryPage, Entry, Organisation, TerritoryContact
from campaigns.outreach.directory.vocabulary import Approval, Need, Welcome
from country.territories import DEPARTEMENTS
from demo.facts import EQUALITY, VERIFIED_ON

PAGE = {
    "title": "Trouver de l’aide près de chez vous",
    "seo_title": "Annuaire",
    "slug": "annuaire",
    "lead": "Des lieux et des services qui vous écoutent, où que vous soyez. Ce site ne garde pas ce que vous cherchez.",
    "search_description": "Lieux et services d’aide, par département, par besoin et par langue.",
}
COMMISSION = (
    "Commission départementale de lutte contre la prostitution, le proxénétisme et la traite des êtres humains "
    "à des fins d’exploitation sexuelle – {name}"
)
# Those that meet and help the people concerned: a foundation that runs courses for buyers is none.
NATIONAL = [
    ("nid", "Mouvement du Nid", "https://mouvementdunid.org/"),
    ("amicale", "Amicale du Nid", "https://amicaledunid.org/"),
    ("acpe", "Agir contre la prostitution des enfants", "https://www.acpe-asso.org/"),
]
WEEKDAYS = "Du lundi au vendredi, de 9 h à 17 h"
EVENINGS = "Les mardis et jeudis, de 18 h à 23 h"


@dataclass(frozen=True)
class Place:
    """One place of the demonstration; `fields` as those of an entry."""

    name: str
    territory: str
    city: str
    services: list[Need]
    languages: str
    fields: dict[str, Any]


PLACES = [
    Place(
        "Accueil de jour", "75", "Paris", [Need.LISTENING, Need.PAPERS, Need.LEAVING], "fr en ro bg pcm",
        {"telephone": "01 99 00 10 01", "hours": WEEKDAYS, "approved": Approval.YES, "postcode": "75000"},
    ),
    Place(
        "Équipe de nuit", "75", "Paris", [Need.LISTENING, Need.HEALTH], "fr en zh th",
        {"telephone": "01 99 00 10 02", "whatsapp": "06 39 98 10 02", "hours": EVENINGS, "approved": Approval.NO},
    ),
    Place(
        "Mise à l’abri", "75", "Paris", [Need.SHELTER, Need.CHILDREN], "fr en es ar",
        {"telephone": "01 99 00 10 03", "sms": "06 39 98 10 03", "always_open": True, "welcomes": [Welcome.WOMEN, Welcome.WITH_CHILDREN]},
    ),
    Place(
        "Centre de santé", "93", "Saint-Denis", [Need.HEALTH], "fr en pt ar wo",
        {"telephone": "01 99 00 93 01", "hours": WEEKDAYS, "postcode": "93000"},
    ),
    Place(
        "Accompagnement vers l’emploi", "69", "Lyon", [Need.LEAVING, Need.MONEY, Need.HOUSING], "fr en ro sq",
        {"telephone": "04 65 71 69 01", "hours": WEEKDAYS, "approved": Approval.YES, "postcode": "69000"},
    ),
    Place(
        "Permanence santé", "69", "Lyon", [Need.HEALTH, Need.LISTENING], "fr es pt",
        {"sms": "06 39 98 69 02", "signal": "06 39 98 69 02", "hours": EVENINGS, "welcomes": [Welcome.TRANS, Welcome.WOMEN, Welcome.MEN]},
    ),
    Place(
        "Lieu d’écoute", "13", "Marseille", [Need.LISTENING, Need.JUSTICE], "fr en ar ru uk",
        {"telephone": "04 65 71 13 01", "whatsapp": "06 39 98 13 01", "hours": WEEKDAYS, "approved": Approval.YES},
    ),
    Place(
        "Aide aux papiers", "13", "Marseille", [Need.PAPERS], "fr en yo pcm",
        {"telephone": "04 65 71 13 02", "hours": WEEKDAYS},
    ),
    Place(
        "Maison d’accueil", "59", "Lille", [Need.HOUSING, Need.LEAVING], "fr en bg",
        {"telephone": "03 53 01 59 01", "hours": WEEKDAYS, "approved": Approval.YES, "welcomes": [Welcome.WOMEN]},
    ),
    Place(
        "Protection des mineurs", "33", "Bordeaux", [Need.LISTENING, Need.SHELTER, Need.CHILDREN], "fr en",
        {"telephone": "05 36 49 33 01", "always_open": True, "welcomes": [Welcome.MINORS]},
    ),
    Place(
        "Équipe mobile", "44", "Nantes", [Need.LISTENING, Need.HEALTH, Need.PAPERS], "fr en ro es",
        {"telephone": "02 61 91 44 01", "sms": "06 39 98 44 01", "hours": EVENINGS, "approved": Approval.YES},
    ),
    Place(
        "Écoute et orientation", "973", "Cayenne", [Need.LISTENING, Need.HEALTH], "fr es pt ht",
        {"whatsapp": "06 39 98 97 31", "hours": WEEKDAYS},
    ),
]  # fmt: skip


def build(add: Callable[[Page, Page], Page], parent: Page) -> int:
    """Build what is missing of it; returns the id of its page, which `add` publishes under its parent."""
    build_commissions()
    build_national()
    build_places()
    page = DirectoryPage.objects.filter(slug=PAGE["slug"], locale__language_code="fr").first()
    return (page or add(parent, DirectoryPage(**PAGE))).pk


def build_commissions() -> None:
    """Every département has one (May 2024); neither its address nor its telephone could be verified."""
    about = {
        "source_title": "Ministère chargé de l’égalité entre les femmes et les hommes, mai 2024",
        "source_url": EQUALITY,
        "verified_on": VERIFIED_ON,
    }
    TerritoryContact.objects.bulk_create(
        [
            TerritoryContact(territory=code, commission=COMMISSION.format(name=name), **about)
            for code, name in DEPARTEMENTS.items()
        ],
        ignore_conflicts=True,
    )


def build_national() -> None:
    """By their web sites alone: neither their telephone numbers nor what each offers could be verified."""
    for key, name, website in NATIONAL:
        organisation, _made = Organisation.objects.get_or_create(name=name, defaults={"website": website})
        keep(f"demo-{key}", organisation, name, source_title=name, source_url=website, website=website)


def build_places() -> None:
    for number, place in enumerate(PLACES, start=1):
        organisation, _made = Organisation.objects.get_or_create(
            name=f"Association de démonstration – {place.city}", defaults={"is_demonstration": True}
        )
        keep(
            f"demo-{number:02}",
            organisation,
            place.name,
            territory=place.territory,
            city=place.city,
            services=place.services,
            languages=place.languages.split(),
            source_title="Entrée de démonstration",
            **place.fields,
        )


def keep(reference: str, organisation: Organisation, name: str, **fields: Any) -> None:
    """Whoever has changed an entry since finds it as it was left."""
    if not Entry.objects.filter(reference=reference).exists():
        entry = Entry(reference=reference, organisation=organisation, name=name, verified_on=VERIFIED_ON, **fields)
        entry.full_clean()
        entry.save()
