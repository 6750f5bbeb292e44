"""What is counted, and why something is not: the vocabulary of journal, fold and dashboards."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.audiences import SHELTERED
from core.measures.indicators import Indicator

PROTECTED_SURFACES = SHELTERED
# In the journal what a browser tells of a page that it asked for ahead, once somebody looks at it, is a kind of its own: the server
# did not count it, and how much of it there can be is another question. Counted or rejected, it is what it stands for.
LATE = {"late_view": Indicator.VIEW.value, "late_entry": Indicator.ENTRY.value}


class Reason(models.TextChoices):
    """Why a request is not counted; it is counted as such."""

    BOT = "bot", _("robot")
    PREFETCH = "prefetch", _("fetched ahead by a browser")
    CROSS_SITE = "cross_site", _("sent from another site")
    BAD_TOKEN = "bad_token", _("forged or outdated")
    RATE = "rate", _("too many at once")
    OVERSIZE = "oversize", _("too large")
    DISABLED = "disabled", _("the visitor does not want to be counted")
    EXCESS = "excess", _("more than the page was viewed")  # found by the fold, never written to a journal


class Grade(models.TextChoices):
    """How far a visit is attributed to what brought it."""

    OFF = "off", _("off: totals of a day, nothing else")
    LINK_HITS = "link_hits", _("link hits: a short link is counted when it is opened, and its code does not travel on")
    LANDING_PATH = "landing_path", _("landing path: one page for each channel, counted as a page")
    FULL = "full", _("full: the code travels on, with the visitor's consent")


class Dimension(models.TextChoices):
    """By what totals are told. Each is a total of its own: those of one dimension add up to ALL, two dimensions never."""

    ALL = "all", _("all")
    SURFACE = "surface", _("surface")
    CHANNEL = "channel", _("channel")
    LINK = "link", _("link or code")
    PAGE = "page", _("page")
    LOCALE = "locale", _("language")
    VARIANT = "variant", _("variant")


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the journal. `bucket` is the UTC hour, or the day of the country on protected surfaces; nothing is finer.

    `kind` is a `core.measures.indicators.Indicator`, or one of LATE; `reason` a `Reason` where it was rejected. Ids are 0 and words empty for none.
    """

    bucket: datetime | date
    kind: str
    surface: str
    campaign: int = 0
    wave: int = 0
    channel: int = 0
    link: int = 0
    page: int = 0
    locale: str = ""
    variant: str = ""
    reason: str = ""


def counted_as(kind: str) -> str:
    """The indicator that a kind of the journal counts for."""
    return LATE.get(kind, kind)
