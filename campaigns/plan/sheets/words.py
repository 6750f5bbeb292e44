"""From a campaign's page, as it is live in its language, to the words of a sheet, and to a memory of what they were."""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from campaigns.plan.models import Campaign, CampaignPage, Frame, TrackedLink
from core.models import CampaignMedia, Operator
from core.protection.discretion import NEUTRAL_NAME
from core.protection.zones import Zone
from core.text.streams import leaves
from core.text.tokens import kept
from facts.sentences.tokens import told
from facts.shelf import CHOOSERS, Shelf, ShownFact, ShownHelpline, ids_in
from made.digests import digest
from press import looks
from press.content import Content, FactLine, FilmWords, HelpLine, Logo, PressError
from press.films.formats import FILMS

# A leaflet shows them all, in letters that are read: more would not fit in every language.
FACTS, HELPLINES = 2, 3
UNSEEN_IN_FILMS = ("helplines", "place", "territory")
# What stands beside the code, by the frame of the campaign.
CALLS = {
    Frame.LAW: gettext_lazy("Know the law"),
    Frame.HARM: gettext_lazy("See what it does to people"),
    Frame.NORM: gettext_lazy("Learn more"),
    Frame.HELP: gettext_lazy("Find help"),
}


class NotLiveError(PressError):
    """There are no public words to print; drafts are never printed."""

    def __init__(self, language: str):
        self.language = language
        text = _("The campaign has no page that is live in this language: %(language)s. Publish it first.")
        super().__init__(text % {"language": name_of(language)})


@dataclass(frozen=True)
class Reading:
    """The words of a page, and what they were made from: ids, and digests of what is the same until an editor changes it."""

    content: Content
    made_from: dict[str, Any]
    facts: dict[str, ShownFact] = field(default_factory=dict, compare=False)
    campaign: Campaign | None = field(default=None, compare=False)
    film: str = ""  # a digest of the words of its films: sheets do not show them

    emblem: Operator | None = field(default=None, compare=False)  # whose logo stands on it

    def with_emblem(self) -> Content:
        """Its words with the operator's logo, which is read for what is made alone; raises PressError where that is gone."""
        if self.emblem is None:
            return self.content
        try:
            with self.emblem.logo.open() as file:
                png = file.read()
        except FileNotFoundError as error:
            raise PressError(_("The operator's logo is gone: have it sent again in the settings.")) from error
        size = self.emblem.logo_width, self.emblem.logo_height
        return replace(self.content, emblem=Logo(png, *size, self.emblem.name))

    def made_from_as(self, key: str) -> dict[str, Any]:
        """What a sheet or a film of this format remembers: a film what it has the time to show, and no helpline."""
        if key not in FILMS:
            return self.made_from
        rest = {name: value for name, value in self.made_from.items() if name not in UNSEEN_IN_FILMS}
        try:
            shown = FILMS[key].shows(self.content)
        except PressError:
            return rest | {"film": self.film}  # it cannot be made
        order = [pk for place, pk in enumerate(self.made_from["order"]) if place in shown.facts]
        facts = {str(pk): self.made_from["facts"][str(pk)] for pk in order}
        words = {name: value for name, value in self.made_from["words"].items() if name != "lead" or shown.lead}
        return rest | {"film": self.film, "words": words, "facts": facts, "order": order}

    def of_own(self, names_facts: bool) -> dict[str, Any]:
        """What a film remembers that the team made elsewhere: whether it names the numbers of its page, the team alone knows."""
        facts = self.made_from["facts"] if names_facts else {}
        return {"own": True, "page": self.made_from["page"], "address": self.made_from["address"], "facts": facts}

    def as_of(self, key: str) -> "Reading":
        """The reading with the memory of this format."""
        return replace(self, made_from=self.made_from_as(key))


def content_of(page: CampaignPage) -> Content:
    return read(page).content


def made_from(page: CampaignPage) -> dict[str, Any]:
    return read(page).made_from


def read(page: CampaignPage) -> Reading:
    """What the public reads of a page now, whatever draft `page` may hold; raises NotLiveError where it reads nothing."""
    live = (
        CampaignPage.objects.live()
        .select_related("campaign__theme__object_picture", "locale")
        .filter(pk=page.pk)
        .first()
    )
    home = Page.objects.live().filter(path=page.path[: 2 * Page.steplen]).first() if live else None
    if home is None:
        raise NotLiveError(page.locale.language_code)
    language = live.locale.language_code
    with translation.override(language):
        return _read(live, home.title, Shelf(language, live))


def _read(page: CampaignPage, home_title: str, shelf: Shelf) -> Reading:
    facts, help_there = _facts(page, shelf), shelf.help_for(page.audience)
    helplines = help_there.printed[:HELPLINES]
    operator = Operator.objects.filter(site__is_default_site=True).first() or Operator()
    # As at the head of a protected page: a picture that is kept on a telephone betrays nobody.
    site = str(NEUTRAL_NAME) if page.zone == Zone.PROTECTED else home_title or operator.name
    emblem = operator if operator.logo and page.zone != Zone.PROTECTED else None
    content = Content(
        language=shelf.language,
        voice=page.voice,
        statement=told(kept(page.statement), shelf) or page.title,
        lead=told(kept(page.lead), shelf),
        facts=tuple(map(_fact_line, facts)),
        helplines=tuple(map(_help_line, helplines)),
        somebody_listens=bool(help_there.listening),
        call=told(kept(page.call), shelf) or str(CALLS[page.campaign.frame]),
        act=str(CALLS[page.campaign.frame]),
        site=site,
        look=looks.of_theme(page.theme, told(kept(page.object_words), shelf)) if page.theme else None,
        notice=_("Demonstration") if operator.is_demonstration else "",
        film=_film(page, shelf),
        colours=looks.of_operator(operator, page.voice) if page.zone != Zone.PROTECTED else None,
    )
    made_from = {
        "page": page.pk,
        "words": {
            "statement": _digest(content.statement),
            "lead": _digest(content.lead),
            **({"call": _digest(content.call)} if page.call else {}),
        },
        "facts": {str(shown.fact.pk): _digest(*_words_of_fact(shown)) for shown in facts},
        "spoken": dict.fromkeys(map(str, ids_in([kept(page.statement), kept(page.lead), kept(page.call)])), True),
        "order": [shown.fact.pk for shown in facts],
        "helplines": {str(shown.helpline.pk): _digest(*_words_of_helpline(shown)) for shown in helplines},
        "voice": content.voice,
        "theme": _digest(*content.look.shown) if content.look else "",
        "site": _digest(site, operator.is_demonstration),
        # What is made anew bears another logo; what hangs with the former one says nothing wrong, and stays good.
        **({"emblem": _digest(operator.logo.name)} if emblem else {}),
        "address": settings.BASE_URL,
    }
    return Reading(
        content,
        made_from,
        {str(shown.fact.pk): shown for shown in facts},
        page.campaign,
        _digest_of_film(page, content.film),
        emblem,
    )


def _film(page: CampaignPage, shelf: Shelf) -> FilmWords | None:
    chosen = page.film[0].value if page.film else None
    if chosen is None:
        return None
    words = {name: told(kept(chosen[name] or ""), shelf) for name in ("opening", "call")}
    sound = _sound(page)
    return FilmWords(chosen["storyboard"] or "", **words, sound=partial(_bytes_of, sound) if sound else None)


def _sound(page: CampaignPage) -> CampaignMedia | None:
    sound = page.film[0].value["sound"] if page.film else None
    return sound if sound and sound.may_be_shown else None


def _bytes_of(sound: CampaignMedia) -> bytes:
    with sound.file.open("rb") as file:
        return file.read()


def _digest_of_film(page: CampaignPage, film: FilmWords | None) -> str:
    if film is None:
        return ""
    sound = _sound(page)
    return _digest(film.storyboard, film.opening, film.call, sound.sha256 or sound.file.name if sound else "")


def _facts(page: CampaignPage, shelf: Shelf) -> list[ShownFact]:
    """The first facts of its cards and ladders, in their order, that are in force today."""
    chosen = dict.fromkeys(value for name, value in leaves(page) if name in CHOOSERS and value)
    return [shown for shown in map(shelf.in_force, chosen) if shown][:FACTS]


def _fact_line(shown: ShownFact) -> FactLine:
    source = [shown.fact.source_title, _day(shown.fact.source_date)]
    return FactLine(
        value=shown.value,
        label=shown.label,
        sentence=shown.wording.sentence.replace("{value}", shown.value),
        source=_(", ").join(part for part in source if part),
        language=shown.language,
    )


def _help_line(shown: ShownHelpline) -> HelpLine:
    return HelpLine(shown.way, shown.wording.title, shown.terms or shown.wording.purpose)


def _day(day: date | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""


def _words_of_fact(shown: ShownFact) -> list:
    """As they are stored: how a language writes a number may change with a library, and makes nothing stale."""
    fact, wording = shown.fact, shown.wording
    return [fact.value, fact.unit, fact.source_title, fact.source_date, wording.label, wording.sentence, shown.language]


def _words_of_helpline(shown: ShownHelpline) -> list:
    line, wording = shown.helpline, shown.wording
    if not (line.number or line.sms_number):
        return [line.website or line.chat_url, wording.title, wording.purpose]
    hours = "" if line.always_open else wording.hours
    return [line.number or line.sms_number, bool(line.number), line.always_open, line.cost, wording.title, hours]


def _digest(*values: Any) -> str:
    return digest(*values)[:32]


class LivePages:
    """The live pages of a campaign by language, read in one query: which of them the sheets of a link are made from."""

    def __init__(self, campaign: Campaign):
        homes = Page.objects.live().filter(depth=2).values("locale_id")
        pages = CampaignPage.objects.live().filter(campaign=campaign, alias_of=None, locale_id__in=homes)
        self.by_language: dict[str, list[CampaignPage]] = {}
        for page in pages.select_related("locale").defer_streamfields().order_by("path"):
            self.by_language.setdefault(page.locale.language_code, []).append(page)

    def of(self, link: TrackedLink, language: str) -> CampaignPage:
        """The page that the link names, in this language, or else the campaign's first: where the code leads, too."""
        pages = self.by_language.get(language)
        if not pages:
            raise NotLiveError(language)
        key = link.page.translation_key if link.page else None
        return next((page for page in pages if page.translation_key == key), pages[0])


def name_of(language: str) -> str:
    return str(dict(settings.LANGUAGES).get(language, language))
