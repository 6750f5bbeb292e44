"""All links with their codes in one ZIP, made while it is sent: little of it is ever in memory."""

from collections.abc import Callable, Iterator
from zipfile import ZIP_DEFLATED

from django.db.models import QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext as _
from zipstream import ZipStream

from campaigns.plan.links.exports.tables import CHUNK, Links, complete
from campaigns.plan.models import Campaign, TrackedLink
from core.words import languages
from press.content import Target
from press.symbols import qr

CODES: dict[str, Callable[[Target, str], bytes]] = {
    "svg": lambda target, language: qr.svg(target),
    "png": lambda target, language: qr.png(target),
    "pdf": qr.pdf,
}
MEDIA_TYPES = {"svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf"}


def code(link: TrackedLink, extension: str, language: str) -> bytes:
    """The code of a link as a file of that kind."""
    return CODES[extension](Target(link.url, link.letters), language)


def language_of(campaign: Campaign) -> str:
    """The language of what is said about a code: the first of the site's that the campaign has."""
    return next((one for one in languages.codes() if one in campaign.languages), languages.codes()[0])


class Archive:
    """Folders by channel, a file for each link and kind, and the table of all."""

    def __init__(self, campaign: Campaign, links: QuerySet[TrackedLink], kinds: tuple[str, ...] = tuple(CODES)):
        self.campaign, self.links, self.kinds, self.sheet = campaign, links, kinds, Links()
        self.table = f"{slugify(_('Links')) or 'links'}.csv"
        self.language = language_of(campaign)

    def __iter__(self) -> Iterator[bytes]:
        archive = ZipStream(compress_type=ZIP_DEFLATED, compress_level=1)
        archive.add(self.sheet.rows(self.links), self.table)
        yield from archive.all_files()
        folders = self._folders()
        for link in complete(self.links).iterator(chunk_size=CHUNK):
            for kind in self.kinds:
                archive.add(code(link, kind, self.language), f"{folders[link.channel_id]}/{_name(link)}.{kind}")
                yield from archive.all_files()
        yield from archive.footer()

    def _folders(self) -> dict[int, str]:
        """Two names may differ in characters alone that a file name does not have."""
        folders: dict[int, str] = {}
        for channel in self.campaign.channels.order_by("pk"):
            name = slugify(channel.name)[:60]
            free = name and name not in folders.values()
            folders[channel.pk] = name if free else f"{name or 'channel'}-{channel.pk}"
        return folders


def _name(link: TrackedLink) -> str:
    where = slugify(" ".join(one.name for one in (link.placement, link.partner) if one))[:60].strip("-")
    return f"{link.code}-{where}" if where else link.code
