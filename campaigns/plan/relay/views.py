"""The public addresses of partners: a campaign's files, its ZIP, a file's own page, a partner's own page and codes."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from campaigns.plan.campaign.counting import of_files
from campaigns.plan.editions.told import Told
from campaigns.plan.models import Campaign, Partnership, PrintedItem
from campaigns.plan.relay import closed, pack, sheets
from campaigns.plan.relay.offers import Offer, State
from campaigns.plan.relay.sheets import Sheet
from campaigns.plan.sheets import public
from core.country import country
from core.files.media import serve_media
from core.navigation.frame import Frame
from core.protection.zones import Zone, protect
from core.words import languages
from press.content import Target
from press.films.captions import KINDS
from press.formats import FORMATS
from press.symbols import qr
from serving.served import mark_download

# The look of pages for people at work; the campaign's own voice speaks in the head of the page alone.
LOOK = {"voice": "professionals"}
CODES = {"svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf"}
ALL = "all"


@dataclass(frozen=True)
class Chosen:
    """What a visitor asked to see; an empty string for all of it."""

    language: str
    format: str

    @classmethod
    def of(cls, request: HttpRequest, offer: Offer, default: str) -> "Chosen":
        """What is unknown is as if nothing were chosen."""
        spoken = [language.code for language in offer.spoken]
        asked = request.GET.get("language", "")
        language = "" if asked == ALL else asked if asked in spoken else default if default in spoken else ""
        form = request.GET.get("format", "")
        return cls(language, form if form in FORMATS else "")

    def among(self, found: list[Sheet]) -> list[Sheet]:
        return [sheet for sheet in found if self._fits(sheet.item.language, sheet.item.format)]

    def _fits(self, language: str, form: str) -> bool:
        return self.language in ("", language) and self.format in ("", form)


@require_safe
def campaign(request: HttpRequest, slug: str) -> HttpResponse:
    """For every partner, without an account."""
    offer = _offer(request, slug)
    if offer.state is not State.OPEN:
        return _public(closed.over(request))
    speak(request, "relay", slug)
    context = _shown(request, offer) | {"pack": reverse("relay_pack", args=[slug])}
    return _public(render(request, "plan/relay/campaign.html", context), offer)


@require_safe
def campaign_pack(request: HttpRequest, slug: str) -> HttpResponse:
    offer = _offer(request, slug)
    if offer.state is not State.OPEN:
        return _public(closed.over(request))
    return _public(_told(request, _zip(request, offer), offer, Chosen.of(request, offer, "").language), offer)


@require_safe
def item(request: HttpRequest, pk: int, check: str) -> HttpResponse:
    """One file, or why it is no longer offered and what has taken its place."""
    found, offer = _item(request, pk, check)
    spoken = [language.code for language in offer.spoken]
    if found.recalled_at is None and offer.state is State.OVER:
        return _public(closed.over(request))
    if found.recalled_at is None and found.language not in spoken:
        raise Http404
    sheet = Sheet(found)
    if offer.state is State.OPEN and found.language in spoken and not sheet.is_offered:
        same_language = sheets.current(found.campaign).filter(language=found.language)
        sheet = Sheet(found, sheets.successor_in(list(same_language))(found))
    speak(request, "relay_item", pk, check)
    all_files = reverse("relay", args=[found.campaign.slug]) if offer.state is State.OPEN else ""
    context = {"page": LOOK, "sheet": sheet, "item": found, "all_files": all_files}
    response = render(request, "plan/relay/item.html", context, status=410 if found.recalled_at else 200)
    return _public(response, offer)


@require_safe
def item_file(request: HttpRequest, pk: int, check: str) -> HttpResponse:
    """The file itself, to keep: no copy on the way or in the browser answers in its place, or it would not be counted."""
    found, offer = _item(request, pk, check)
    if offer.state is not State.OPEN:
        return _public(closed.over(request))
    response = serve_media(request, found.file.name)
    name = f"{found.format}-{found.language}{PurePosixPath(found.file.name).suffix}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return _told(request, response, offer, found.language)


@require_safe
def item_captions(request: HttpRequest, pk: int, check: str, kind: str) -> HttpResponse:
    """The captions of a film, for players and for networks: to whoever may have the film."""
    found, offer = _item(request, pk, check)
    if offer.state is not State.OPEN or not public.is_public(found.file.name) or not found.is_film or kind not in KINDS:
        raise Http404
    response = HttpResponse(Sheet(found).written(kind), content_type=f"{KINDS[kind]}; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{found.format}-{found.language}.{kind}"'
    return _public(response, offer)


@require_safe
def partner(request: HttpRequest, token: str) -> HttpResponse:
    """A partner's own page: whoever knows its address sees it."""
    partnership = partnership_of(request, token)
    if partnership is None:
        return private(closed.unknown(request))
    offer = Offer(partnership.campaign, request, partnership.partner)
    speak(request, "relay_partner", token)
    context = {"page": LOOK, "partner": partnership.partner, "token": token, "offer": offer, "state": offer.state.value}
    if offer.state is State.OPEN:
        context["edition"] = Told.of(partnership)
        context |= _shown(request, offer) | {"pack": reverse("relay_partner_pack", args=[token])}
    status = 200 if offer.state in (State.OPEN, State.TO_COME) else 410
    return private(render(request, "plan/relay/partner.html", context, status=status))


@require_safe
def partner_pack(request: HttpRequest, token: str) -> HttpResponse:
    partnership = partnership_of(request, token)
    if partnership is None:
        return private(closed.unknown(request))
    offer = Offer(partnership.campaign, request, partnership.partner)
    if offer.state is not State.OPEN:
        raise Http404
    return private(_told(request, _zip(request, offer), offer, Chosen.of(request, offer, "").language))


@require_safe
def partner_code(request: HttpRequest, token: str, code: str, kind: str) -> HttpResponse:
    """The code of one of the partner's links, to print."""
    partnership = partnership_of(request, token)
    if partnership is None:
        return private(closed.unknown(request))
    offer = Offer(partnership.campaign, request, partnership.partner)
    link = next((link for link in offer.own_links if link.code == code), None)
    if link is None or kind not in CODES:
        raise Http404
    target = Target(link.url, link.letters)
    made = qr.pdf(target, translation.get_language()) if kind == "pdf" else getattr(qr, kind)(target)
    name = f'attachment; filename="{link.code}.{kind}"'
    response = HttpResponse(made, content_type=CODES[kind], headers={"Content-Disposition": name})
    return private(_told(request, response, offer))


def _offer(request: HttpRequest, slug: str) -> Offer:
    """Of a campaign that the public may know of; Http404 for any other, as if there were none."""
    offer = Offer(get_object_or_404(Campaign, slug=slug), request)
    _require_home(request)
    if offer.state in (State.TO_COME, State.WITHDRAWN):
        raise Http404
    return offer


def _item(request: HttpRequest, pk: int, check: str) -> tuple[PrintedItem, Offer]:
    """A file of a campaign that the public may know of, and what its campaign offers."""
    found = PrintedItem.objects.select_related("campaign", "link__placement", "link__channel", "edition")
    found = get_object_or_404(found, pk=pk)
    _require_home(request)
    offer = Offer(found.campaign, request)
    if found.sha256[:8] != check or offer.state is State.TO_COME:
        raise Http404
    return found, offer


def partnership_of(request: HttpRequest, token: str) -> Partnership | None:
    """That of a secret address; None where it is in use no more."""
    _require_home(request)
    return Partnership.objects.filter(token=token, ended_at=None).select_related("campaign", "partner").first()


def _require_home(request: HttpRequest) -> None:
    """A language whose home page is a draft serves nothing."""
    if Frame.of(request).home is None:
        raise Http404


def _shown(request: HttpRequest, offer: Offer) -> dict[str, object]:
    chosen = Chosen.of(request, offer, translation.get_language())
    shown = chosen.among(offer.sheets)
    return {
        "page": LOOK,
        "offer": offer,
        "chosen": chosen,
        "sheets": shown,
        "in_language": [sheet for sheet in offer.sheets if chosen.language in ("", sheet.item.language)],
        "words": [words for words in offer.words if chosen.language in ("", words.language.code)],
        "formats": [form for key, form in FORMATS.items() if key in offer.formats or key == chosen.format],
        "licence": country().licence.name,
    }


def _zip(request: HttpRequest, offer: Offer) -> HttpResponse:
    chosen = Chosen.of(request, offer, "")
    found = chosen.among(offer.sheets)
    if not found:
        raise Http404
    frame = Frame.of(request)
    name = "-".join(filter(None, (offer.campaign.slug, chosen.language, chosen.format)))
    # To HEAD the same answer without a byte read of any file.
    parts = pack.stream(found, frame.operator.name or frame.home.title) if request.method == "GET" else []
    response = StreamingHttpResponse(parts, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{name}.zip"'
    return response


def _told(request: HttpRequest, response: HttpResponse, offer: Offer, language: str = "") -> HttpResponse:
    """A download of a campaign's files, told to whoever counts; no language where they may be in several."""
    protected = offer.zone == Zone.PROTECTED
    mark_download(request, response, lambda: of_files(offer.campaign, language, protected=protected))
    return response


def speak(request: HttpRequest, name: str, *args: object) -> None:
    """The switcher leads to this address in each language that has a home page."""
    frame = Frame.of(request)
    urls = {}
    for home in frame.homes:
        code = home.locale.language_code
        with translation.override(code):
            urls[code] = reverse(name, args=args)
    frame.languages = [languages.language(code, urls.get(code)) for code in languages.codes()]


def _public(response: HttpResponse, offer: Offer | None = None) -> HttpResponse:
    """Reached by a link that somebody gave: no search engine lists it beside the campaign's own pages."""
    response["X-Robots-Tag"] = "noindex"
    return protect(response, offer.zone if offer and offer.state is State.OPEN else "")


def private(response: HttpResponse) -> HttpResponse:
    """The address is a secret: it is neither kept by what lies between nor told to anybody."""
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


urls = [
    path("relay/p/<str:token>/", partner, name="relay_partner"),
    path("relay/p/<str:token>/pack.zip", partner_pack, name="relay_partner_pack"),
    path("relay/p/<str:token>/<str:code>.<str:kind>", partner_code, name="relay_partner_code"),
    path("relay/item/<int:pk>-<str:check>/", item, name="relay_item"),
    path("relay/item/<int:pk>-<str:check>/file", item_file, name="relay_item_file"),
    path("relay/item/<int:pk>-<str:check>/captions.<str:kind>", item_captions, name="relay_item_captions"),
    path("relay/<slug:slug>/", campaign, name="relay"),
    path("relay/<slug:slug>/pack.zip", campaign_pack, name="relay_pack"),
]
