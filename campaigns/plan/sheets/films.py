"""The films of a campaign as frames: each scene as it stands, before anything is made, and what networks lay over them."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.cache import patch_cache_control
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from campaigns.plan.campaign.workspace import campaign_for, show
from campaigns.plan.models import Campaign, TrackedLink
from campaigns.plan.sheets.drafts import DraftForm
from campaigns.plan.sheets.order import GENERAL, active, film_code
from campaigns.plan.sheets.words import LivePages, NotLiveError, Reading, name_of, read
from core.words import languages
from made.digests import digest
from press.content import PressError, Target
from press.films import areas, storyboards
from press.films.formats import FILMS, NETWORKS, FilmFormat
from press.films.stills import Still
from press.films.storyboards import Shot, UnreadableError

TAB = "campaign_print"
FIRST = "film-9x16-6"


@dataclass(frozen=True)
class Shown:
    """A scene as the team looks at it: how long it stands, and how long its words take."""

    shot: Shot
    picture: str
    needed: float
    fault: str = ""

    @property
    def seconds(self) -> float:
        return self.shot.stands

    @property
    def words(self) -> str:
        return " ".join(self.shot.scene.says)


class Film:
    """What a film of a campaign would be today, in one language, or in other words. PressError where it cannot be made."""

    def __init__(self, campaign: Campaign, language: str, key: str, tried: QueryDict | None = None):
        self.campaign, self.language, self.form = campaign, language, FILMS[key]
        link = film_code(campaign) or active(campaign).filter(GENERAL).select_related("page").first()
        self.target = _target(link)
        pages = LivePages(campaign)
        self.page = pages.of(link, language) if link else next(iter(pages.by_language.get(language, ())), None)
        if self.page is None:
            raise NotLiveError(language)
        self.reading: Reading = read(self.page)
        self.draft = DraftForm(self.reading.content, tried)
        self.refused = ""
        self.unread: UnreadableError | None = None
        self.faults: dict[int, str] = {}

    @cached_property
    def scenes(self) -> list[tuple[Shot, Still]]:
        """Those of words that nobody can read in its length, too: who writes them looks at them."""
        try:
            return self.form.scenes(self.draft.content, self.target)
        except UnreadableError as error:
            self.unread = error
            return self.form.scenes_too_long(self.draft.content, self.target)

    @property
    def words(self) -> str:
        """After the address of a picture."""
        return f"?{self.draft.query}" if self.draft.is_bound else ""

    def try_out(self) -> None:
        """Draw every picture once: what cannot be read, or has no room, is said at the words, or in `refused`, and at its scene."""
        try:
            drawn = self.scenes
        except PressError as error:
            self._refuse(error)
            return
        if self.unread:
            self._refuse(self.unread)
        for place, (_shot, still) in enumerate(drawn):
            try:
                still.png()
            except PressError as error:
                self.faults[place] = error.message
                self._refuse(error)

    def _refuse(self, error: PressError) -> None:
        self.refused = self.refused or error.message
        if self.draft.is_bound:
            self.draft.refuse(error)

    @property
    def is_refused_at_its_words(self) -> bool:
        """Whether the form says at a field why: not a second time above it."""
        return any(self.refused in said for name, said in self.draft.errors.items() if name in self.draft.fields)

    @property
    def longer(self) -> list[FilmFormat]:
        """Other films of the same shape in which the words are read."""
        others = [form for form in FILMS.values() if form.shape == self.form.shape and form != self.form]
        return [form for form in others if self._is_read_in(form)]

    def _is_read_in(self, form: FilmFormat) -> bool:
        try:
            return bool(form.shots(self.draft.content))
        except PressError:
            return False

    @property
    def digest(self) -> str:
        """Of all that its pictures show: their addresses change with it."""
        return digest(self.reading.made_from, self.reading.film, self.target.letters, self.form.key, self.words)[:16]

    @property
    def storyboard(self) -> Any:
        return storyboards.storyboard(self.draft.content).label

    @property
    def shown(self) -> list[Shown]:
        """None where not a scene can be drawn; one that has no room for its words has no picture."""
        try:
            needs = [shot.scene.needs(self.language) for shot, _still in self.scenes]
        except PressError:
            return []
        return [
            Shown(shot, "" if place in self.faults else self.address(place), needed, self._fault(place))
            for place, ((shot, _still), needed) in enumerate(zip(self.scenes, needs, strict=True))
        ]

    def _fault(self, place: int) -> str:
        """Of a scene: that its words have no room, or that they are the longest of what cannot be read, and by how much."""
        if place in self.faults:
            return self.faults[place]
        if self.unread is None or self.unread.longest not in self.scenes[place][0].scene.says:
            return ""
        return ngettext(
            "Too long: %(count)d character more than there is time for.",
            "Too long: %(count)d characters more than there is time for.",
            self.unread.over,
        ) % {"count": self.unread.over}

    @property
    def networks(self) -> list[dict[str, Any]]:
        """Its last picture under what each network covers of it."""
        if self.form.shape.name != "9:16" or self.refused:
            return []
        last = len(self.scenes) - 1
        return [
            {"network": network, "picture": f"{self.address(last)}{'&' if self.words else '?'}network={place}"}
            for place, network in enumerate(NETWORKS)
        ]

    def address(self, scene: int) -> str:
        args = [self.campaign.pk, self.language, self.form.key, self.digest, scene]
        return reverse("campaign_print_film", args=args) + self.words


def _target(link: TrackedLink | None) -> Target:
    shown = link or TrackedLink(code="abcdef")
    return Target(shown.url, shown.letters)


@require_safe
@require_admin_access
def index(request: HttpRequest, pk: int) -> HttpResponse:
    """One film, scene by scene, in the words of the live page or in others that are tried and saved nowhere.

    The first language and the shortest upright film where nothing else is asked for.
    """
    campaign = campaign_for(request, pk)
    live = LivePages(campaign).by_language
    spoken = [code for code in languages.codes() if code in live]
    if not spoken:
        messages.error(
            request,
            _("The campaign has no page that is live yet. Sheets say what a live page says: publish one first."),
        )
        return redirect(TAB, campaign.pk)
    language = request.GET.get("language") if request.GET.get("language") in spoken else spoken[0]
    key = request.GET.get("format") if request.GET.get("format") in FILMS else FIRST
    context: dict[str, Any] = {
        "languages": [(code, name_of(code)) for code in spoken],
        "formats": FILMS.values(),
        "language": language,
        "form": FILMS[key],
    }
    try:
        film = context["film"] = Film(campaign, language, key, request.GET)
        film.try_out()
        context["refused"] = film.refused
    except PressError as error:
        context["refused"] = error.message
    return show(request, "plan/workspace/films.html", campaign, TAB, context)


@require_safe
@require_admin_access
def picture(request: HttpRequest, pk: int, language: str, key: str, digest: str, scene: int) -> HttpResponse:
    """One scene, drawn when it is asked for. Http404 where the words are others by now."""
    campaign = campaign_for(request, pk)
    try:
        film = Film(campaign, language, key, request.GET)
        png = film.scenes[scene][1].png()
        if "network" in request.GET:
            png = areas.covered(png, int(request.GET["network"]))
    except (PressError, KeyError, IndexError, ValueError):
        raise Http404 from None
    if film.digest != digest:
        raise Http404
    response = HttpResponse(png, content_type="image/png")
    patch_cache_control(response, private=True, max_age=3600)
    return response


urls = [
    path("campaigns/<int:pk>/print/films/", index, name="campaign_print_films"),
    path(
        "campaigns/<int:pk>/print/films/<str:language>/<slug:key>/<slug:digest>/<int:scene>.png",
        picture,
        name="campaign_print_film",
    ),
]
