"""Printed items as partners see them: which are offered, which were recalled or are out of date, and what replaces them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from django.db.models import Q, QuerySet
from django.db.models.fields.files import FieldFile
from django.urls import reverse
from django.utils.text import slugify

from campaigns.plan.models import Campaign, CampaignPage, ChannelKind, Partner, PrintedItem, TrackedLink
from core.country import country
from core.protection.zones import Zone
from core.words import languages
from press.content import Cue
from press.films import captions
from press.films.captions import KINDS
from press.films.formats import FILMS
from press.formats import FORMATS, SHEETS

# Of several films, which a page shows: the square has room on a phone and on a desk.
ON_A_PAGE = [f"film-{shape}-{seconds}" for shape in ("1x1", "16x9", "9x16") for seconds in (15, 20, 6)]
GENERAL = Q(link__placement=None, link__partner=None, edition=None)


def of_partner(partner: Partner | int) -> Q:
    """As `PrintedItem.partner` says who holds an item, for a query."""
    own = Q(link__partner=partner) | Q(link__partner=None, link__placement__partner=partner)
    return own | Q(edition__partnership__partner=partner)


@dataclass(frozen=True)
class Sheet:
    """One file with all that is told of it; `successor` takes its place where it may not be used any more."""

    item: PrintedItem
    successor: "Sheet | None" = None

    @property
    def label(self) -> str:
        form = FORMATS.get(self.item.format)
        return form.label if form else self.item.format

    @property
    def lacks_logo(self) -> bool:
        """Whether it is of a partner's edition, and has no room for the logo that others of it bear."""
        form = SHEETS.get(self.item.format)
        return bool(self.item.edition_id and form and not form.has_room_for_logo)

    @property
    def dimensions(self) -> str:
        form = FORMATS.get(self.item.format)
        return form.size if form else f"{self.item.width} × {self.item.height} {self.item.unit}"

    @cached_property
    def language(self) -> languages.Language:
        return languages.language(self.item.language)

    @property
    def extension(self) -> str:
        return PurePosixPath(self.item.file.name).suffix.lstrip(".").lower()

    @property
    def kind(self) -> str:
        return self.extension.upper()

    @property
    def is_picture(self) -> bool:
        return self.extension in ("png", "jpg", "jpeg", "webp")

    @property
    def face(self) -> FieldFile | None:
        """The picture that shows it in a list."""
        return self.item.file if self.is_picture else self.item.poster or None

    @property
    def seconds(self) -> int:
        """How long a film is."""
        form = FILMS.get(self.item.format)
        return form.seconds if form else 0

    @property
    def captions(self) -> dict[str, str]:
        """Of a film: where its captions are taken from, by their kind."""
        return {kind: self._address("relay_item_captions", kind) for kind in KINDS} if self.item.is_film else {}

    @property
    def is_offered(self) -> bool:
        """Whether it may be used, and its code leads somewhere."""
        return self.item.is_current and self.item.link.retired_at is None

    @property
    def licence(self) -> str:
        return str(country().licence.name)

    @property
    def place(self) -> str:
        """For which placement it was made, where it was for one."""
        return self.item.link.placement.name if self.item.link.placement else ""

    @property
    def name(self) -> str:
        """Its name in a ZIP: a folder a language, and each name once."""
        stem = slugify(f"{self.item.format} {self.place}") or f"file-{self.item.pk}"
        return f"{self.item.language}/{stem}-{self.item.link.code}.{self.extension}"

    @property
    def path(self) -> str:
        """Its own page, in the language that is active."""
        return self._address("relay_item")

    @property
    def download(self) -> str:
        """Where the file is taken from."""
        return self._address("relay_item_file")

    def _address(self, name: str, *more: str) -> str:
        return reverse(name, args=[self.item.pk, self.item.sha256[:8], *more])

    def written(self, kind: str) -> str:
        """The captions of a film, as a file of this kind."""
        return captions.written(kind, [Cue(**cue) for cue in self.item.cues])


def current(campaign: Campaign) -> QuerySet:
    """What may be used now, with a code that leads somewhere."""
    return (
        PrintedItem.objects.filter(
            campaign=campaign, replaced_at=None, stale_since=None, recalled_at=None, link__retired_at=None
        )
        .select_related("link__placement", "link__channel", "edition")
        .order_by("pk")
    )


def out_of_use(campaign: Campaign) -> QuerySet:
    """What was recalled, and what says something that has changed."""
    found = PrintedItem.objects.filter(campaign=campaign).exclude(stale_since=None, recalled_at=None)
    return found.select_related("link__placement", "link__channel", "edition").order_by(
        "-recalled_at", "-stale_since", "pk"
    )


def rank(link: TrackedLink) -> tuple:
    """Of several general links the one on the channel for partners comes first, then the oldest."""
    return (link.channel.kind != ChannelKind.PARTNER, link.created_at, link.pk)


def is_general(item: PrintedItem) -> bool:
    return item.link.placement_id is None and item.link.partner_id is None and item.edition_id is None


def general(items: Iterable[PrintedItem]) -> list[PrintedItem]:
    """One item a format and language, of the general link that ranks first."""
    found: dict[tuple[str, str], PrintedItem] = {}
    for item in sorted(filter(is_general, items), key=lambda item: rank(item.link)):
        found.setdefault((item.format, item.language), item)
    return list(found.values())


def successor_in(items: list[PrintedItem]) -> Callable[[PrintedItem], Sheet | None]:
    """Finds among current items what takes the place of one: with the same code, or else with the general one."""
    same = {_same(item): item for item in items}
    others = {(item.format, item.language): item for item in general(items)}

    def find(item: PrintedItem) -> Sheet | None:
        found = same.get(_same(item)) or others.get((item.format, item.language))
        return Sheet(found) if found and found.pk != item.pk else None

    return find


def _same(item: PrintedItem) -> tuple:
    """What takes an item's place is with the same code and, where that is general, of the same partner."""
    held = item.link.partner_id or (item.link.placement and item.link.placement.partner_id)
    of = item.edition.partnership_id if item.edition and not held else None
    return item.format, item.language, item.link_id, of


def film_of(page: CampaignPage) -> Sheet | None:
    """The film that the page itself shows: made of it, current, with the code of nobody in particular. One query where there are films.

    None on a protected page: the picture of a film stays in a browser that keeps nothing else of it.
    """
    if page.zone == Zone.PROTECTED or page.over_since or not page.may_have_film:
        return None
    found = current(page.campaign).filter(
        GENERAL, format__in=ON_A_PAGE, language=page.locale.language_code, made_from__page=page.pk
    )
    return min(map(Sheet, found), key=lambda sheet: ON_A_PAGE.index(sheet.item.format), default=None)


def in_order(items: Iterable[PrintedItem]) -> list[Sheet]:
    """By language as the switcher has them, then by format."""
    spoken = {code: position for position, code in enumerate(languages.codes())}
    formats = {key: position for position, key in enumerate(FORMATS)}
    shown = [Sheet(item) for item in items if item.language in spoken]
    return sorted(
        shown,
        key=lambda sheet: (
            spoken[sheet.item.language],
            formats.get(sheet.item.format, len(formats)),
            sheet.place,
            sheet.item.pk,
        ),
    )
