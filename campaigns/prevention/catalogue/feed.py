"""New and updated kits as Atom (RFC 4287): an entry for each version, with what has changed and in which languages it is."""

from collections import defaultdict
from urllib.parse import urljoin

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import http_date
from django.utils.translation import gettext as _
from wagtail.models import Page

from campaigns.prevention.catalogue.entries import visible
from campaigns.prevention.kits.models import KitEdition, KitPage
from campaigns.prevention.kits.vocabulary import Theme
from core.navigation.frame import Frame
from core.text import tokens
from core.words.languages import language

MOST = 50


def feed(request: HttpRequest, page: Page) -> HttpResponse:
    """Readers that say what they have get 304 where nothing is newer."""
    frame, editions = Frame.of(request), latest(page)
    frame.page = page
    written = Atom1Feed(
        title=page.title,
        link=page.full_url,
        description=str(page.lead),
        language=page.locale.language_code,
        author_name=frame.operator.name or None,
        feed_url=urljoin(page.full_url, "atom/"),
    )
    spoken = languages([edition.kit for edition in editions], [page, *frame.translations])
    for edition in editions:
        written.add_item(**item(edition, page.full_url, spoken[edition.kit.translation_key]))
    response = HttpResponse(written.writeString("utf-8"), content_type=written.content_type)
    if not editions:
        return response
    newest = int(editions[0].finished_at.timestamp())
    response.headers["Last-Modified"] = http_date(newest)
    return get_conditional_response(request, last_modified=newest, response=response)


def latest(page: Page) -> list[KitEdition]:
    """The last versions of the public kits of a catalogue, the newest first."""
    kits = visible([page]).values("pk")
    editions = KitEdition.objects.filter(kit__in=kits, finished_at__isnull=False)
    found = list(editions.select_related("kit__locale").defer(*streams()).order_by("-finished_at", "-pk")[:MOST])
    tokens.gather(edition.kit for edition in found)
    return found


def streams() -> list[str]:
    return [f"kit__{field.name}" for field in KitPage._meta.get_fields() if hasattr(field, "stream_block")]


def languages(kits: list[KitPage], catalogues: list[Page]) -> dict[str, list[str]]:
    """By the key that translations share: the names of the languages in which a kit is public, its own among them."""
    public: QuerySet = visible(catalogues).filter(translation_key__in={kit.translation_key for kit in kits})
    names = defaultdict(list)
    for key, code in public.order_by().values_list("translation_key", "locale__language_code"):
        names[key].append(language(code).name)
    return {key: sorted(found) for key, found in names.items()}


def item(edition: KitEdition, catalogue: str, spoken: list[str]) -> dict:
    kit = edition.kit
    said = {"title": kit.title, "version": edition.number}
    address = urljoin(catalogue, f"{kit.slug}/")
    words = [str(kit.lead), edition.note, _("Languages: %(languages)s.") % {"languages": _(", ").join(spoken)}]
    return {
        "title": _("%(title)s, version %(version)d") % said,
        "link": address,
        "unique_id": f"{address}#version-{edition.number}",
        "description": " ".join(word for word in words if word),
        "updateddate": edition.finished_at,
        "categories": kit.level_names + [str(Theme(one).label) for one in kit.themes],
        "item_copyright": kit.get_licence_display(),
    }
