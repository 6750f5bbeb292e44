"""What decides whether an educator opens a kit."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet
from wagtail.models import Page

from campaigns.prevention.catalogue.entries import Entry
from campaigns.prevention.catalogue.vocabulary import Recent
from campaigns.prevention.kits.models import KitPage
from campaigns.prevention.kits.vocabulary import Format, Theme, duration, level_name
from core.models.licence import name_of
from core.text import tokens
from core.words.languages import Language, language
from editorial.translation.sources import Original, revised_since


@dataclass(frozen=True)
class Card:
    entry: Entry
    url: str
    lead: str
    licence: str
    recent: str
    elsewhere: list[Language]
    original: Original | None

    @property
    def duration(self) -> str:
        return duration(self.entry.minutes)

    @property
    def levels(self) -> list[str]:
        return [level_name(value) for value in self.entry.levels]

    @property
    def themes(self) -> list[str]:
        return [str(Theme(value).label) for value in self.entry.themes]

    @property
    def formats(self) -> list[str]:
        """By their short names; the filters say what each is for."""
        short = {Format.VIDEO: Format.VIDEO.label, Format.AUDIO: Format.AUDIO.label}
        return [
            str(short.get(value, value.upper())) for value in (self.entry.edition.formats if self.entry.edition else ())
        ]


def cards(shown: list[Entry], kits: QuerySet[KitPage], catalogues: dict[str, str], page: Page) -> list[Card]:
    """Two queries, and one where leads hold tokens: these kits in each language in which they are public, and which of them are older than their original.

    `catalogues`: the address of each language's.
    """
    code = page.locale.language_code
    same = KitPage.objects.filter(pk__in=[entry.pk for entry in shown]).values("translation_key")
    columns = ("pk", "translation_key", "locale__language_code", "slug", "lead", "licence")
    rows = kits.filter(translation_key__in=same).values_list(*columns)
    of_key, own = defaultdict(dict), {}
    for pk, key, spoken, slug, *texts in rows:
        of_key[key][spoken] = f"{catalogues[spoken]}{slug}/"
        own[pk] = (key, *texts)
    originals = revised_since(same, code)
    made = []
    leads = tokens.in_language([own[entry.pk][1] for entry in shown], code, page)
    for entry, lead in zip(shown, leads, strict=True):
        key, _lead, licence = own[entry.pk]
        elsewhere = [language(one, of_key[key][one]) for one in catalogues if one != code and one in of_key[key]]
        made.append(
            Card(
                entry,
                of_key[key][code],
                lead,
                name_of(licence),
                str(Recent(entry.recent).label) if entry.recent else "",
                elsewhere,
                originals.get(key),
            )
        )
    return made
