"""What each number says, where it comes from, how exact it is, and what it does not say."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.measures.indicators import Indicator
from serving.page_cache import is_counted

Words = str | Promise


class Source(models.TextChoices):
    """Who counts it."""

    SERVER = "server", _("this server, as it answers")
    BROWSER = "browser", _("a script of the page, in the reader’s browser")
    PLATFORM = "platform", _("the platform, in its own way; imported from its file")
    HELPLINE = "helpline", _("the helpline itself; imported")
    TEAM = "team", _("the team, with its source and date")
    DERIVED = "derived", _("made of other numbers on this page")


EXACT = _("Exact for requests, also of pages that come from this site’s own cache: what was answered is counted once.")
NOT_COUNTED = _(
    "Not counted: a cache before this site answers with pages by itself, and what it answers never comes here."
)
SCRIPTS = _(
    "A lower bound for honest readers: those who block scripts are not in it. Never more than the views of the page: what is sent beyond is rejected."
)


@dataclass(frozen=True)
class Definition:
    """`key` names it in addresses within a page.

    `of_pages`: a cache before this site that answers with pages keeps it from being counted.
    """

    key: str
    name: Words
    meaning: Words
    source: Source
    exactness: Words
    limits: Words
    of_pages: bool = False

    @property
    def anchor(self) -> str:
        return f"about-{self.key}"

    @property
    def is_uncounted(self) -> bool:
        return self.of_pages and not is_counted()

    @property
    def precision(self) -> Words:
        return NOT_COUNTED if self.is_uncounted else self.exactness


def _counted(kind: Indicator, meaning: Words, source: Source, limits: Words) -> Definition:
    exactness = EXACT if source == Source.SERVER else SCRIPTS
    of_pages = kind in (Indicator.VIEW, Indicator.ENTRY)
    return Definition(kind.value, kind.label, meaning, source, exactness, limits, of_pages)


_PEOPLE = _(
    "It counts pages, not people: nobody is recognised from one page to the next. Views can be forged: who asks for a page by a program that passes for a browser is counted."
)
_VIDEO = _("It says that the video was played so far, not that anybody watched.")
_CLICK = _("A click is not a call: the phone or the chat opens, and nobody here knows what follows.")

COUNTED = [
    _counted(Indicator.VIEW, _("Each time a page of the campaign was sent to a reader."), Source.SERVER, _PEOPLE),
    _counted(
        Indicator.ENTRY,
        _(
            "Page views that came from outside this site, or from nowhere that the browser tells. They stand in for visits."
        ),
        Source.SERVER,
        _("A person who comes back is a new visit, and so is one who opens a second window. Visitors are not counted."),
    ),
    _counted(
        Indicator.LINK_HIT,
        _("Each time a short address or a code of the campaign was opened."),
        Source.SERVER,
        _("It says where the campaign was met, not what the reader did next: the code does not travel on."),
    ),
    _counted(
        Indicator.KIT_DOWNLOAD,
        _("Files that were sent whole. What a program fetches by parts is not in it."),
        Source.SERVER,
        _("A download is no use in class, and one file may be printed a hundred times."),
    ),
    _counted(
        Indicator.READ_50,
        _("Page views in which the middle of the text came into sight."),
        Source.BROWSER,
        _("It says how far somebody scrolled, not what was understood."),
    ),
    _counted(
        Indicator.READ_90,
        _("Page views in which nine tenths of the text came into sight."),
        Source.BROWSER,
        _("It says how far somebody scrolled, not what was understood."),
    ),
    _counted(Indicator.VIDEO_START, _("Page views in which somebody started a video."), Source.BROWSER, _VIDEO),
    _counted(Indicator.VIDEO_HALF, _("Page views in which a video was played to the middle."), Source.BROWSER, _VIDEO),
    _counted(Indicator.VIDEO_END, _("Page views in which a video was played to the end."), Source.BROWSER, _VIDEO),
    _counted(
        Indicator.CHECK_START,
        _("Self-checks whose first question was answered."),
        Source.BROWSER,
        _("No answer is ever sent: they stay in the browser."),
    ),
    _counted(
        Indicator.CHECK_DONE,
        _("Self-checks that were answered to the end."),
        Source.BROWSER,
        _("No result is ever sent: nobody knows how they ended."),
    ),
    _counted(
        Indicator.STAGE_INFO,
        _("Times that somebody opened the information on the stage de sensibilisation."),
        Source.BROWSER,
        _("It says that it was opened, not why."),
    ),
    _counted(
        Indicator.SHARE,
        _("Page views in which somebody followed a link that shares the page, each once however often."),
        Source.BROWSER,
        _("Whether the message was then sent is not known, nor who read it."),
    ),
    _counted(
        Indicator.CTA_CALL,
        _(
            "Page views in which somebody followed the number of a helpline or an emergency service, each once however often."
        ),
        Source.BROWSER,
        _CLICK,
    ),
    _counted(
        Indicator.CTA_SMS,
        _(
            "Page views in which somebody opened a text message to a helpline or an emergency service, each once however often."
        ),
        Source.BROWSER,
        _CLICK,
    ),
    _counted(
        Indicator.CTA_CHAT,
        _("Page views in which somebody opened the chat of a helpline, each once however often."),
        Source.BROWSER,
        _CLICK,
    ),
]
OF: dict[str, Definition] = {one.key: one for one in COUNTED}

IMPRESSIONS = Definition(
    "impressions",
    _("Paid impressions"),
    _("How often the platform says that it showed the advertisement."),
    Source.PLATFORM,
    _("As exact as the platform: this site cannot check it."),
    _("Each platform counts in its own way, so that those of two platforms are never added up."),
)
REACH = Definition(
    "reach",
    _("Reach, as the platform estimates it"),
    _("The largest number of people that the platform says it reached in one line of its file."),
    Source.PLATFORM,
    _("An estimate of the platform."),
    _(
        "Reach does not add up, neither over days nor over platforms: the same person is in several. It is never summed."
    ),
)
COST = Definition(
    "cost",
    _("Cost"),
    _("What the platforms charged in these days; where nothing was imported, what was planned for the channel."),
    Source.PLATFORM,
    _("As imported, or as planned: the table says which."),
    _(
        "A planned cost is that of the whole channel: it is told of a wave only where all places of the channel are in it."
    ),
)
COST_PER_HIT = Definition(
    "cost-per-hit",
    _("Cost per link opened"),
    _(
        "The cost of a channel, divided by how often its short addresses and codes were opened on the days whose cost is known."
    ),
    Source.DERIVED,
    _("As exact as the cost."),
    _("Whoever saw a poster and typed the name of the campaign into a search engine is not in it."),
)
COST_PER_ENTRY = Definition(
    "cost-per-entry",
    _("Cost per visit and per call to action"),
    _(
        "The cost of a channel, divided by the visits that began on its landing page, and by the clicks on the number, "
        "text message or chat of a helpline or an emergency service on that page, all on the days whose cost is known."
    ),
    Source.DERIVED,
    _("Only where all links of the channel lead to a page that no other channel’s links lead to."),
    _("Whoever came to that page in another way, by a search engine for instance, is in it too."),
    of_pages=True,
)
CALLS = Definition(
    "calls",
    _("Calls that the helpline counted"),
    _("How many calls a helpline says that it took on these days."),
    Source.HELPLINE,
    _("As exact as the helpline’s own count."),
    _("People call for many reasons: it stands beside the clicks, and neither is made from the other."),
)
REJECTED = Definition(
    "rejected",
    _("Not counted"),
    _(
        "Requests that were answered and not counted, by reason: robots, what browsers fetch ahead, forgeries. Of visitors who object no campaign is kept: they are counted for the whole site alone."
    ),
    Source.SERVER,
    EXACT,
    _("A robot that pretends to be a reader is counted as one; a spike is shown and never removed."),
)
MANUAL = Definition(
    "manual",
    _("Indicators of the team’s own"),
    _("What no counter sees, such as people helped or the answer of a survey."),
    Source.TEAM,
    _("As exact as its source, which stands beside it."),
    _("Its date is the day on which it was measured, which need not lie in the period."),
)
SURVEYED = Definition(
    "surveyed",
    _("Share in per cent"),
    _("Of those who answered a question in a survey, how many gave this answer, as the institute weighted them."),
    Source.TEAM,
    _(
        "Its interval at 95 per cent is Wilson’s, narrower than the truth where answers were weighted and no design effect is given."
    ),
    _("A survey before and one after do not say why they differ. Answers that fewer than 11 gave are withheld."),
)
CLICKS = Definition(
    "clicks",
    _("Clicks on helplines and emergency services"),
    _(
        "Page views that led to the number, the text message or the chat of a helpline or an emergency service, added up: each is an act of its own."
    ),
    Source.BROWSER,
    SCRIPTS,
    _CLICK,
)
ALL = [*COUNTED, CLICKS, IMPRESSIONS, REACH, COST, COST_PER_HIT, COST_PER_ENTRY, CALLS, REJECTED, MANUAL, SURVEYED]


def of(*kinds: str) -> list[Definition]:
    """Those of some kinds, in the order of the glossary."""
    return [one for one in COUNTED if one.key in kinds]
